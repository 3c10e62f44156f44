import gc
import pkgutil
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        """Register with packages below what they call in packages above: the only calls upwards."""
        self._import_all_operations()
        from governance.composing.making import register_maker
        from governance.composing.operations.contents import Contents, store_contents
        from governance.events import EVENTS, FieldSources
        from governance.help.fields import FIELDS
        from governance.matters import MATTERS
        from governance.meetings.content_store import set_content_store
        from governance.meetings.models import register
        from governance.mends import MENDERS
        from governance.packs.maker import PackMaker
        from governance.versions.mends.mend import register_menders
        from governance.versions.pages import UnsavedPreview
        from governance.versions.pointing import find_pointed
        from governance.versions.queries.baselines import has_been_baselined
        from governance.watch.late.settling import SETTLING
        from governance.watch.operations.flags import recheck
        from governance.watch.queries.news import named_readers
        from secrel.core.changes.followers import follow_operations
        from secrel.core.changes.operations import set_recorder
        from secrel.core.changes.permissions import Permission
        from secrel.core.changes.reasons import set_reason_rule
        from secrel.core.changes.record_readers import declare_kinds
        from secrel.core.editing.drafts.unsaved_preview import set_previewer
        from secrel.core.editing.field_help import register_field_help
        from secrel.core.editing.pointing.finding import set_finder
        from secrel.core.notifications.audiences import set_named_readers
        from secrel.core.webhooks.events import declare_events
        from secrel.core.webhooks.outbox import keep_entries

        declare_kinds(Permission.READ_DRAFTS, meetings="Meetings and decisions", flags="Flags", pdfs="PDFs")
        declare_kinds(Permission.READ_DRAFTS, papers="Papers", notices="Publication notices")
        declare_kinds(Permission.READ_RECORD, criteria="Standard criteria", consultations="Consultations")
        declare_kinds(Permission.READ_RECORD, tasks="Tasks handed to a colleague")
        declare_kinds(Permission.READ_DRAFTS, scenarios="What-if scenarios")
        declare_kinds(Permission.PUBLISH_VERSIONS, imports="Documents brought in")
        declare_kinds(Permission.READ_RECORD, blackouts="Blackout periods")
        set_recorder(store_contents)
        follow_operations({name for row in SETTLING for name in row.operations}, recheck)
        set_reason_rule(has_been_baselined)
        set_content_store(Contents)
        register(*MATTERS)
        register_menders(*MENDERS)
        set_previewer(UnsavedPreview())
        set_finder(find_pointed)
        register_maker("pack", PackMaker())
        set_named_readers(named_readers)
        declare_events(EVENTS, FieldSources(), keep_entries)
        if settings.WORD_TEMPLATE:
            import_module(
                "governance.documents.engine.printing.word_file.template"
            )  # its check of the setting
        register_field_help(FIELDS)
        gc.freeze()  # what is loaded by now lives until the end: no search for garbage passes over it

    def _import_all_operations(self) -> None:
        """Import all operations. Each has the property whether it edits, so every process needs all of them."""
        for app in ("modifications", "releases", "costs", "governance"):
            for module in pkgutil.walk_packages([str(settings.BASE_DIR / app)], f"{app}."):
                if "operations" in module.name.split("."):
                    import_module(module.name)
