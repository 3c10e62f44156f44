"""The reason for a change: one rule inside operations, whoever calls them, with one sentence at the field "reason"."""

import inspect
import re
from datetime import date
from decimal import Decimal

import pytest

from costs.operations.cells import CostCellFacts, clear_cells, set_cells
from costs.operations.operational import SecasDays, set_operational_costs, set_secas_effort
from costs.operations.stages import set_stages
from costs.operations.table import set_combined, write_table
from costs.operations.yearly import set_yearly_costs
from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.operations.criteria import copy_standard_criteria
from governance.register.operations.opening import change_profile
from governance.versions.operations.history import record_earlier_version, set_earlier_versions
from modifications.operations.impacts import set_impacts
from modifications.operations.parts import PartFacts, set_parts
from modifications.operations.register import change_modification, convert_modification, set_solutions
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.operations.change_requests import list_change_requests, set_change_requests
from releases.operations.impacts import (
    SummaryPointFacts,
    add_summary_point,
    set_documents,
    set_summary,
    set_ticks,
)
from releases.operations.life import cancel_release
from releases.operations.readers import set_readers
from releases.operations.releases import change_release, move_release
from releases.operations.scope import (
    add_to_scope,
    change_scope_item,
    describe_scope_item,
    move_between,
    move_in_scope,
)
from releases.operations.sections import set_notes
from releases.operations.statements import state_section
from releases.operations.steps import set_steps
from releases.operations.testing import attach_annex, set_annexes, set_glossary, set_test_strategy
from releases.operations.timeline import (
    PlannedRow,
    add_neighbour,
    add_timeline_rows,
    change_timeline_row,
    note_actual,
    set_neighbours,
    set_programme,
    set_timeline,
)
from releases.queries import section_token
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, OPERATIONS, SYSTEM
from secrel.core.changes.reasons import SENTENCE, is_reason
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.record import AuditEntry
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 9, 21)
SCOPE = "/releases/november-2021/scope/MP149/"


@pytest.fixture
def november(examples) -> Release:
    """After its first baseline."""
    set_annexes(by=SYSTEM, release=examples.november, annexes=[("Annex A", "A")], token=AS_STORED, on=ON)
    Release.objects.filter(pk=examples.november.pk).update(life="system_baselined")
    return Release.objects.get(pk=examples.november.pk)


def scope_item(**entered) -> dict:
    item = ScopeItem.objects.get(part__modification__reference="MP149")
    token = section_token(item.release, Section.Key.SCOPE)
    return {
        "description": item.description,
        "position": 0,
        "move": "",
        "reason": "",
        "token": token,
    } | entered


def test_neighbouring_pages_of_a_scope_ask_for_the_reason_alike(november, as_role):
    """The page of one item took a cut-off without a reason, where the page of the scope refused."""
    client = as_role("analyst")
    refused = client.post(SCOPE, scope_item(cut_off_on="2021-10-22"))
    assert refused.status_code == 422
    assert refused.context["form"].errors["reason"] == [SENTENCE]
    added = {"reference": "MP104", "status": "candidate", "description": "do it.", "reason": ""}
    beside = client.post("/releases/november-2021/edit/scope/", added)
    assert (beside.status_code, beside.context["outcome"].no_reason) == (422, SENTENCE)
    assert f'<a href="#reason">Reason</a>: {SENTENCE}' in beside.content.decode()
    saved = client.post(SCOPE, scope_item(cut_off_on="2021-10-22", reason="The Panel agreed."))
    assert saved.status_code == 303
    entry = AuditEntry.objects.filter(action="releases.change_scope_item").latest("position")
    assert entry.reason == "The Panel agreed."
    assert 'value="The Panel agreed."' in client.get(SCOPE).content.decode()  # asked once per session


def test_no_reason_is_required_before_the_first_baseline(examples, as_role):
    client = as_role("analyst")
    assert client.post(SCOPE, scope_item(cut_off_on="2021-10-22")).status_code == 303
    assert 'name="reason"' not in client.get("/releases/november-2021/edit/costs/").content.decode()


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u200b", "—", "...", "\t\n"])
def test_a_text_without_content_is_not_a_reason(november, text):
    assert not is_reason(text)
    with pytest.raises(RuleBroken) as refused:
        set_notes(by=SYSTEM, release=november, key="costs", notes=["A"], token=AS_STORED, reason=text, on=ON)
    assert (refused.value.sentence, refused.value.field) == (SENTENCE, "reason")


def test_a_release_that_was_baselined_and_is_planned_again_still_asks(examples):
    june = examples.june  # its first baseline is one of its versions
    Release.objects.filter(pk=june.pk).update(life="planned")
    june.refresh_from_db()
    with pytest.raises(RuleBroken, match=SENTENCE):
        set_notes(by=SYSTEM, release=june, key="costs", notes=["A"], token=AS_STORED, on=ON)


def test_a_move_between_releases_asks_before_the_first_baseline_too():
    item, other = ScopeItemFactory(), ReleaseFactory()
    for act in (
        lambda **why: move_between(by=SYSTEM, item=item, to_release=other, token=AS_STORED, on=ON, **why),
        lambda **why: move_in_scope(
            by=SYSTEM, item=item, move="take_out", to_release=other, ground="moved", on=ON, **why
        ),
    ):
        with pytest.raises(RuleBroken) as refused:
            act()
        assert (refused.value.sentence, refused.value.field) == (SENTENCE, "reason")
    moved = move_between(by=SYSTEM, item=item, to_release=other, token=AS_STORED, reason="Late", on=ON)
    assert moved.release == other


def item() -> ScopeItem:
    return ScopeItem.objects.select_related("release", "part__modification").get(
        part__modification__reference="MP149"
    )


def release() -> Release:
    return Release.objects.get(slug="november-2021")


def row(**which):
    return release().timeline.select_related("release").filter(is_go_live=False, **which).first()


LATE = PartialDate.parse("2021-12")
OF_RELEASES = {
    "releases.add_to_scope": lambda **common: add_to_scope(
        release=release(),
        part=ModificationFactory().parts.get(),
        status="candidate",
        description="do it.",
        **common,
    ),
    "releases.change_scope_item": lambda **common: change_scope_item(
        item=item(), token=AS_STORED, description="do another thing.", cut_off_on=None, **common
    ),
    "releases.describe_scope_item": lambda **common: describe_scope_item(
        item=item(), description="x", has_own_verb=False, position=0, cut_off_on=None, **common
    ),
    "releases.move_in_scope": lambda **common: move_in_scope(item=item(), move="take_out", **common),
    "releases.move_between": lambda **common: move_between(
        item=item(), to_release=ReleaseFactory(), token=AS_STORED, **common
    ),
    "releases.set_change_requests": lambda **common: set_change_requests(
        release=release(), rows=[], token=AS_STORED, **common
    ),
    "releases.list_change_requests": lambda **common: list_change_requests(
        release=release(), rows=[], token=AS_STORED, **common
    ),
    "releases.set_notes": lambda **common: set_notes(
        release=release(), key="costs", notes=["A."], token=AS_STORED, **common
    ),
    "releases.state": lambda **common: state_section(
        release=release(), key="costs", statements={"notes": ["A."]}, token=AS_STORED, **common
    ),
    "releases.set_test_strategy": lambda **common: set_test_strategy(
        release=release(), dcc_approach=["A."], user_approach=None, token=AS_STORED, **common
    ),
    "releases.set_documents": lambda **common: set_documents(
        release=release(), sources=[], token=AS_STORED, **common
    ),
    "releases.set_annexes": lambda **common: set_annexes(
        release=release(), annexes=[("Annex A", "A")], token=AS_STORED, **common
    ),
    "releases.set_glossary": lambda **common: set_glossary(
        release=release(), terms={"AB": "A B"}, token=AS_STORED, **common
    ),
    "releases.add_summary_point": lambda **common: add_summary_point(
        release=release(), audience="suppliers", text="A.", **common
    ),
    "releases.set_summary": lambda **common: set_summary(
        release=release(), points=[SummaryPointFacts("suppliers", "A.")], token=AS_STORED, **common
    ),
    "releases.set_ticks": lambda **common: set_ticks(
        release=release(), ticks=[(item().part, ["dcc"], None)], token=AS_STORED, **common
    ),
    "releases.add_timeline_rows": lambda **common: add_timeline_rows(
        release=release(), rows=[("2021-10-01", "A", "")], **common
    ),
    "releases.set_timeline": lambda **common: set_timeline(
        release=release(), rows=[PlannedRow("A")], token=AS_STORED, **common
    ),
    "releases.change_timeline_row": lambda **common: change_timeline_row(
        row=row(), token=AS_STORED, planned=LATE, **common
    ),
    "releases.note_actual": lambda **common: note_actual(row=row(), actual=PartialDate.of(ON), **common),
    "releases.set_steps": lambda **common: set_steps(row=row(), steps=[], token=AS_STORED, **common),
    "releases.set_neighbours": lambda **common: set_neighbours(
        release=release(), rows=[], token=AS_STORED, **common
    ),
    "releases.add_neighbour": lambda **common: add_neighbour(
        release=release(), programme=set_programme(by=SYSTEM, slug="a", name="A"), kind="before", **common
    ),
    "releases.set_readers": lambda **common: set_readers(
        release=release(), bodies=[], people=[], token=AS_STORED, **common
    ),
    "releases.attach_annex": lambda **common: attach_annex(release=release(), title="A", file=None, **common),
    "releases.change": lambda **common: change_release(
        release=release(), fields={"go_live_on": date(2021, 11, 11)}, token=AS_STORED, **common
    ),
    "releases.move": lambda **common: move_release(release=release(), move="postpone", **common),
    "releases.cancel": lambda **common: cancel_release(release=release(), **{"reason": ""} | common),
    "modifications.change": lambda **common: change_modification(
        modification=item().modification, fields={"title": "Another"}, token=AS_STORED, **common
    ),
    "modifications.set_solutions": lambda **common: set_solutions(
        modification=item().modification, solutions=[("proposed", "A.")], token=AS_STORED, **common
    ),
    "modifications.set_parts": lambda **common: set_parts(
        modification=item().modification,
        parts=[PartFacts(part, part.name) for part in item().modification.parts.all()],
        token=AS_STORED,
        **common,
    ),
    "modifications.set_impacts": lambda **common: set_impacts(
        part=item().part, participants=["dcc"], documents=[], **common
    ),
    "costs.set_cells": lambda **common: set_cells(
        release=release(),
        cells=[CostCellFacts("sit", "firm", Decimal(5), item=item())],
        token=AS_STORED,
        **common,
    ),
    "costs.write_table": lambda **common: write_table(release=release(), cells=[], token=AS_STORED, **common),
    "costs.clear_cells": lambda **common: clear_cells(release=release(), items=[], token=AS_STORED, **common),
    "costs.set_combined": lambda **common: set_combined(
        release=release(), shared_with=[], token=AS_STORED, **common
    ),
    "costs.set_secas_effort": lambda **common: set_secas_effort(
        release=release(), kind="implementation", days=Decimal(2), token=AS_STORED, **common
    ),
    "costs.state_others": lambda **common: set_operational_costs(
        release=release(), days={"implementation": SecasDays(Decimal(2))}, token=AS_STORED, **common
    ),
    "costs.set_yearly": lambda **common: set_yearly_costs(
        release=release(), costs=[CostCellFacts("operational", "tbc")], token=AS_STORED, **common
    ),
    "costs.set_stages": lambda **common: set_stages(
        release=release(), stages=[("support", "Early life support")], token=AS_STORED, **common
    ),
    "governance.set_criteria": lambda **common: set_criteria(
        release=release(), criteria=[], token=AS_STORED, **common
    ),
    "governance.change_profile": lambda **common: change_profile(
        release=release(), profile="document_only", **common
    ),
    "governance.record_earlier_version": lambda **common: record_earlier_version(
        release=release(),
        number="0.1",
        kind="draft",
        dated_on=ON,
        changes="A",
        **{name: value for name, value in common.items() if name != "on"},
    ),
    "governance.set_earlier_versions": lambda **common: set_earlier_versions(
        release=release(), rows={}, seen=[], **common
    ),
}
"""Every operation that changes facts of a release, with what it would change."""
ELSEWHERE = {
    "releases.create": "it has no baseline yet",
    "releases.follow_calendar": "it refuses a release that is baselined, and says its reason itself",
    "modifications.convert": "a Draft Proposal: test_a_draft_proposal_in_a_baselined_release",
    "governance.copy_criteria": "it refuses a release that has criteria: test_copied_criteria",
}


@pytest.mark.parametrize("action", OF_RELEASES)
def test_an_operation_on_facts_of_a_baselined_release_refuses_without_a_reason(november, action):
    before = AuditEntry.objects.filter(action=action).count()
    with pytest.raises(RuleBroken) as refused:
        OF_RELEASES[action](by=SYSTEM, on=ON)
    sentence = OPERATIONS[action].reason or SENTENCE
    assert (refused.value.sentence, refused.value.field) == (sentence, "reason")
    assert AuditEntry.objects.filter(action=action).count() == before


def test_each_operation_that_touches_a_release_is_in_the_table():
    guarded = re.compile(r"\b(touch|touch_parts|require_reason)\(")
    for action, function in OPERATIONS.items():
        if guarded.search(inspect.getsource(function.__wrapped__)):
            assert action in OF_RELEASES or action in ELSEWHERE, action


def test_an_operation_that_always_needs_a_reason_refuses_without_one():
    always = {action: function for action, function in OPERATIONS.items() if function.reason}
    assert len(always) > 20
    for action, function in always.items():
        with pytest.raises(RuleBroken) as refused:
            function(by=SYSTEM, reason="\u200b ")
        assert (refused.value.sentence, refused.value.field) == (function.reason, "reason"), action
    for action, function in OPERATIONS.items():
        reason = inspect.signature(function.__wrapped__).parameters.get("reason")
        if reason is not None and reason.default is inspect.Parameter.empty:
            assert function.reason, f"{action} requires a reason that may be blank"


def test_a_draft_proposal_in_a_baselined_release(november):
    proposal = ModificationFactory(reference="DP900", stage="development")
    add_to_scope(
        by=SYSTEM,
        release=november,
        part=proposal.parts.get(),
        status="targeted",
        description="x",
        reason="Asked for",
        as_published=True,
        on=ON,
    )
    with pytest.raises(RuleBroken, match=SENTENCE):
        convert_modification(by=SYSTEM, modification=proposal, on=ON)
    assert convert_modification(by=SYSTEM, modification=proposal, reason="It is accepted", on=ON)


def test_copied_criteria():
    bare = ReleaseFactory()
    Release.objects.filter(pk=bare.pk).update(life="full_baselined")
    with pytest.raises(RuleBroken, match=SENTENCE):
        copy_standard_criteria(by=SYSTEM, release=Release.objects.get(pk=bare.pk), on=ON)
