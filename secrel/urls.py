"""All addresses. No primary key stands in any of them."""

from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from governance.views import (
    change_requests,
    feeds,
    flags,
    following,
    modifications,
    register,
    sec_documents,
    told,
)
from governance.views.checks import rules
from governance.views.damaged_files import damaged_files
from governance.views.schemas import document_schema
from modifications.views.change_requests import edit_change_request, new_change_request
from releases.views import stage
from releases.views.paper_round import paper_round
from releases.views.target import edit_target
from secrel import views

handler400 = "secrel.views.bad_request"
handler404 = "secrel.views.not_found"
handler500 = "secrel.views.server_error"


class TokenConverter:
    """The secret part of an address."""

    regex = r"[-_0-9A-Za-z]{1,60}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(TokenConverter, "token")

urlpatterns = [
    path("", views.home, name="home"),
    path("waiting/", views.waiting_count, name="waiting-count"),
    path("search/", views.search, name="search"),
    path("record/", views.record, name="record"),
    path("record/record.csv", views.record_csv, name="record-csv"),
    path("record/verify/", views.verify_record, name="verify-record"),
    path("health/", views.health, name="health"),
    path("gallery/", views.gallery, name="gallery"),
    path("releases/", include("governance.urls")),
    path("checks/", rules, name="rules"),
    path("following/", following.following, name="following"),
    path("following/address/", following.private_address, name="private-address"),
    path("following/<token:key>/", following.change, name="follow-how"),
    path("following/<token:key>/end/", following.end, name="follow-end"),
    path("stop/<token:key>/", following.stop, name="stop"),
    path("stop/<token:key>/all/", following.stop, {"all_mails": True}, name="stop-all"),
    path("messages/", told.message_list, name="messages"),
    path("outbox/", told.outbox, name="outbox"),
    path("damaged-files/", damaged_files, name="damaged-files"),
    path("news/", told.news, name="news"),
    path("news/all.atom", feeds.all_atom, name="news-atom"),
    path("news/private/<token:key>.atom", feeds.private_atom, name="private-atom"),
    re_path(
        r"^news/(?P<topic>release|modification|body|category)/(?P<value>[-\w]+)\.atom$",
        feeds.topic_atom,
        name="topic-atom",
    ),
    path("flags/", flags.flag_list, name="flags"),
    path("flags/look/", flags.sweep_now, name="sweep"),
    path("flags/<slug:key>/", flags.flag_page, name="flag"),
    path("criteria/", include("governance.urls_criteria")),
    path("meetings/", include("governance.urls_meetings")),
    path("calendar/", include("governance.urls_calendar")),
    path("releases/", include("costs.urls")),
    path("releases/", include("releases.urls")),
    path("modifications/", register.register_page, name="register"),
    path("modifications/register.csv", register.register_csv, name="register-csv"),
    path("modifications/paper-round/", paper_round, name="paper-round"),
    path("modifications/change/", register.change_several, name="change-several"),
    path("modifications/<str:reference>/edit/target/", edit_target, name="edit-target"),
    path("modifications/<str:reference>/edit/stage/", stage.edit_stage, name="edit-stage"),
    path("modifications/<str:reference>/edit/stage/back/", stage.withdraw_decision, name="withdraw-decision"),
    path("modifications/", include("modifications.urls")),
    path("modifications/<str:reference>/", modifications.modification_page, name="modification"),
    path("documents/", sec_documents.document_list, name="documents"),
    path("documents/<slug:slug>/", sec_documents.document_page, name="document"),
    path("change-requests/", change_requests.change_request_list, name="change-requests"),
    path("change-requests/new/", new_change_request, name="new-change-request"),
    path("change-requests/<str:reference>/edit/", edit_change_request, name="edit-change-request"),
    path("change-requests/<str:reference>/", change_requests.change_request_page, name="change-request"),
    re_path(r"^schemas/(?P<name>rid-1|rid-snapshot-1)\.json$", document_schema, name="schema"),
    path("accounts/", views.account, name="account"),
    path("accounts/", include("secrel.core.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("secrel.api")),
]
