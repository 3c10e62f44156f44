"""Releases: opening, moving and describing one, its scope and who reads it."""

from functools import partial
from typing import Any

from rest_framework import serializers

from governance.acceptance.operations.going_live import close_release, record_go_live
from governance.register.api.parts import item_key
from governance.register.api.sections import READS, SECTION, R, _version
from governance.register.operations.opening import change_profile, open_from_table, open_release
from modifications.models.modifications import Part
from modifications.workflow import STAGE
from releases.models.releases import Release
from releases.models.scope import Ground
from releases.operations.bulk import add_list_to_scope
from releases.operations.change_requests import list_change_requests
from releases.operations.life import cancel_release, end_sources, lift_sources_end
from releases.operations.planning.standing import Standing, set_standings
from releases.operations.readers import set_readers
from releases.operations.releases import change_release, move_release
from releases.operations.scope import add_to_scope, change_scope_item, move_between
from releases.scope_places import ListedItem
from secrel.core.api.fields import LEFT_OUT, With, as_dict, as_object, as_tuple
from secrel.core.api.twins import Resource, Twin
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body, User

FACTS = Resource(
    f"{R}facts/",
    {
        "slug": str,
        "name": str,
        "slot": str,
        "life": str,
        "go_live_on": serializers.DateField(allow_null=True),
        "profile": str,
        "classification": str,
        "private_until_published": bool,
        "change_requests": str,
        "additions": list[str],
        "reading_bodies": list[Body],
        "reading_people": list[User],
    },
    version=partial(_version, "scope"),
    needs=READS,
    about="The release itself as it stands, with the version of its scope.",
)
GO_LIVE = Resource(
    f"{R}go-live/",
    {
        "go_live_on": serializers.DateField(allow_null=True),
        "window_from": serializers.DateField(allow_null=True),
        "window_until": serializers.DateField(allow_null=True),
        "window_permitted_by": str,
        "window_decided_on": serializers.DateField(allow_null=True),
        "window_reference": str,
        "sources_until": serializers.DateField(allow_null=True),
        "sources_note": str,
    },
    version=partial(_version, "timeline"),
    needs=READS,
    about="The go-live, the window permitted for it, and where the sources end, with the version of the timetable.",
)
ITEM = Resource(
    f"{R}scope/items/{{scope_item}}/",
    {
        "part": Part,
        "status": str,
        "description": str,
        "has_own_verb": bool,
        "position": int,
        "cut_off_on": serializers.DateField(allow_null=True),
    },
    version=partial(_version, "scope"),
    needs=READS,
    about="A modification, or its part, in the scope of a release, with the version of the scope.",
)
DAY = serializers.DateField(allow_null=True)
STATUS = serializers.ChoiceField(choices=["candidate", "targeted", "approved"])
MOVE = serializers.ChoiceField(choices=["", "target", "approve", "take_out", "reconsider"])
GROUND = serializers.ChoiceField(choices=["", *Ground.values])
SLUG = serializers.RegexField("^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=50)
NAME = serializers.CharField(max_length=80)
OPENED = {"slug": SLUG, "name": NAME, "slot": Release.Slot, "profile": Release.Profile}
LINE = as_object(
    ListedItem,
    reference=serializers.CharField(max_length=20),
    status=STATUS,
    part=With(Part | None, None),
    title=With(serializers.CharField(max_length=300, allow_blank=True), ""),
    stage=With(serializers.ChoiceField(choices=["", *STAGE.states]), ""),
    description=With(str, ""),
    cut_off_on=With(DAY, None),
    part_name=With(serializers.CharField(max_length=60, allow_blank=True), ""),
    reason=With(str, ""),
)
STANDING = as_object(
    Standing,
    part=Part,
    status=With(serializers.ChoiceField(choices=[*STATUS.choices, "out"]), LEFT_OUT),
    cut_off_on=With(DAY, LEFT_OUT),
    impacts_dcc_systems=With(bool | None, LEFT_OUT),
    step=With(serializers.CharField(max_length=160), LEFT_OUT),
    expected=With(PartialDate, LEFT_OUT),
)
TEXTS = serializers.ListField(child=serializers.CharField(max_length=5_000), max_length=200)


def _made(release: Any) -> dict[str, str]:
    return {"release": release.slug}


def _item(item: Any) -> dict[str, str]:
    return {"release": item.release.slug, "scope_item": item_key(item)}


RESOURCES = [FACTS, GO_LIVE, ITEM]
TWINS = [
    Twin(open_release, "POST", "releases/new/", FACTS, new=_made, fields=OPENED),
    Twin(
        open_from_table,
        "POST",
        "releases/new-from-table/",
        FACTS,
        new=_made,
        fields=OPENED | {"lines": list[LINE], "go_live_on": DAY, "keep_private": With(bool, False)},
    ),
    Twin(change_profile, "POST", f"{R}profile/", FACTS, fields={"profile": Release.Profile}),
    Twin(
        change_release,
        "PATCH",
        FACTS.address,
        FACTS,
        fields={
            "fields": as_dict(
                "ReleaseFacts",
                classification=Release.Classification,
                private_until_published=bool,
                additions=TEXTS,
            )
        },
    ),
    Twin(
        change_release,
        "PATCH",
        GO_LIVE.address,
        GO_LIVE,
        fields={
            "fields": as_dict(
                "GoLiveFacts",
                go_live_on=DAY,
                window_from=DAY,
                window_until=DAY,
                window_permitted_by=serializers.CharField(max_length=120, allow_blank=True),
                window_decided_on=DAY,
                window_reference=serializers.CharField(max_length=200, allow_blank=True),
            )
        },
        apart="go_live",
    ),
    Twin(
        move_release,
        "POST",
        f"{R}life/",
        FACTS,
        fields={"move": serializers.ChoiceField(choices=["postpone", "plan_again"])},
    ),
    Twin(record_go_live, "POST", f"{R}live/", FACTS),
    Twin(close_release, "POST", f"{R}closed/", FACTS),
    Twin(cancel_release, "POST", f"{R}cancelled/", FACTS),
    Twin(end_sources, "PUT", f"{R}sources/", GO_LIVE, fields={"note": serializers.CharField(max_length=500)}),
    Twin(lift_sources_end, "DELETE", f"{R}sources/"),
    Twin(set_readers, "PUT", f"{R}readers/", FACTS),
    Twin(
        add_to_scope,
        "POST",
        f"{R}scope/items/",
        ITEM,
        new=_item,
        fields={"status": STATUS, "ground": GROUND, "as_published": None, "position": None},
    ),
    Twin(
        add_list_to_scope,
        "POST",
        f"{R}scope/list/",
        SECTION["scope"],
        fields={"lines": list[LINE], "ground": GROUND},
    ),
    Twin(
        set_standings,
        "POST",
        f"{R}scope/standings/",
        SECTION["scope"],
        fields={"standings": list[STANDING]},
    ),
    Twin(
        change_scope_item,
        "PATCH",
        ITEM.address,
        ITEM,
        binds={"item": "scope_item"},
        fields={
            "move": MOVE,
            "ground": GROUND,
            "position": serializers.IntegerField(min_value=0, max_value=9_999),
        },
    ),
    Twin(
        move_between,
        "POST",
        f"{ITEM.address}move/",
        ITEM,
        new=_item,
        binds={"item": "scope_item"},
        fields={"exception": GROUND},
    ),
    Twin(
        list_change_requests,
        "PUT",
        f"{R}scope/change-requests/",
        SECTION["scope"],
        fields={
            "rows": list[
                as_tuple(
                    "BesideRow",
                    reference=serializers.RegexField("^[Cc][Rr] ?[0-9]{1,9}$", max_length=20),
                    title=With(serializers.CharField(max_length=300, allow_blank=True), ""),
                    description=With(str, ""),
                )
            ]
        },
    ),
]
