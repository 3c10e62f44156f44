from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = "Releases"

    def ready(self) -> None:
        from secrel.core.sheets.places import register_kind
        from secrel.core.targets import Target

        register_kind(
            "release",
            url="edit-",
            names=lambda slugs: {slug: slug for slug in slugs},
            target=Target.RELEASE_PAGE,
        )
