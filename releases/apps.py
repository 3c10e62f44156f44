from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = "Releases"

    def ready(self) -> None:
        from secrel.core.permissions import Permission
        from secrel.core.record_readers import declare_kinds
        from secrel.core.sheets.places import register_kind
        from secrel.core.targets import Target

        register_kind(
            "release",
            url="edit-",
            names=lambda slugs: {slug: slug for slug in slugs},
            target=Target.RELEASE_PAGE,
        )
        declare_kinds(Permission.READ_DRAFTS, releases="Releases", programmes="Neighbouring programmes")
        declare_kinds(Permission.READ_RECORD, cut_offs="Default cut-offs", glossary="Known acronyms")
