"""Operations behind the pages that edit a release: locks, tokens, everything or nothing."""

from datetime import date

import pytest

from modifications.models.impacts import ParticipantImpact
from modifications.operations.assessments import attach_assessment
from modifications.operations.impacts import set_impacts
from modifications.operations.progress import request_assessment
from releases.models.releases import Section
from releases.models.timeline import Programme
from releases.operations.change_requests import list_change_requests
from releases.operations.impacts import impacts_token, set_ticks
from releases.operations.life import cancel_release
from releases.operations.scope import move_between
from releases.operations.statements import state_section
from releases.operations.testing import attach_annex, set_annexes
from releases.operations.timeline import set_neighbours
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.editing.proposals import ProposedCell, accept_proposals, propose, send_back_proposals
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.files.uploads import check_file
from secrel.core.models.proposals import Proposal
from secrel.core.models.record import AuditEntry
from tests.governance.acceptance.accepting import file
from tests.support.factories import ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 1)


def test_ticks_count_changes_made_on_the_modifications_page_too(analyst):
    item = ScopeItemFactory()
    section = Section.objects.get(release=item.release, key="impacts")
    token = impacts_token(item.release, section)
    set_impacts(by=analyst, part=item.part, participants=["dcc"], on=ON)
    with pytest.raises(Stale):
        set_ticks(
            by=analyst, release=item.release, ticks=[(item.part, ["suppliers"], None)], token=token, on=ON
        )
    now = impacts_token(item.release, section)
    set_ticks(by=analyst, release=item.release, ticks=[(item.part, ["suppliers"], None)], token=now, on=ON)
    assert list(ParticipantImpact.objects.values_list("participant", flat=True)) == ["suppliers"]


def test_a_move_between_releases_is_all_or_nothing(analyst):
    item, other = ScopeItemFactory(), ReleaseFactory(go_live_on=date(2022, 6, 30))
    moved = move_between(by=analyst, item=item, to_release=other, reason="Late", on=ON, token=AS_STORED)
    assert (moved.release, moved.status, moved.description) == (other, "targeted", item.description)
    entries = AuditEntry.objects.order_by("-position")[:3]
    assert {entry.action for entry in entries} == {
        "releases.move_between",
        "releases.move",
        "releases.add_to_scope",
    } or {entry.action for entry in entries} >= {"releases.move_between", "releases.add_to_scope"}
    with pytest.raises(RuleBroken, match="has already left the"):
        move_between(by=analyst, item=item, to_release=other, on=ON, token=AS_STORED)
    back = move_between(
        by=analyst, item=moved, to_release=item.release, reason="Ready after all", on=ON, token=AS_STORED
    )
    assert (back.pk, back.status) == (item.pk, "targeted")


def test_a_cancelled_release_without_another_lets_its_scope_leave(analyst):
    item = ScopeItemFactory()
    cancel_release(by=analyst, release=item.release, reason="Not needed", on=ON)
    item.refresh_from_db()
    assert (item.status, item.release.life) == ("out", "cancelled")


def test_statements_of_a_section_are_one_change(analyst):
    release = ReleaseFactory()
    token = Section.objects.get(release=release, key="testing").token
    sentence = {"dcc_approach": ["By hand."], "notes": ["To come."]}
    state_section(by=analyst, release=release, key="testing", statements=sentence, token=token, on=ON)
    release.test_strategy.refresh_from_db()
    assert (release.test_strategy.dcc_approach, release.test_strategy.user_approach) == (["By hand."], None)
    with pytest.raises(Stale):
        state_section(by=analyst, release=release, key="testing", statements=sentence, token=token, on=ON)


def test_change_requests_are_listed_with_new_ones_or_not_at_all(analyst):
    release = ReleaseFactory()
    rows = [("cr 8", "Eight", "helps."), ("CR9", "", "has no title.")]
    with pytest.raises(RuleBroken, match="CR9 is new"):
        list_change_requests(by=analyst, release=release, rows=rows, on=ON, token=AS_STORED)
    assert not release.beside.exists()
    list_change_requests(by=analyst, release=release, rows=rows[:1], on=ON, token=AS_STORED)
    assert release.beside.get().change_request.reference == "CR8"


def test_neighbours_bring_their_programme_once(analyst):
    release = ReleaseFactory()
    facts = {"slug": "ecos", "name": "ECoS", "owner": "The DCC", "go_live": "2022-06"}
    facts |= {"tests_from": "", "tests_until": ""}
    set_neighbours(by=analyst, release=release, rows=[(facts, "aligned", "")], on=ON, token=AS_STORED)
    assert Programme.objects.get(slug="ecos").go_live.label == "Jun 22"
    with pytest.raises(RuleBroken, match="is listed twice"):
        set_neighbours(by=analyst, release=release, rows=[(facts, "aligned", "")] * 2, on=ON, token=AS_STORED)


def test_proposals_are_the_dccs_and_decisions_secas(people):
    cell = ProposedCell("a", "A", "sit", "SIT", "", "5")
    common = {"place": SheetPlace("release:x", "costs"), "label": "Costs", "on": ON}
    with pytest.raises(NotAllowed):
        propose(by=people.analyst, cells=[cell], **common)
    [row] = propose(by=people.delivery, cells=[cell], **common)
    with pytest.raises(NotAllowed):
        accept_proposals(by=people.delivery, proposals=[row], write=lambda: None, **common)
    with pytest.raises(RuleBroken, match="Give a reason for sending it back"):
        send_back_proposals(by=people.analyst, proposals=[row], reason="", **common)
    for other in (
        SheetPlace("release:x", "timeline"),
        SheetPlace("release:y", "costs"),
        SheetPlace("page:x", ""),
    ):
        with pytest.raises(RuleBroken, match="No proposal is ticked"):
            send_back_proposals(
                by=people.analyst, proposals=[row], reason="Not here.", **common | {"place": other}
            )

    def refuse():
        raise RuleBroken("It cannot be written.")

    with pytest.raises(RuleBroken, match="cannot be written"):
        accept_proposals(by=people.analyst, proposals=[row], write=refuse, **common)
    assert Proposal.objects.get().state == "open"


def test_files_are_attached_to_what_is_there(analyst):
    checked = check_file(file())
    release = ReleaseFactory()
    with pytest.raises(RuleBroken, match="This annex is no longer"):
        attach_annex(by=analyst, release=release, title="The TAD", file=checked, on=ON)
    set_annexes(by=analyst, release=release, annexes=[("Annex A", "The TAD")], on=ON, token=AS_STORED)
    attach_annex(by=analyst, release=release, title="The TAD", file=checked, on=ON)
    set_annexes(
        by=analyst,
        release=release,
        annexes=[("Annex B", "Another"), ("Annex A", "The TAD")],
        on=ON,
        token=AS_STORED,
    )
    assert [row.file_name for row in release.annexes.all()] == ["", "report.pdf"]
    part = ScopeItemFactory().part
    row = request_assessment(by=analyst, part=part, kind="impact", requested_on=ON, on=ON)
    with pytest.raises(RuleBroken, match="it cannot have been received earlier"):
        attach_assessment(by=analyst, assessment=row, file=checked, received_on=date(2021, 9, 1), on=ON)
    attach_assessment(by=analyst, assessment=row, file=checked, received_on=None, on=ON)
    row.refresh_from_db()
    assert (row.file_name, row.received_on) == ("report.pdf", None)
