"""The database enforces the rules itself: rows that no operation would write are refused."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from costs.models import CostCell, SecasEffort
from costs.operations.cells import CostCellFacts, set_cells
from governance.criteria.models import Criterion, CriterionText
from governance.scenarios.models import Blackout, Scenario, ScenarioStep
from governance.versions.models import RidVersion
from governance.watch.models import Flag
from modifications.models.change_requests import ChangeRequest
from modifications.models.documents import SecDocument
from modifications.models.modifications import (
    FormerReference,
    Modification,
    ModificationDecision,
    ModificationLink,
    Part,
)
from modifications.models.progress import Assessment, NextStep
from modifications.operations.documents import add_change_request
from modifications.operations.register import link_modification
from releases.models.impacts import SummaryPoint
from releases.models.releases import Release, Section
from releases.models.scope import ScopeEvent, ScopeItem
from releases.models.testing import ReleaseTerm
from releases.models.timeline import Neighbour, Programme, TimelineRow
from releases.operations.testing import set_glossary
from releases.queries import scope_item
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.people import Membership, User

pytestmark = pytest.mark.django_db

IMPOSSIBLE = [
    (Modification, {"stage": "dreaming"}),
    (Modification, {"path": "the_scenic_one"}),
    (Modification, {"reference": "banana"}),
    (Modification, {"number": 1}),
    (ModificationDecision, {"outcome": "perhaps"}),
    (ModificationLink, {"kind": "likes"}),
    (FormerReference, {"reference": "banana"}),
    (FormerReference, {"reference": "MP106"}),
    (Assessment, {"kind": "glance"}),
    (Assessment, {"due": "soon"}),
    (Assessment, {"file_name": "a name without a file"}),
    (NextStep, {"expected": "2021-13"}),
    (ChangeRequest, {"number": 2}),
    (SecDocument, {"kind": "leaflet"}),
    (SecDocument, {"designation": "Foo"}),
    (Release, {"life": "afterlife"}),
    (Release, {"slot": "april"}),
    (Release, {"profile": "both"}),
    (Release, {"classification": "pink"}),
    (Release, {"change_requests": "some"}),
    (Release, {"sec_documents": "some"}),
    (Release, {"name": ""}),
    (Release, {"other_codes": "items", "other_code_names": []}),
    (Release, {"other_codes": "none", "other_code_names": ["Retail Energy Code"]}),
    (Release, {"other_codes": "some"}),
    (Release, {"summary_audiences": ["martians"]}),
    (Section, {"key": "poetry"}),
    (ScopeItem, {"status": "wanted"}),
    (ScopeEvent, {"move": "jump"}),
    (ScopeEvent, {"ground": "whim"}),
    (SummaryPoint, {"audience": "martians"}),
    (SummaryPoint, {"position": 1}),
    (TimelineRow, {"is_go_live": True, "planned": ""}),
    (TimelineRow, {"rule_days": 5, "rule_of": ""}),
    (TimelineRow, {"rule_days": None, "rule_of": "something"}),
    (TimelineRow, {"replanned": "2021-06", "planned": ""}),
    (Programme, {"go_live": "when it is ready"}),
    (Neighbour, {"kind": "friend"}),
    (ReleaseTerm, {"position": 1}),
    (CostCell, {"stage": "lunch"}),
    (CostCell, {"line": "queue"}),
    (CostCell, {"basis": "guess"}),
    (CostCell, {"basis": "firm", "amount": None}),
    (SecasEffort, {"kind": "leisure"}),
    (RidVersion, {"state": "lost"}),
    (RidVersion, {"kind": "poem"}),
    (RidVersion, {"state": "issued", "published_on": date(2021, 1, 1)}),
    (Criterion, {"category": "beauty"}),
    (CriterionText, {"category": "beauty"}),
    (Flag, {"kind": "nice"}),
    (Membership, {"role": "jester"}),
    (Scenario, {"state": "dreamt"}),
    (Scenario, {"closed_on": date(2021, 10, 15)}),
    (Scenario, {"name": ""}),
    (ScenarioStep, {"kind": "jump"}),
    (Blackout, {"last_on": date(2000, 1, 1)}),
    (Blackout, {"reason": ""}),
]


@pytest.fixture
def everything(examples):
    """The examples, and a row of each kind that they lack."""
    mp = {reference: Modification.objects.get(reference=reference) for reference in ("MP149", "MP164")}
    link_modification(by=SYSTEM, modification=mp["MP149"], kind="supports", other=mp["MP164"])
    add_change_request(by=SYSTEM, reference="CR9", title="Nine")
    set_glossary(by=SYSTEM, release=examples.november, terms={"AA": "One", "BB": "Two"}, token=AS_STORED)
    item = scope_item("november-2021", "MP149").get()
    known = {"kind": "cut_off_near", "due_on": item.cut_off_on, "raised_on": date(2021, 10, 14)}
    made = Scenario.objects.create(name="What if", made_by=User.objects.first(), made_on=date(2021, 10, 15))
    ScenarioStep.objects.create(
        scenario=made, position=1, kind="go_live", arguments={}, rested_on=date(2021, 10, 15)
    )
    Blackout.objects.create(
        name="Freeze", first_on=date(2021, 12, 20), last_on=date(2022, 1, 3), reason="Christmas."
    )
    Flag.objects.create(thing="one", sentence="Late.", path="/", item=item, **known)
    return examples


@pytest.mark.parametrize(
    ("model", "values"), IMPOSSIBLE, ids=[f"{m.__name__}-{'-'.join(v)}" for m, v in IMPOSSIBLE]
)
def test_database_refuses_what_cannot_be(everything, model, values):
    assert model.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**values)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_database_refuses_a_modification_whole_and_in_parts(examples):
    item = scope_item("november-2021", "MP149").get()
    part = Part.objects.create(modification=item.modification, name="2")
    for release in (examples.june, examples.november):
        with (
            pytest.raises(IntegrityError, match="whole, or in several by one part each"),
            transaction.atomic(),
        ):
            ScopeItem.objects.create(release=release, part=part, status="targeted", description="x")
    assert ScopeItem.objects.create(release=examples.june, part=part, status="candidate", description="x")


def test_database_refuses_a_point_below_another_releases_or_a_sub_point(examples):
    points = SummaryPoint.objects.filter(release=examples.june)
    point = {"audience": "suppliers", "text": "x", "position": 99}
    with pytest.raises(IntegrityError, match="below a point of its own release"), transaction.atomic():
        SummaryPoint.objects.create(release=examples.november, parent=points.first(), **point)
    sub = SummaryPoint.objects.create(release=examples.june, parent=points.first(), **point)
    with pytest.raises(IntegrityError, match="and no deeper"), transaction.atomic():
        SummaryPoint.objects.create(release=examples.june, parent=sub, **point)


def test_database_refuses_a_cost_cell_of_another_releases_item(examples):
    item = scope_item("november-2021", "MP149").get()
    set_cells(
        by=SYSTEM, release=examples.november, cells=[CostCellFacts("sit", "tbc", item=item)], token=AS_STORED
    )
    with pytest.raises(IntegrityError, match="of its own release"), transaction.atomic():
        CostCell.objects.filter(item=item).update(release=examples.june)
