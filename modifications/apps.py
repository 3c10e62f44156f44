from django.apps import AppConfig


class ModificationsConfig(AppConfig):
    name = "modifications"
    verbose_name = "Modifications"

    def ready(self) -> None:
        from modifications.queries import references_by_key
        from secrel.core.changes.permissions import Permission
        from secrel.core.changes.record_readers import declare_kinds
        from secrel.core.changes.targets import Target
        from secrel.core.editing.sheets.places import register_kind

        register_kind(
            "modification",
            url="edit-modification-",
            names=references_by_key,
            target=Target.MODIFICATION_PAGE,
        )
        declare_kinds(
            Permission.READ_DRAFTS,
            modifications="Modifications",
            change_requests="Change Requests",
            documents="SEC documents",
        )
