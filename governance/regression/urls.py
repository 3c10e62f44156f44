"""Addresses of regression testing, below a release."""

from django.urls import path

from governance.regression.views import own, participants

REGRESSION = "releases/<slug:slug>/regression/"
PARTICIPANT = f"{REGRESSION}<participant:participant>/"

urlpatterns = [
    path(REGRESSION, participants.participants, name="regression"),
    path(f"{REGRESSION}name/", participants.name, name="name-participant"),
    path(f"{REGRESSION}own/", own.own, name="own-regression"),
    path(f"{REGRESSION}own/take-part/", own.take_part, name="regression-take-part"),
    path(f"{REGRESSION}own/<declaration:kind>/", own.declare, name="declare-regression"),
    path(PARTICIPANT, participants.participant_page, name="test-participant"),
    path(f"{PARTICIPANT}record/", participants.record, name="record-regression"),
    path(f"{PARTICIPANT}withdraw/", participants.withdraw, name="withdraw-participant"),
    path(f"{PARTICIPANT}again/", participants.name_again, name="name-participant-again"),
    path(
        f"{PARTICIPANT}<declaration:kind>/<int:number>/files/<int:place>/",
        participants.regression_file,
        name="regression-file",
    ),
]
