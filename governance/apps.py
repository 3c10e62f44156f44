import pkgutil
from importlib import import_module

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        for module in pkgutil.walk_packages(
            [self.path], "governance."
        ):  # who edits is told by all operations
            if "operations" in module.name.split("."):
                import_module(module.name)
        from governance.content_store import set_content_store
        from governance.matters import MATTERS
        from governance.models.matters import register
        from governance.operations.contents import Contents, keep_contents
        from governance.queries.baselines import has_been_baselined
        from governance.queries.news import named_readers
        from secrel.core.audiences import set_named_readers
        from secrel.core.changes import set_recorder
        from secrel.core.permissions import Permission
        from secrel.core.reasons import set_reason_rule
        from secrel.core.record_readers import declare_kinds

        declare_kinds(Permission.READ_DRAFTS, meetings="Meetings and decisions", flags="Flags", pdfs="PDFs")
        declare_kinds(Permission.READ_RECORD, criteria="Standard criteria")
        set_recorder(keep_contents)
        set_reason_rule(has_been_baselined)
        set_content_store(Contents)
        register(*MATTERS)
        set_named_readers(named_readers)
