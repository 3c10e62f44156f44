"""What belongs to no single section: the calendar, the glossary, several modifications, what one follows."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.packs.models import Pack
from governance.packs.operations.packs import make_pack
from governance.register.api.modifications import STEP, M
from governance.register.api.releases import DAY, FACTS, NAME, SLUG, _made
from governance.register.api.sections import READS, R
from governance.register.operations.earlier import open_from_earlier
from governance.watch.forms.following import FollowForm
from modifications.models.modifications import Modification, ModificationDecision
from releases.models.cut_offs import CutOffDefault
from releases.models.releases import Release
from releases.operations.bulk import BulkChange, ModificationRound, change_many, save_round
from releases.operations.calendar import correct_calendar, drop_correction, set_cut_off_default
from releases.operations.decisions import take_decision_back
from releases.operations.testing import set_glossary
from releases.queries import glossary_token
from secrel.core.api.fields import TYPED, With, as_tuple
from secrel.core.api.own import FOLLOWING, SUBSCRIPTION
from secrel.core.api.places import DAY as A_DAY
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.dates.operations import set_lead_time
from secrel.core.models.calendar import BankHoliday, LeadTime
from secrel.core.models.people import Body
from secrel.core.models.subscriptions import How, Topic
from secrel.core.notifications.following import subscribe
from secrel.core.web.http import found_or_404

CALENDAR = Permission.MANAGE_CALENDAR


def _correction(request: Request, text: str, found: Found) -> BankHoliday:
    let_in(request, CALENDAR)
    division, _, on = text.partition("--")
    rows = [row for row in BankHoliday.objects.filter(division=division) if str(row.on) == on]
    return found_or_404(rows, "correction of the calendar")


def _decision(request: Request, text: str, found: Found) -> ModificationDecision:
    let_in(request, *READS)
    rows = list(found["modification"].decisions.select_related("body"))
    return found_or_404(rows[int(text) - 1 : int(text)], "decision")


place(
    "correction",
    f"(?:england_and_wales|scotland)--{A_DAY}",
    _correction,
    "The division and the day.",
    "england_and_wales--2021-12-28",
)
place("decision", "[1-9][0-9]{0,2}", _decision, "Its place in the list, from 1.", "1")
SOURCE = serializers.CharField(max_length=200)
CORRECTION_SHAPE = {
    "division": str,
    "on": serializers.DateField(),
    "name": str,
    "is_holiday": bool,
    "source": str,
}
CORRECTIONS = Listing(
    "calendar/corrections/",
    CORRECTION_SHAPE,
    rows=lambda request, found: BankHoliday.objects.order_by("on", "pk"),
    needs=(CALENDAR, Permission.READ_DRAFTS),
    about="Corrections of bank holidays.",
)
LEAD_TIMES = Listing(
    "calendar/lead-times/",
    {"body": Body, "from_on": serializers.DateField(), "papers": int, "evidence": int, "source": str},
    rows=lambda request, found: LeadTime.objects.select_related("body").order_by("body__order", "from_on"),
    needs=(CALENDAR, Permission.READ_DRAFTS),
    about="How many Working Days before a meeting papers and evidence are due.",
)
CUT_OFFS = Listing(
    "calendar/cut-offs/",
    {"path": str, "from_on": serializers.DateField(), "working_days": int, "source": str},
    rows=lambda request, found: CutOffDefault.objects.order_by("path", "from_on"),
    needs=(CALENDAR, Permission.READ_DRAFTS),
    about="How many Working Days before the go-live modifications must be approved, by path.",
)


def _terms(request: Request, found: Found) -> dict[str, Any]:
    release = Release.objects.get(pk=found["release"].pk)
    return {
        "keeps_glossary": release.keeps_glossary,
        "terms": {term.acronym: term.expansion for term in release.terms.all()},
    }


GLOSSARY = Resource(
    f"{R}glossary/",
    {"keeps_glossary": bool, "terms": dict},
    read=_terms,
    version=lambda found: glossary_token(
        {term.acronym: term.expansion for term in found["release"].terms.all()}
    ),
    needs=READS,
    about="The glossary that a release keeps itself; without one, it is made from the printed text.",
)
PACKS = Listing(
    "meetings/{of_body}/{meeting}/packs/",
    {"number": int, "made_at": serializers.DateTimeField()},
    rows=lambda request, found: Pack.objects.filter(meeting=found["meeting"]).order_by("-number"),
    needs=(Permission.READ_DRAFTS, Permission.READ_PRESENTED),
    about="The packs of a meeting, the newest first.",
)


def _followed(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    """What is followed, found and named as on its page."""
    form = FollowForm({"how": How.AT_ONCE.value} | data, user=request.user)
    if not form.is_valid():
        raise serializers.ValidationError({name: list(said) for name, said in form.errors.items()})
    return {name: form.cleaned_data[name] for name in ("topic", "value", "label", "how")} | {
        name: value for name, value in data.items() if name == "reason"
    }


def _rounds(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    rounds = [
        ModificationRound(modification, steps, tuple(confirmed), version)
        for modification, steps, confirmed, version in data["rounds"]
    ]
    return data | {"rounds": rounds}


def _subscribed(row: Any) -> dict[str, str]:
    return {"subscription": f"{row.topic}:{row.value}" if row.value else row.topic}


TYPED |= {
    (BulkChange, "step"): serializers.CharField(max_length=160, allow_blank=True, default=""),
}
WHOLE = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
ROUND = as_tuple(
    "Round",
    modification=Modification,
    steps=list[STEP],
    confirmed=With(
        serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=99), max_length=99), ()
    ),
    version=WHOLE,
)
RESOURCES: list[Resource] = [CORRECTIONS, LEAD_TIMES, CUT_OFFS, GLOSSARY, PACKS]
TWINS = [
    Twin(
        correct_calendar,
        "POST",
        CORRECTIONS.address,
        fields={
            "on": serializers.DateField(),
            "division": serializers.ChoiceField(choices=["england_and_wales", "scotland"]),
            "name": serializers.CharField(max_length=80),
            "is_holiday": bool,
            "source": SOURCE,
        },
    ),
    Twin(drop_correction, "DELETE", "calendar/corrections/{correction}/", binds={"row": "correction"}),
    Twin(
        set_lead_time,
        "POST",
        LEAD_TIMES.address,
        fields={name: serializers.IntegerField(min_value=0, max_value=99) for name in ("papers", "evidence")}
        | {"source": SOURCE},
    ),
    Twin(
        set_cut_off_default,
        "POST",
        CUT_OFFS.address,
        fields={
            "path": Modification.Path,
            "working_days": serializers.IntegerField(min_value=1, max_value=999),
            "source": SOURCE,
        },
    ),
    Twin(
        set_glossary,
        "PUT",
        GLOSSARY.address,
        GLOSSARY,
        fields={
            "terms": serializers.DictField(child=serializers.CharField(max_length=300), allow_null=True),
        },
    ),
    Twin(take_decision_back, "DELETE", f"{M}decisions/{{decision}}/"),
    Twin(
        open_from_earlier,
        "POST",
        "releases/new-from-earlier/",
        FACTS,
        new=_made,
        fields={
            "earlier": Release,
            "slug": SLUG,
            "name": NAME,
            "slot": Release.Slot,
            "go_live_on": DAY,
            "take": serializers.ListField(child=serializers.CharField(max_length=40), max_length=40),
            "seen": serializers.CharField(max_length=64),
        },
    ),
    Twin(
        change_many,
        "POST",
        "modifications/changes/",
        fields={"modifications": list[Modification]},
    ),
    Twin(save_round, "POST", "modifications/paper-round/", fields={"rounds": list[ROUND]}, prepare=_rounds),
    Twin(
        subscribe,
        "POST",
        FOLLOWING.address,
        SUBSCRIPTION,
        new=_subscribed,
        fields={
            "topic": serializers.ChoiceField(choices=[row for row in Topic.choices if row[0] != Topic.ROLE]),
            "value": serializers.CharField(max_length=80, allow_blank=True, default=""),
            "how": How,
            "label": None,
        },
        prepare=_followed,
    ),
    Twin(make_pack, "POST", PACKS.address),
]
