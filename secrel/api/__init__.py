"""The API's addresses, under /api/v1/."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.routers import SimpleRouter

from governance.acceptance import api as acceptance
from governance.acceptance.api import readiness
from governance.consultations.api import Consultations, results
from governance.consultations.api import changing as consultations
from governance.criteria import api as criteria
from governance.explaining import api as explaining
from governance.filling import api as filling
from governance.intake import api as intake
from governance.meetings import api as meetings
from governance.meetings.api import record as record_of_meetings
from governance.notices.api import InForce, Notices, SpecificationsInForce
from governance.notices.api import changing as notices
from governance.notices.api import versions as notice_versions
from governance.packs import api as packs
from governance.papers.api import Papers
from governance.papers.api import changing as papers
from governance.parties import api as parties
from governance.pictures import api as pictures
from governance.register.api import (
    ChangeRequests,
    SecDocuments,
    costs,
    history,
    modifications,
    others,
    proposals,
    sections,
)
from governance.register.api import reading as reading_register
from governance.register.api import releases as release_facts
from governance.register.api.listing import Modifications
from governance.register.api.shown import Releases
from governance.regression import api as regression
from governance.scenarios import api as scenarios
from governance.versions.api import Versions, rules
from governance.versions.api import changing as versions
from governance.watch import api as watch
from governance.watch.api import Waits, calendar, reading, tasks
from secrel.api import record, search
from secrel.core.api import own
from secrel.core.api.views import patterns
from secrel.core.web.caching import HOUR, public_for
from secrel.core.webhooks import api as webhooks

router = SimpleRouter()
router.register("releases", Releases, basename="api-release")
router.register("releases/(?P<release_slug>[-a-z0-9]+)/versions", Versions, basename="api-version")
router.register("modifications", Modifications, basename="api-modification")
router.register("documents", SecDocuments, basename="api-document")
router.register("notices", Notices, basename="api-notice")
router.register("consultations", Consultations, basename="api-consultation")
router.register("waits", Waits, basename="api-wait")
router.register("change-requests", ChangeRequests, basename="api-change-request")

PACKAGES = (
    *(
        own,
        sections,
        release_facts,
        costs,
        modifications,
        others,
        acceptance,
        criteria,
        versions,
        notices,
        papers,
    ),
    *(consultations, scenarios, regression, meetings, watch, intake, webhooks),
    *(
        readiness,
        proposals,
        history,
        reading_register,
        tasks,
        calendar,
        reading,
        record_of_meetings,
        packs,
        notice_versions,
    ),
    *(rules, results, filling, pictures, parties, explaining, search, record),
)
"""Modules with resources and twins."""
RESOURCES = [resource for package in PACKAGES for resource in package.RESOURCES]
TWINS = [twin for package in PACKAGES for twin in package.TWINS]
PAPER = "papers/<slug:body>/<day:on>/<int:item>/"

urlpatterns = [
    path(
        "schema/", login_not_required(public_for(HOUR)(SpectacularJSONAPIView.as_view())), name="api-schema"
    ),
    path("documents/in-force/", login_not_required(InForce.as_view()), name="api-in-force"),
    path(
        "documents/specifications-in-force/",
        login_not_required(SpecificationsInForce.as_view()),
        name="api-specifications-in-force",
    ),
    path("papers/", login_not_required(Papers.as_view({"get": "list"})), name="api-paper-list"),
    path(PAPER, login_not_required(Papers.as_view({"get": "retrieve"})), name="api-paper-detail"),
    path(
        f"{PAPER}changes/",
        login_not_required(Papers.as_view({"get": "changes"})),
        name="api-paper-changes",
    ),
    path(
        f"{PAPER}<int:number>/",
        login_not_required(Papers.as_view({"get": "version"})),
        name="api-paper-version",
    ),
    *patterns(RESOURCES, TWINS),
    path("", include(router.urls)),
]
