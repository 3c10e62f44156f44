"""Addresses of a RID and its versions: /releases/june-2021/rid/8.0/."""

from django.urls import path, re_path

from governance.composing.comparing.addresses import compare_paths
from governance.documents.schemas import NAMES
from governance.versions.views import checks, compare, files, mends, named_changes, preview, sheets, versions
from governance.versions.views.schemas import document_schema

RELEASE = "releases/<slug:slug>/"
RID = f"{RELEASE}rid/"
VERSION = f"{RID}<number:number>"
ITEM = "meetings/<slug:body>/<day:on>/<int:order>/"

urlpatterns = [
    path("checks/", checks.rules, name="rules"),
    path(f"{RELEASE}checks/", checks.checks, name="checks"),
    path(f"{RELEASE}checks/<slug:key>/", checks.waive, name="waive"),
    path(f"{RELEASE}checks/mend/<slug:name>/", mends.mend, name="mend"),
    path(f"{RELEASE}edit/glossary/", sheets.edit_glossary, name="edit-glossary"),
    path(f"{RELEASE}edit/glossary/propose/", sheets.propose_glossary, name="propose-glossary"),
    path(f"{RELEASE}edit/history/", sheets.edit_history, name="edit-history"),
    path(f"{RELEASE}preview/<slug:section>/", preview.preview, name="preview"),
    path(f"{RELEASE}as-it-stands.html", preview.live_html, name="live-html"),
    path(f"{RELEASE}as-it-stands.pdf", preview.live_pdf, name="live-pdf"),
    path(f"{RELEASE}as-it-stands.docx", preview.live_word, name="live-word"),
    *compare_paths(RELEASE, compare.compare_release, "compare-release"),
    path(RID, versions.version_list, name="rid-versions"),
    path(f"{RID}latest.pdf", files.latest_pdf, name="rid-latest"),
    path(f"{VERSION}/", versions.version_page, name="rid-version"),
    path(f"{VERSION}.pdf", files.version_pdf, name="rid-pdf"),
    path(f"{VERSION}.html", files.version_html, name="rid-html"),
    path(f"{VERSION}.docx", files.version_word, name="rid-word"),
    path(f"{VERSION}.json", files.version_json, name="rid-json"),
    path(f"{VERSION}.zip", files.version_tables, name="rid-tables"),
    path(f"{VERSION}/tables/<slug:table>.csv", files.version_table, name="rid-table"),
    path(f"{VERSION}/checks/", checks.version_checks, name="version-checks"),
    path(f"{VERSION}/checks/<slug:key>/", checks.waive, name="version-waive"),
    path(f"{VERSION}/progress/", versions.version_progress, name="rid-progress"),
    path(f"{VERSION}/present/", versions.present, name="rid-present"),
    path(f"{VERSION}/comment/", versions.comment, name="rid-comment"),
    path(f"{VERSION}/comments/", versions.comments, name="rid-comments"),
    path(f"{VERSION}/comments/<int:place>/", versions.answer, name="rid-answer"),
    path(f"{VERSION}/withdraw/", versions.withdraw, name="rid-withdraw"),
    path(f"{VERSION}/publish/", versions.publish, name="rid-publish"),
    path(f"{VERSION}/unpublish/", versions.unpublish, name="rid-unpublish"),
    path(f"{VERSION}/retry/", versions.retry, name="rid-retry"),
    path(f"{ITEM}changes/", named_changes.put, name="item-changes"),
    path(f"{ITEM}changes/confirm/", named_changes.confirm, name="item-confirm-changes"),
    re_path(rf"^schemas/(?P<name>{'|'.join(NAMES)})\.json$", document_schema, name="schema"),
]
