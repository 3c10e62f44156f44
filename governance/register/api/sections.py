"""The sections of a release as they stand, with their versions, and the twins that change them."""

import json
from functools import partial
from typing import Any

import msgspec
from rest_framework import serializers
from rest_framework.request import Request

from governance.composing.compose import COMPOSED, compose_section
from governance.register.api.parts import section_of, section_token
from modifications.models.modifications import Modification, Part
from modifications.participants import AUDIENCES, Participant
from releases.models.releases import ListState, Release, Section
from releases.models.sources import DocumentSource
from releases.models.timeline import Neighbour
from releases.operations.impacts import (
    SourceFacts,
    SummaryPointFacts,
    impacts_token,
    set_documents,
    set_summary,
    set_ticks,
)
from releases.operations.statements import state_section
from releases.operations.steps import set_steps
from releases.operations.testing import SAME_FILE, attach_annex, set_annexes, set_test_strategy
from releases.operations.timeline import (
    PlannedRow,
    change_timeline_row,
    note_actual,
    set_neighbours,
    set_timeline,
)
from releases.steps import Step
from secrel.core.api.fields import TYPED, With, as_dict, as_object, as_tuple
from secrel.core.api.places import Found
from secrel.core.api.twins import Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate
from secrel.core.web.page_cache import kept

READS = (Permission.READ_DRAFTS,)
SHAPE = {"section": str, "title": str, "notes": list[str], "facts": dict}
R = "releases/{release}/"


def _section(key: str, request: Request, found: Found) -> dict[str, Any]:
    release = found["release"]
    section = section_of(release, key)  # before the facts: its version is none that is newer than they are
    facts = kept(f"facts {release.pk} {key}", lambda: _facts(release, key)) if key in COMPOSED else "{}"
    return {
        "section": key,
        "title": section.get_key_display(),
        "notes": section.notes,
        "facts": json.loads(facts),
    }


def _facts(release: Release, key: str) -> str:
    """As text: a stored object would lose the order of its names."""
    facts = compose_section(release, key)
    return json.dumps(
        msgspec.to_builtins({name: value for name, value in facts.items() if value is not msgspec.UNSET})
    )


def _version(key: str, found: Found) -> int:
    return section_token(found["release"], key)


SECTION = {
    key: Resource(
        f"{R}{key}/",
        SHAPE,
        read=partial(_section, key),
        version=partial(_version, key),
        needs=READS,
        about="A section as it stands: its facts as in the schema of a RID, and the notes at its end.",
    )
    for key in Section.Key.values
}


def _impacts_version(found: Found) -> int:
    return impacts_token(found["release"], section_of(found["release"], Section.Key.IMPACTS))


TICKS = Resource(
    f"{R}impacts/ticks/",
    SHAPE,
    read=partial(_section, "impacts"),
    version=_impacts_version,
    needs=READS,
    about="The section with the version of its two matrices, which changes with each of their modifications too.",
)
ROW = Resource(
    f"{R}timeline/rows/{{row}}/",
    {
        "key": str,
        "event": str,
        "notes": str,
        "date": PartialDate,
        "planned": PartialDate,
        "replanned": PartialDate,
        "actual": PartialDate,
        "follows_rule": bool,
        "steps": list[str],
        "body": str,
    },
    version=partial(_version, "timeline"),
    needs=READS,
    about="A row of the timetable.",
)
TEXTS = serializers.ListField(child=serializers.CharField(max_length=20_000), max_length=200)
STATED = {
    "scope": as_dict(
        "StatedScope",
        notes=TEXTS,
        change_requests=ListState,
        additions=TEXTS,
        state_scope=ListState,
        reason_scope=str,
    ),
    "impacts": as_dict(
        "StatedImpacts",
        notes=TEXTS,
        other_codes=ListState,
        other_code_names=TEXTS,
        sec_documents=ListState,
        documents_provisional=serializers.CharField(allow_blank=True, max_length=2_000),
        state_participants=ListState,
        reason_participants=str,
    ),
    "timeline": as_dict("StatedTimeline", notes=TEXTS, state_timeline=ListState, reason_timeline=str),
    "testing": as_dict(
        "StatedTesting",
        notes=TEXTS,
        dcc_approach=TEXTS,
        user_approach=TEXTS,
        state_testing=ListState,
        reason_testing=str,
    ),
    "costs": as_dict("StatedCosts", notes=TEXTS, state_secas=ListState, reason_secas=str),
    "acceptance": as_dict("StatedAcceptance", notes=TEXTS, state_acceptance=ListState, reason_acceptance=str),
}
STEPS = serializers.ListField(
    child=serializers.ChoiceField(choices=Step.choices), max_length=30, allow_null=True
)
TYPED[PlannedRow, "steps"] = STEPS
TYPED[PlannedRow, "event"] = serializers.CharField(max_length=300)
POINT = as_object(
    SummaryPointFacts,
    audience=serializers.ChoiceField(choices=[*AUDIENCES.items(), (Participant.DCC.value, "DCC")]),
    text=serializers.CharField(max_length=5_000),
    area=With(str, ""),
    sub=With(list[str], ()),
    modifications=With(list[Modification], ()),
)
SOURCE = as_object(
    SourceFacts,
    document=str,
    kind=DocumentSource.Kind,
    clause=With(serializers.CharField(max_length=80, allow_blank=True), ""),
    reference=With(serializers.CharField(max_length=120, allow_blank=True), ""),
)
PARTICIPANTS = serializers.ListField(
    child=serializers.ChoiceField(choices=Participant.choices), allow_null=True, required=False, default=None
)
DOCUMENTS = serializers.ListField(
    child=serializers.CharField(max_length=20),
    allow_null=True,
    required=False,
    default=None,
    help_text="Designations.",
)
PROGRAMME = as_dict(
    "Programme",
    slug=serializers.SlugField(required=True, max_length=50),
    name=serializers.CharField(required=True, max_length=120),
    owner=With(serializers.CharField(max_length=120, allow_blank=True), ""),
    tests_from=PartialDate,
    tests_until=PartialDate,
    go_live=PartialDate,
)


def _annexes(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    return data | {"annexes": [(label, title, SAME_FILE, *rest) for label, title, *rest in data["annexes"]]}


RESOURCES = [*SECTION.values(), TICKS, ROW]
TWINS = [
    *(
        Twin(
            state_section,
            "PATCH",
            SECTION[key].address,
            SECTION[key],
            fields={"statements": stated},
            fixed={"key": key},
            apart=key,
        )
        for key, stated in STATED.items()
    ),
    Twin(set_timeline, "PUT", f"{R}timeline/rows/", SECTION["timeline"]),
    Twin(change_timeline_row, "PATCH", ROW.address, ROW),
    Twin(note_actual, "POST", f"{ROW.address}actual/", ROW),
    Twin(
        set_steps,
        "PUT",
        f"{ROW.address}steps/",
        ROW,
        fields={
            "steps": serializers.ListField(child=serializers.ChoiceField(choices=Step.choices), max_length=30)
        },
    ),
    Twin(
        set_neighbours,
        "PUT",
        f"{R}timeline/programmes/",
        SECTION["timeline"],
        fields={
            "rows": list[
                as_tuple(
                    "RelatedProgramme",
                    programme=PROGRAMME,
                    kind=Neighbour.Kind,
                    note=With(serializers.CharField(max_length=300, allow_blank=True), ""),
                )
            ]
        },
    ),
    Twin(
        set_ticks,
        "PUT",
        TICKS.address,
        TICKS,
        fields={"ticks": list[as_tuple("Ticks", part=Part, participants=PARTICIPANTS, documents=DOCUMENTS)]},
    ),
    Twin(
        set_documents,
        "PUT",
        f"{R}impacts/documents/",
        TICKS,
        fields={
            "sources": list[SOURCE],
            "ticks": list[
                as_tuple(
                    "DocumentTicks",
                    part=Part,
                    documents=serializers.ListField(child=serializers.CharField(max_length=20)),
                )
            ],
        },
    ),
    Twin(set_summary, "PUT", f"{R}impacts/summary/", SECTION["impacts"], fields={"points": list[POINT]}),
    Twin(set_test_strategy, "PUT", f"{R}testing/strategy/", SECTION["testing"]),
    Twin(
        set_annexes,
        "PUT",
        f"{R}testing/annexes/",
        SECTION["testing"],
        fields={
            "annexes": list[
                as_tuple(
                    "Annex",
                    label=serializers.CharField(max_length=20),
                    title=serializers.CharField(max_length=200),
                    is_to_come=With(bool, False),
                    expected=With(PartialDate, TO_BE_SET),
                    owner=With(serializers.CharField(max_length=120, allow_blank=True), ""),
                )
            ]
        },
        prepare=_annexes,
    ),
    Twin(attach_annex, "POST", f"{R}testing/annexes/file/", SECTION["testing"]),
]
