from django.apps import AppConfig


class ModificationsConfig(AppConfig):
    name = "modifications"
    verbose_name = "Modifications"

    def ready(self) -> None:
        from secrel.core.permissions import Permission
        from secrel.core.record_readers import declare_kinds

        declare_kinds(
            Permission.READ_DRAFTS,
            modifications="Modifications",
            change_requests="Change Requests",
            documents="SEC documents",
        )
