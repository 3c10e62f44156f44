from django.apps import AppConfig


class ModificationsConfig(AppConfig):
    name = "modifications"
    verbose_name = "Modifications"

    def ready(self) -> None:
        from modifications.queries import references_by_key
        from secrel.core.sheets.places import register_kind
        from secrel.core.targets import Target

        register_kind(
            "modification",
            url="edit-modification-",
            names=references_by_key,
            target=Target.MODIFICATION_PAGE,
        )
