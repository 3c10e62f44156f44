from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = "Releases"

    def ready(self) -> None:
        from secrel.core.changes.permissions import Permission
        from secrel.core.changes.record_readers import declare_kinds
        from secrel.core.changes.targets import Target
        from secrel.core.editing.sheets.places import register_kind

        register_kind(
            "release",
            url="edit-",
            names=lambda slugs: {slug: slug for slug in slugs},
            target=Target.RELEASE_PAGE,
        )
        declare_kinds(Permission.READ_DRAFTS, releases="Releases", programmes="Related programmes")
        declare_kinds(Permission.READ_RECORD, cut_offs="Default cut-offs", glossary="Acronyms")
