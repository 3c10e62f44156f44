"""URLs of the register, SEC documents, Change Requests and releases."""

from django.urls import path

from governance.register.views import (
    change_requests,
    from_table,
    modifications,
    opening,
    register,
    releases,
    sec_documents,
    site_map,
)

urlpatterns = [
    path("robots.txt", site_map.robots, name="robots"),
    path("sitemap.xml", site_map.site_map, name="site-map"),
    path("releases/", releases.release_list, name="releases"),
    path("releases/new/", opening.open_page, name="open-release"),
    path("releases/new/from-table/", from_table.from_table, name="open-from-table"),
    path("releases/<slug:slug>/", releases.release_page, name="release"),
    path("releases/<slug:slug>/rid/issue/", releases.issue, name="rid-issue"),
    path("releases/<slug:slug>/edit/kind/", opening.edit_profile, name="edit-profile"),
    path("modifications/", register.register_page, name="register"),
    path("modifications/register.csv", register.register_csv, name="register-csv"),
    path("modifications/change/", register.change_several, name="change-several"),
    path("modifications/<str:reference>/", modifications.modification_page, name="modification"),
    path("documents/", sec_documents.document_list, name="documents"),
    path("documents/<slug:slug>/", sec_documents.document_page, name="document"),
    path("change-requests/", change_requests.change_request_list, name="change-requests"),
    path(
        "change-requests/<str:reference>/",
        change_requests.change_request_page,
        name="change-request",
    ),
]
