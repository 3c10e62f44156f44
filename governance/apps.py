from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        from governance.operations.contents import keep_contents
        from governance.queries.news import named_readers
        from secrel.core.audiences import set_named_readers
        from secrel.core.changes import set_recorder

        set_recorder(keep_contents)
        set_named_readers(named_readers)
