"""Notices as they stand, and the twins that draft, edit and publish one."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.notices.facts import DocumentFacts, NoticeFacts, SpecificationFacts
from governance.notices.models import Notice, NoticeDocument, NoticeSpecification
from governance.notices.operations.drafting import discard_notice, draft_notice, draft_notice_of_release
from governance.notices.operations.editing import (
    set_notice,
    set_notice_documents,
    set_notice_modifications,
    set_notice_specifications,
)
from governance.notices.operations.publishing import (
    correct_notice,
    publish_notice,
    schedule_notice,
    unschedule_notice,
)
from governance.notices.operations.restoring import drop_notice_correction
from governance.notices.pages import notice_at
from modifications.models.modifications import Part
from secrel.core.api.fields import TYPED, as_tuple
from secrel.core.api.places import Found, place
from secrel.core.api.twins import Resource, Twin
from secrel.core.changes.permissions import Permission

SLUG = "[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]+(?:[-.][a-z0-9]+)*"


def _notice(request: Request, text: str, found: Found) -> Notice:
    return notice_at(request, text)


place("notice", SLUG, _notice, "The notice.", "2020-11-27-sec-27.0")
HEAD: dict[str, Any] = {
    "slug": str,
    "state": str,
    "title": str,
    "form": str,
    "sec_version": str,
    "stated_count": serializers.IntegerField(allow_null=True),
    "effective_on": serializers.DateField(),
    "publish_on": serializers.DateField(),
    "publish_at": serializers.DateTimeField(allow_null=True),
    "release": serializers.CharField(allow_null=True),
    "release_name": str,
    "changes": list[str],
    "help": list[str],
}


def _facts(request: Request, found: Found) -> dict[str, Any]:
    row = Notice.objects.select_related("release").get(pk=found["notice"].pk)
    return {name: getattr(row, name) for name in HEAD} | {
        "modifications": [
            {"part": one.part, "status": one.status}
            for one in row.modifications.select_related("part__modification")
        ],
        "documents": [one.document.designation for one in row.documents.select_related("document")],
        "specifications": [
            {name: getattr(one, name) for name in ("specification", "version", "change")}
            for one in row.specifications.all()
        ],
    }


NOTICE = Resource(
    "notices/{notice}/facts/",
    HEAD | {"modifications": list[dict], "documents": list[str], "specifications": list[dict]},
    read=_facts,
    version=lambda found: Notice.objects.values_list("token", flat=True).get(pk=found["notice"].pk),
    needs=(Permission.READ_DRAFTS,),
    about="A notice as it stands, also before it is published.",
)
TEXT = serializers.CharField(max_length=200, allow_blank=True)
TEXTS = serializers.ListField(child=serializers.CharField(max_length=5_000), max_length=100, default=())
VERSION = serializers.RegexField(
    r"^((0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3}))?$", max_length=12, allow_blank=True
)
TYPED |= {
    (NoticeFacts, "title"): serializers.CharField(max_length=200),
    (NoticeFacts, "form"): Notice.Form,
    (NoticeFacts, "sec_version"): VERSION,
    (NoticeFacts, "stated_count"): serializers.IntegerField(min_value=0, max_value=32_767, allow_null=True),
    (NoticeFacts, "release_name"): serializers.CharField(max_length=80, allow_blank=True),
    (DocumentFacts, "codeworks"): NoticeDocument.CodeWorks,
    (DocumentFacts, "designation"): TEXT,
    (DocumentFacts, "clause"): serializers.CharField(max_length=80, allow_blank=True),
    (DocumentFacts, "notification"): TEXT,
    (DocumentFacts, "version"): serializers.CharField(max_length=12, allow_blank=True),
    (DocumentFacts, "legal_text"): TEXT,
    (DocumentFacts, "redlining"): TEXT,
    (SpecificationFacts, "change"): NoticeSpecification.Change,
    (SpecificationFacts, "specification"): serializers.CharField(max_length=40),
    (SpecificationFacts, "version"): serializers.CharField(max_length=40),
}


def _made(row: Notice) -> dict[str, str]:
    return {"notice": row.slug}


N = "notices/{notice}/"
RESOURCES = [NOTICE]
TWINS = [
    Twin(
        draft_notice,
        "POST",
        "notices/new/",
        NOTICE,
        new=_made,
        fields={"about": serializers.SlugField(max_length=40, allow_blank=True)},
    ),
    Twin(draft_notice_of_release, "POST", "releases/{release}/notice/", NOTICE, new=_made),
    Twin(set_notice, "PUT", NOTICE.address, NOTICE),
    Twin(
        set_notice_modifications,
        "PUT",
        f"{N}modifications/",
        NOTICE,
        fields={"rows": list[as_tuple("NoticeRow", part=Part, status=serializers.CharField(max_length=40))]},
    ),
    Twin(set_notice_documents, "PUT", f"{N}documents/", NOTICE),
    Twin(set_notice_specifications, "PUT", f"{N}specifications/", NOTICE),
    Twin(
        publish_notice,
        "POST",
        f"{N}publish/",
        NOTICE,
        fields={"corrected": TEXTS},
    ),
    Twin(schedule_notice, "POST", f"{N}schedule/", NOTICE, fields={"at": serializers.DateTimeField()}),
    Twin(unschedule_notice, "DELETE", f"{N}schedule/"),
    Twin(correct_notice, "POST", f"{N}correction/", NOTICE),
    Twin(drop_notice_correction, "DELETE", f"{N}correction/"),
    Twin(discard_notice, "DELETE", NOTICE.address),
]
