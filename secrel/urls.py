"""All addresses. None contains a primary key."""

from django.contrib import admin
from django.urls import include, path

from modifications.views.change_requests import edit_change_request, new_change_request
from releases.views import stage
from releases.views.paper_round import paper_round
from releases.views.target import edit_target
from secrel import views
from secrel.core.api.describing.page import api_page
from secrel.core.editing.sheets.file_views import read_tables

handler400 = "secrel.views.bad_request"
handler404 = "secrel.views.not_found"
handler500 = "secrel.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("waiting/", views.waiting_count, name="waiting-count"),
    path("search/", views.search, name="search"),
    path("record/", views.record, name="record"),
    path("record/record.csv", views.record_csv, name="record-csv"),
    path("record/verify/", views.verify_record, name="verify-record"),
    path("health/", views.health, name="health"),
    path("gallery/", views.gallery, name="gallery"),
    path("accounts/", views.account, name="account"),
    path("accounts/", include("secrel.core.urls")),
    path("tables/read/", read_tables, name="read-tables"),
    path("admin/", admin.site.urls),
    path("api/", api_page, name="api-page"),
    path("api/v1/", include("secrel.api")),
    path("releases/", include("costs.urls")),
    path("releases/", include("releases.urls")),
    path("modifications/paper-round/", paper_round, name="paper-round"),
    path("modifications/<str:reference>/edit/target/", edit_target, name="edit-target"),
    path("modifications/<str:reference>/edit/stage/", stage.edit_stage, name="edit-stage"),
    path("modifications/<str:reference>/edit/stage/back/", stage.withdraw_decision, name="withdraw-decision"),
    path("modifications/", include("modifications.urls")),
    path("change-requests/new/", new_change_request, name="new-change-request"),
    path("change-requests/<str:reference>/edit/", edit_change_request, name="edit-change-request"),
    path("", include("governance.urls")),
]
