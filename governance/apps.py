from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        from governance.content_store import set_content_store
        from governance.matters import MATTERS
        from governance.models.matters import register
        from governance.operations.contents import Contents, keep_contents
        from governance.queries.news import named_readers
        from secrel.core.audiences import set_named_readers
        from secrel.core.changes import set_recorder

        set_recorder(keep_contents)
        set_content_store(Contents)
        register(*MATTERS)
        set_named_readers(named_readers)
