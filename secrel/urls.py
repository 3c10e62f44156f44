"""All addresses. No primary key stands in any of them."""

from django.contrib import admin
from django.urls import include, path, re_path

from governance.views.schemas import document_schema
from secrel import views

handler404 = "secrel.views.not_found"
handler500 = "secrel.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("record/", views.record, name="record"),
    path("record/verify/", views.verify_record, name="verify-record"),
    path("health/", views.health, name="health"),
    path("gallery/", views.gallery, name="gallery"),
    path("releases/", include("governance.urls")),
    path("releases/", include("releases.urls")),
    path("modifications/", include("modifications.urls")),
    re_path(r"^schemas/(?P<name>rid-1|rid-snapshot-1)\.json$", document_schema, name="schema"),
    path("accounts/", views.account, name="account"),
    path("accounts/", include("secrel.core.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("secrel.api")),
]
