"""Changing a scope and a timetable."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from modifications.models.modifications import Part
from modifications.operations.impacts import set_impacts
from modifications.operations.register import record_decision
from releases.models.releases import Section
from releases.models.scope import ScopeItem
from releases.models.timeline import TimelineRow
from releases.operations.impacts import add_summary_point
from releases.operations.scope import add_to_scope, change_scope_item
from releases.operations.timeline import add_timeline_rows, change_timeline_row
from releases.queries import section_token
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 1)


def change(item, by, **fields):
    values = {"description": item.description, "cut_off_on": item.cut_off_on, "token": AS_STORED} | fields
    return change_scope_item(by=by, item=item, on=ON, **values)


def test_changed_item_records_what_changed_and_why(analyst):
    item = ScopeItemFactory()
    change(item, analyst, cut_off_on=date(2021, 10, 21), reason="The Authority needs longer")
    entry = AuditEntry.objects.latest("position")
    assert entry.changes == {"cut_off_on": [None, "2021-10-21"]}
    assert (entry.reason, entry.on, entry.target) == (
        "The Authority needs longer",
        ON,
        f"releases/{item.release.slug}/scope/{item.modification.reference}",
    )


def test_a_stale_token_shows_both_sides_and_changes_nothing(analyst):
    item = ScopeItemFactory()
    token = section_token(item.release, Section.Key.SCOPE)
    change(item, analyst, token=token, description="theirs.")
    with pytest.raises(Stale) as refused:
        change(item, analyst, token=token, description="mine.")
    assert refused.value.theirs["description"] == "theirs."
    assert ScopeItem.objects.get(pk=item.pk).description == "theirs."


def test_an_unchanged_form_is_refused(analyst):
    item = ScopeItemFactory()
    with pytest.raises(RuleBroken, match="Nothing has changed"):
        change(item, analyst)


def test_cut_off_must_be_before_go_live(analyst):
    item = ScopeItemFactory()
    with pytest.raises(RuleBroken, match="before the go-live of 04 Nov 2021") as refused:
        change(item, analyst, cut_off_on=date(2021, 11, 4))
    assert refused.value.field == "cut_off_on"


def test_approval_needs_the_modification_approved(analyst):
    item = ScopeItemFactory()
    with pytest.raises(RuleBroken, match="has not been approved yet"):
        change(item, analyst, move="approve")
    record_decision(
        by=analyst,
        modification=item.modification,
        body=Body.objects.get(key="authority"),
        outcome="approved",
        decided_on=ON,
    )
    change(item, analyst, move="approve")
    item = ScopeItem.objects.get(pk=item.pk)
    assert item.status == "approved"
    assert [event.move for event in item.events.all()] == ["enter", "approve"]


def test_only_who_edits_changes_a_scope(people):
    item = ScopeItemFactory()
    for role in ("chair", "member", "delivery", "administrator", "nobody"):
        with pytest.raises(NotAllowed):
            change(item, getattr(people, role), description="x")


def test_a_part_is_targeted_in_one_release_only(analyst):
    item = ScopeItemFactory()
    other = ReleaseFactory()
    with pytest.raises(RuleBroken, match=f"is already targeted in the {item.release}"):
        add_to_scope(by=analyst, release=other, part=item.part, status="targeted", description="x", on=ON)
    candidate = add_to_scope(
        by=analyst, release=other, part=item.part, status="candidate", description="x", on=ON
    )
    assert candidate.status == "candidate"


def test_database_too_refuses_a_part_in_two_releases():
    one, two = ScopeItemFactory(), ScopeItemFactory(status="candidate")
    with pytest.raises(IntegrityError), transaction.atomic():
        ScopeItem.objects.filter(pk=two.pk).update(part=one.part, status="targeted")


def test_a_part_is_entered_once(analyst):
    item = ScopeItemFactory()
    with pytest.raises(RuleBroken, match="in the scope of the"):
        add_to_scope(
            by=analyst, release=item.release, part=item.part, status="candidate", description="x", on=ON
        )


def test_timeline_rows_keep_their_order_and_dates(analyst):
    release = ReleaseFactory()
    add_timeline_rows(by=analyst, release=release, rows=[("2021-10 late", "Meet", ""), (None, "Go-live", "")])
    add_timeline_rows(by=analyst, release=release, rows=[("", "Look back", "")])
    rows = TimelineRow.objects.filter(release=release).select_related("release")
    assert [(row.event, row.date.label) for row in rows] == [
        *(("Meet", "Late Oct 21"), ("Go-live", "04 Nov 21"), ("Look back", ""))
    ]


def test_changed_row_records_both_dates(analyst):
    release = ReleaseFactory()
    add_timeline_rows(by=analyst, release=release, rows=[("2021-10", "Meet", "")])
    row = release.timeline.get()
    change_timeline_row(
        by=analyst, row=row, token=AS_STORED, planned=PartialDate(2021, month=10, day=22), on=ON
    )
    assert AuditEntry.objects.latest("position").changes == {"planned": ["2021-10", "2021-10-22"]}
    with pytest.raises(RuleBroken, match="already has this date"):
        change_timeline_row(
            by=analyst, row=row, token=AS_STORED, planned=PartialDate(2021, month=10, day=22), on=ON
        )


def test_go_live_row_follows_the_release(analyst):
    release = ReleaseFactory()
    add_timeline_rows(by=analyst, release=release, rows=[(None, "Release go-live", "")])
    with pytest.raises(RuleBroken, match="follows the go-live date"):
        change_timeline_row(
            by=analyst, row=release.timeline.get(), token=AS_STORED, planned=PartialDate(2022), on=ON
        )


def test_summary_points_name_their_modifications(analyst):
    release, modification = ReleaseFactory(), ModificationFactory()
    point = add_summary_point(
        by=analyst,
        release=release,
        audience="dcc",
        area="Operations",
        text="More.",
        modifications=[modification],
    )
    assert list(point.modifications.all()) == [modification]


def test_impacts_name_existing_documents_only(analyst):
    part = ModificationFactory().parts.get()
    with pytest.raises(RuleBroken, match="There is no SEC document Section Q"):
        set_impacts(by=analyst, part=part, participants=[], documents=["Section Q"])
    set_impacts(by=analyst, part=part, participants=["dcc", "suppliers"], documents=["Section H"])
    set_impacts(by=analyst, part=part, participants=["dcc"], documents=["Section H"])
    assert AuditEntry.objects.latest("position").changes["participants"] == [["dcc", "suppliers"], ["dcc"]]


def test_a_modification_is_in_one_release_whole_or_in_several_by_parts(analyst):
    modification = ModificationFactory(reference="MP600", parts=["1", "2"])
    Part.objects.create(modification=modification, name="")  # as in data of before that was refused
    one, two, whole = modification.parts.order_by("pk")
    first, second = ReleaseFactory(), ReleaseFactory()
    enter = {"by": analyst, "status": "targeted", "description": "do it.", "on": date(2021, 9, 21)}
    add_to_scope(release=first, part=one, **enter)
    with pytest.raises(RuleBroken, match=f"MP600 part 1 is already targeted in the {first.name}"):
        add_to_scope(release=first, part=two, **enter)
    with pytest.raises(RuleBroken, match="Divide it into parts first"):
        add_to_scope(release=second, part=whole, **enter)
    assert add_to_scope(release=second, part=two, **enter).status == "targeted"


def test_cut_off_after_the_go_live_is_refused_from_the_start(analyst):
    with pytest.raises(RuleBroken, match="must be before the go-live of 04 Nov 2021"):
        ScopeItemFactory(by=analyst, cut_off_on=date(2021, 11, 4))


def test_a_timetable_has_one_row_for_the_go_live(analyst):
    rows = [(None, "Release go-live", ""), (None, "Go-live", "")]
    with pytest.raises(RuleBroken, match="only one go-live row"):
        add_timeline_rows(by=analyst, release=ReleaseFactory(), rows=rows)
