import pkgutil
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        """Tells packages below what they must call above them: the only calls upwards."""
        self._know_all_operations()
        from governance.composing.operations.contents import Contents, store_contents
        from governance.matters import MATTERS
        from governance.meetings.content_store import set_content_store
        from governance.meetings.models import register
        from governance.versions.queries.baselines import has_been_baselined
        from governance.watch.queries.news import named_readers
        from secrel.core.changes.operations import set_recorder
        from secrel.core.changes.permissions import Permission
        from secrel.core.changes.reasons import set_reason_rule
        from secrel.core.changes.record_readers import declare_kinds
        from secrel.core.notifications.audiences import set_named_readers

        declare_kinds(Permission.READ_DRAFTS, meetings="Meetings and decisions", flags="Flags", pdfs="PDFs")
        declare_kinds(Permission.READ_RECORD, criteria="Standard criteria")
        set_recorder(store_contents)
        set_reason_rule(has_been_baselined)
        set_content_store(Contents)
        register(*MATTERS)
        set_named_readers(named_readers)

    def _know_all_operations(self) -> None:
        """Who edits is a property of operations, so each process knows all of them, whatever else it imports."""
        for app in ("modifications", "releases", "costs", "governance"):
            for module in pkgutil.walk_packages([str(settings.BASE_DIR / app)], f"{app}."):
                if "operations" in module.name.split("."):
                    import_module(module.name)
