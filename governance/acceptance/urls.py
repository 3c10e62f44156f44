"""Addresses of acceptance, below a release: its criteria, evidence, testing deliverables, and the go-live."""

from django.urls import path

from governance.acceptance.views import acceptance, criteria, deliverables, evidence, going_live, readiness

RELEASE = "releases/<slug:slug>/"
CRITERION = f"{RELEASE}criteria/<criterion:key>/"
DELIVERABLE = f"{RELEASE}testing/<deliverable:kind>/<int:number>/"
CONDITION = f"{RELEASE}conditions/<int:number>/"
EVIDENCE = f"{RELEASE}evidence/<receipt:receipt>/"

urlpatterns = [
    path(f"{RELEASE}edit/criteria/", criteria.edit_criteria, name="edit-criteria"),
    path(f"{RELEASE}criteria/", readiness.board, name="criteria"),
    path(f"{RELEASE}criteria/ask/", readiness.ask, name="ask-on-acceptance"),
    path(CRITERION, acceptance.criterion, name="criterion"),
    path(f"{CRITERION}review/", acceptance.review, name="criterion-review"),
    path(f"{CRITERION}ask/", acceptance.ask, name="criterion-ask"),
    path(f"{CRITERION}ask/<int:place>/", acceptance.reply, name="criterion-reply"),
    path(f"{RELEASE}testing/", deliverables.deliverables, name="deliverables"),
    path(f"{RELEASE}testing/consulted/", deliverables.record_consultation, name="tad-consulted"),
    path(f"{RELEASE}testing/submit/", deliverables.submit, name="submit-deliverable"),
    path(DELIVERABLE, deliverables.deliverable_file, name="deliverable-file"),
    path(f"{DELIVERABLE}ask/", deliverables.ask, name="ask-on-deliverable"),
    path(f"{CONDITION}report/", readiness.report, name="condition-report"),
    path(f"{CONDITION}close/", readiness.close, name="condition-close"),
    path(f"{CONDITION}reopen/", readiness.reopen, name="condition-reopen"),
    path(f"{RELEASE}going-live/", going_live.going_live, name="going-live"),
    path(f"{RELEASE}going-live/close/", going_live.close, name="close-release"),
    path(f"{RELEASE}evidence/new/", evidence.new, name="evidence-new"),
    path(EVIDENCE, evidence.evidence_page, name="evidence"),
    path(f"{EVIDENCE}edit/", evidence.edit, name="evidence-edit"),
    path(f"{EVIDENCE}release/", evidence.release, name="evidence-release"),
    path(f"{EVIDENCE}discard/", evidence.discard, name="evidence-discard"),
    path(f"{EVIDENCE}files/<int:place>/", evidence.evidence_file, name="evidence-file"),
]
