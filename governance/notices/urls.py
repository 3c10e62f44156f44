"""URLs of notices and of the Document Log. Those of the log stand before the register's address of a document."""

from django.urls import path

from governance.composing.comparing.addresses import compare_paths
from governance.notices.views import editing, files, log, notices, publishing

NOTICE = "notices/<notice:slug>/"
VERSION = f"{NOTICE}<count:number>"

urlpatterns = [
    path("documents/in-force/", log.in_force_page, name="in-force"),
    path("documents/in-force.csv", log.in_force_csv, name="in-force-csv"),
    path(
        "documents/specifications-in-force.csv",
        log.specifications_csv,
        name="specifications-in-force-csv",
    ),
    path("notices/", notices.notice_list, name="notices"),
    path("notices/draft/", editing.draft, name="draft-notice"),
    path("releases/<slug:slug>/notice/", editing.draft_of_release, name="draft-notice-of-release"),
    path(NOTICE, notices.notice_page, name="notice"),
    *compare_paths(NOTICE, notices.compare_notice, "compare-notice"),
    path(f"{NOTICE}edit/", editing.edit_facts, name="edit-notice"),
    *(
        path(f"{NOTICE}edit/{tab}/", editing.edit_rows, {"tab": tab}, name=f"edit-notice-{tab}")
        for tab in editing.SHEETS
    ),
    path(f"{NOTICE}publish/", publishing.publish, name="notice-publish"),
    path(f"{NOTICE}schedule/", publishing.schedule, name="notice-schedule"),
    path(f"{NOTICE}unschedule/", publishing.unschedule, name="notice-unschedule"),
    path(f"{NOTICE}correct/", publishing.correct, name="notice-correct"),
    path(f"{NOTICE}drop-correction/", publishing.drop_correction, name="notice-drop_correction"),
    path(f"{NOTICE}discard/", publishing.discard, name="notice-discard"),
    path(f"{VERSION}/changes/", notices.version_changes, name="notice-changes"),
    path(f"{VERSION}/", notices.version_page, name="notice-version"),
    path(f"{VERSION}/retry/", files.retry_pdf, name="notice-retry"),
    path(f"{VERSION}.pdf", files.version_pdf, name="notice-pdf"),
    path(f"{VERSION}.html", files.version_html, name="notice-html"),
    path(f"{VERSION}.docx", files.version_word, name="notice-word"),
    path(f"{VERSION}.json", files.version_json, name="notice-json"),
    path(f"{VERSION}.zip", files.version_tables, name="notice-tables"),
]
