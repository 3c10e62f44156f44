from django.urls import path, register_converter

from governance.views import (
    acceptance,
    checks,
    deliverables,
    evidence,
    feeds,
    files,
    going_live,
    opening,
    preview,
    readiness,
    releases,
    sheets,
    versions,
)


class NumberConverter:
    """A version's number: 8.0."""

    regex = r"(?:0|[1-9][0-9]{0,2})\.(?:0|[1-9][0-9]{0,2})"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class CriterionConverter(NumberConverter):
    """A criterion's key: testing-3."""

    regex = r"(?:general|operational|testing|security)-[0-9]{1,4}"


class ReceiptConverter(NumberConverter):
    """A receipt: E-2021-7QK4-M2XD."""

    regex = r"E-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"


class DeliverableConverter(NumberConverter):
    """A kind of testing deliverable."""

    regex = r"draft_tad|tad|sit|uit"


register_converter(DeliverableConverter, "deliverable")
register_converter(NumberConverter, "number")
register_converter(CriterionConverter, "criterion")
register_converter(ReceiptConverter, "receipt")

urlpatterns = [
    path("", releases.release_list, name="releases"),
    path("new/", opening.open_page, name="open-release"),
    path("<slug:slug>/", releases.release_page, name="release"),
    path("<slug:slug>/calendar.ics", feeds.release_ics, name="release-ics"),
    path("<slug:slug>/checks/", checks.checks, name="checks"),
    path("<slug:slug>/checks/<slug:key>/", checks.waive, name="waive"),
    path("<slug:slug>/rid/<number:number>/checks/", checks.version_checks, name="version-checks"),
    path("<slug:slug>/rid/<number:number>/checks/<slug:key>/", checks.waive, name="version-waive"),
    path("<slug:slug>/rid/", versions.version_list, name="rid-versions"),
    path("<slug:slug>/rid/issue/", versions.issue, name="rid-issue"),
    path("<slug:slug>/rid/latest.pdf", files.latest_pdf, name="rid-latest"),
    path("<slug:slug>/rid/<number:number>/", versions.version_page, name="rid-version"),
    path("<slug:slug>/rid/<number:number>.pdf", files.version_pdf, name="rid-pdf"),
    path("<slug:slug>/rid/<number:number>.html", files.version_html, name="rid-html"),
    path("<slug:slug>/rid/<number:number>.docx", files.version_word, name="rid-word"),
    path("<slug:slug>/rid/<number:number>.json", files.version_json, name="rid-json"),
    path("<slug:slug>/rid/<number:number>.zip", files.version_tables, name="rid-tables"),
    path("<slug:slug>/rid/<number:number>/progress/", versions.version_progress, name="rid-progress"),
    path("<slug:slug>/rid/<number:number>/present/", versions.present, name="rid-present"),
    path("<slug:slug>/rid/<number:number>/comment/", versions.comment, name="rid-comment"),
    path("<slug:slug>/rid/<number:number>/comments/", versions.comments, name="rid-comments"),
    path("<slug:slug>/rid/<number:number>/comments/<int:place>/", versions.answer, name="rid-answer"),
    path("<slug:slug>/rid/<number:number>/withdraw/", versions.withdraw, name="rid-withdraw"),
    path("<slug:slug>/rid/<number:number>/publish/", versions.publish, name="rid-publish"),
    path("<slug:slug>/rid/<number:number>/unpublish/", versions.unpublish, name="rid-unpublish"),
    path("<slug:slug>/rid/<number:number>/retry/", versions.retry, name="rid-retry"),
    path("<slug:slug>/edit/kind/", opening.edit_profile, name="edit-profile"),
    path("<slug:slug>/edit/criteria/", sheets.edit_criteria, name="edit-criteria"),
    path("<slug:slug>/edit/glossary/", sheets.edit_glossary, name="edit-glossary"),
    path("<slug:slug>/edit/glossary/propose/", sheets.propose_glossary, name="propose-glossary"),
    path("<slug:slug>/edit/history/", sheets.edit_history, name="edit-history"),
    path("<slug:slug>/preview/<slug:section>/", preview.preview, name="preview"),
    path("<slug:slug>/as-it-stands.pdf", preview.live_pdf, name="live-pdf"),
    path("<slug:slug>/as-it-stands.docx", preview.live_word, name="live-word"),
    path("<slug:slug>/criteria/", readiness.board, name="criteria"),
    path("<slug:slug>/criteria/ask/", readiness.ask, name="ask-on-acceptance"),
    path("<slug:slug>/criteria/<criterion:key>/", acceptance.criterion, name="criterion"),
    path("<slug:slug>/criteria/<criterion:key>/review/", acceptance.review, name="criterion-review"),
    path("<slug:slug>/criteria/<criterion:key>/ask/", acceptance.ask, name="criterion-ask"),
    path("<slug:slug>/criteria/<criterion:key>/ask/<int:place>/", acceptance.reply, name="criterion-reply"),
    path("<slug:slug>/testing/", deliverables.deliverables, name="deliverables"),
    path("<slug:slug>/testing/consulted/", deliverables.consulted, name="tad-consulted"),
    path("<slug:slug>/testing/submit/", deliverables.submit, name="submit-deliverable"),
    path(
        "<slug:slug>/testing/<deliverable:kind>/<int:number>/",
        deliverables.deliverable_file,
        name="deliverable-file",
    ),
    path(
        "<slug:slug>/testing/<deliverable:kind>/<int:number>/ask/",
        deliverables.ask,
        name="ask-on-deliverable",
    ),
    path("<slug:slug>/conditions/<int:number>/report/", readiness.report, name="condition-report"),
    path("<slug:slug>/conditions/<int:number>/close/", readiness.close, name="condition-close"),
    path("<slug:slug>/conditions/<int:number>/reopen/", readiness.reopen, name="condition-reopen"),
    path("<slug:slug>/going-live/", going_live.going_live, name="going-live"),
    path("<slug:slug>/going-live/close/", going_live.close, name="close-release"),
    path("<slug:slug>/evidence/new/", evidence.new, name="evidence-new"),
    path("<slug:slug>/evidence/<receipt:receipt>/", evidence.evidence_page, name="evidence"),
    path("<slug:slug>/evidence/<receipt:receipt>/edit/", evidence.edit, name="evidence-edit"),
    path("<slug:slug>/evidence/<receipt:receipt>/release/", evidence.release, name="evidence-release"),
    path("<slug:slug>/evidence/<receipt:receipt>/discard/", evidence.discard, name="evidence-discard"),
    path(
        "<slug:slug>/evidence/<receipt:receipt>/files/<int:place>/",
        evidence.evidence_file,
        name="evidence-file",
    ),
]
