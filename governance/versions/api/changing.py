"""Versions of RIDs as they stand, and the twins that issue, present, publish and comment on one."""

from datetime import date
from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request

from governance.composing.operations.rendering import retry_rendering
from governance.versions.models import (
    COMMENTED,
    Comment,
    EarlierVersion,
    RidVersion,
    VersionItem,
    VersionKind,
)
from governance.versions.operations.comments import answer_comment, comment_on
from governance.versions.operations.history import set_earlier_versions
from governance.versions.operations.publishing import publish_version, unpublish_version
from governance.versions.operations.subject import put_changes
from governance.versions.operations.versions import (
    issue_draft,
    issue_for_comment,
    issue_version,
    present_version,
    withdraw_version,
)
from governance.versions.operations.waivers import lift_waiver, waive_finding
from governance.versions.pages import version_at
from governance.versions.queries.checking import CheckedFinding
from governance.versions.queries.current import check_release
from secrel.core.api.fields import as_tuple
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body
from secrel.core.web.http import found_or_404

R = "releases/{release}/"
NUMBER = "(?:0|[1-9][0-9]{0,2})[.](?:0|[1-9][0-9]{0,2})"
SEES = (Permission.READ_DRAFTS, Permission.READ_PRESENTED, Permission.COMMENT)


def _version(request: Request, text: str, found: Found) -> RidVersion:
    return version_at(request, found["release"].slug, text)


def _comment(request: Request, text: str, found: Found) -> Comment:
    let_in(request, Permission.READ_DRAFTS)
    rows = list(found["version"].comments.all())
    return found_or_404(rows[int(text) - 1 : int(text)], "comment")


def _finding(request: Request, text: str, found: Found) -> CheckedFinding:
    let_in(request, Permission.READ_DRAFTS)
    for row in check_release(found["release"]):
        if row.finding.key == text:
            return row
    raise Http404("There is no such finding any more.")


def _waived(request: Request, text: str, found: Found) -> CheckedFinding:
    row = _finding(request, text, found)
    if row.waiver is None:
        raise Http404("This finding is not waived.")
    return row


place("version", NUMBER, _version, "The number of the version.", "8.0")
place("comment", "[1-9][0-9]{0,3}", _comment, "Its place among the comments on the version, from 1.", "1")
place("finding", "[0-9a-f]{8,64}", _finding, "The key of the finding.", "0123456789abcdef")
place("waived", "[0-9a-f]{8,64}", _waived, "The key of a waived finding.", "0123456789abcdef")
VERSION = Resource(
    f"{R}versions/{{version}}/state/",
    {
        "number": ("number", str),
        "kind": str,
        "state": str,
        "dated_on": serializers.DateField(),
        "changes": str,
        "comment_until": serializers.DateField(allow_null=True),
        "published_on": serializers.DateField(allow_null=True),
    },
    row="version",
    version=lambda found: RidVersion.objects.values_list("token", flat=True).get(pk=found["version"].pk),
    needs=SEES,
    about="A version of a RID, with the state that its twins change.",
)
COMMENTS = Listing(
    f"{R}versions/{{version}}/comments/",
    {"section": str, "text": str, "body": Body, "on": serializers.DateField()},
    rows=lambda request, found: found["version"].comments.select_related("body").order_by("pk"),
    needs=(Permission.READ_DRAFTS,),
    about="The comments on a version, in the order in which they came.",
)
HISTORY = Resource(
    f"{R}earlier-versions/",
    {"rows": list[dict]},
    row="release",
    read=lambda request, found: {
        "rows": [
            {name: getattr(row, name) for name in ("number", "kind", "dated_on", "changes")}
            for row in EarlierVersion.objects.filter(release=found["release"])
        ]
    },
    version=lambda found: None,
    needs=(Permission.READ_DRAFTS,),
    about="The versions of the RID from before the release was entered here.",
)
CHANGES = serializers.CharField(max_length=2_000)
NUMBERED = serializers.RegexField("^(?:[0-9]{1,3}[.][0-9]{1,3})?$", max_length=7, allow_blank=True)


def _made(row: RidVersion) -> dict[str, str]:
    return {"release": row.release.slug, "version": row.number}


def _rows(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    return data | {"rows": {number: facts for number, *facts in data["rows"]}}


def _job(request: Request, found: Found) -> Any:
    job = getattr(found["version"].snapshot, "job", None)
    if job is None:
        raise Http404("This version has no PDF of its own.")
    return job


def _changed(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    """The changed version of the release that the item is about."""
    asked = VersionItem.objects.filter(item=found["item"]).select_related("version").first()
    major, minor = map(int, data["version"].split("."))
    rows = RidVersion.objects.filter(
        release=asked.version.release_id if asked else None, major=major, minor=minor
    )
    if not rows:
        raise serializers.ValidationError({"version": ["There is no such version of the release."]})
    return data | {"version": rows[0]}


def _found_finding(request: Request, found: Found) -> Any:
    return found["finding"].finding


def _found_waiver(request: Request, found: Found) -> Any:
    return found["waived"].waiver


RESOURCES = [VERSION, COMMENTS, HISTORY]
V = f"{R}versions/{{version}}/"
TWINS = [
    Twin(
        issue_draft,
        "POST",
        f"{R}versions/drafts/",
        VERSION,
        new=_made,
        fields={"changes": CHANGES, "number": NUMBERED},
        fixed={"example_note": ""},
    ),
    Twin(
        issue_version,
        "POST",
        f"{R}versions/issues/",
        VERSION,
        new=_made,
        fields={"changes": CHANGES, "number": NUMBERED},
    ),
    Twin(issue_for_comment, "POST", f"{V}comment-period/", VERSION),
    Twin(
        present_version,
        "POST",
        f"{V}present/",
        VERSION,
        fields={"reference": serializers.CharField(max_length=40, allow_blank=True)},
    ),
    Twin(withdraw_version, "POST", f"{V}withdraw/", VERSION),
    Twin(publish_version, "POST", f"{V}publish/", VERSION),
    Twin(unpublish_version, "POST", f"{V}unpublish/", VERSION),
    Twin(
        comment_on,
        "POST",
        COMMENTS.address,
        VERSION,
        fields={
            "section": serializers.ChoiceField(choices=list(COMMENTED)),
            "text": serializers.CharField(max_length=4_000),
        },
    ),
    Twin(
        answer_comment,
        "POST",
        f"{V}comments/{{comment}}/answer/",
        VERSION,
        fields={"text": serializers.CharField(max_length=4_000)},
    ),
    Twin(
        set_earlier_versions,
        "PUT",
        HISTORY.address,
        HISTORY,
        fields={
            "rows": list[
                as_tuple(
                    "EarlierVersion",
                    number=serializers.RegexField("^[0-9]{1,3}[.][0-9]{1,3}$", max_length=7),
                    kind=VersionKind,
                    dated_on=date,
                    changes=CHANGES,
                )
            ],
            "seen": serializers.ListField(child=serializers.CharField(max_length=7), max_length=200),
        },
        prepare=_rows,
    ),
    Twin(
        retry_rendering,
        "POST",
        f"{V}pdf/",
        VERSION,
        binds={"job": _job},
    ),
    Twin(
        put_changes,
        "POST",
        "meetings/{of_body}/{meeting}/items/{item}/changes/",
        fields={"version": serializers.RegexField("^[0-9]{1,3}[.][0-9]{1,3}$", max_length=7)},
        prepare=_changed,
    ),
    Twin(waive_finding, "POST", f"{R}findings/{{finding}}/waiver/", binds={"finding": _found_finding}),
    Twin(lift_waiver, "DELETE", f"{R}waivers/{{waived}}/", binds={"waiver": _found_waiver}),
]
