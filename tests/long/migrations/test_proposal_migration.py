"""Proposals of the version before, stored by the address of a page, belong to the same sheets afterwards."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from modifications.models.modifications import FormerReference, Modification
from secrel.core.editing.sheets.places import SheetPlace, addresses
from secrel.core.models.proposals import Proposal

BEFORE, AFTER = "0018_damaged_file_words", "0019_proposal_place"
STATES = ["open", "accepted", "sent_back", "replaced"]
KEPT = """
SELECT id, "row", row_label, "column", column_label, was, text, proposed_by_id, proposed_at, decided_by_id,
    decided_at, reason, state FROM core_proposal ORDER BY id
"""
ODD = ["releases/june-2020/edit/unheard-of", "modifications/MP999/edit/assessments", "x", "accounts/", ""]
ODD += ["releases/é/edit/costs", "releases/june-2020/edit/costs/", "modifications/mp 153/edit/assessments"]


def moved_to(name: str):
    """The models as of a migration of core, which the database now has."""
    executor = MigrationExecutor(connection)
    return executor.migrate([("core", name)]).apps


def rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def places(apps) -> dict[int, str]:
    return dict(apps.get_model("core", "Proposal").objects.values_list("pk", "place"))


def test_proposals_of_the_version_before_are_for_the_same_sheets_and_back(committed_db):
    converted = Modification.objects.order_by("pk").first()
    FormerReference.objects.create(modification=converted, reference="DP901")
    of_releases = [f"releases/june-2020/edit/{sheet}" for sheet in ("costs", "timeline", "change-requests")]
    present, former = (f"modifications/{name}/edit/assessments" for name in (converted.reference, "DP901"))
    apps = moved_to(BEFORE)
    proposal = apps.get_model("core", "Proposal")
    facts = {"column": "sit", "proposed_by_id": apps.get_model("core", "User").objects.first().pk, "proposed_at": timezone.now()}
    for number, place in enumerate([*of_releases, present, *ODD]):
        for state in STATES:
            proposal.objects.create(place=place, row=f"{number}", state=state, text=state, was="5", **facts)
    earlier = proposal.objects.create(place=former, row="twice", text="May 22", **facts)
    later = proposal.objects.create(place=present, row="twice", text="June 22", **facts)
    alone = proposal.objects.create(place=former, row="alone", text="July 22", **facts)
    decided = proposal.objects.create(place=former, row="twice", text="April 22", state="accepted", **facts)
    held, at = rows(KEPT), places(apps)

    moved_to(AFTER)
    expected = [row[:-1] for row in held]
    assert [row[:-1] for row in rows(KEPT)] == expected
    states = dict(Proposal.objects.values_list("pk", "state"))
    assert states == {row[0]: row[-1] for row in held} | {earlier.pk: "replaced"}
    about = {row.pk: SheetPlace(row.about, row.sheet) for row in Proposal.objects.all()}
    of_modification = SheetPlace(f"modification:{converted.pk}", "assessments")
    assert {about[row.pk] for row in (earlier, later, alone, decided)} == {of_modification}
    found = addresses(about.values())
    for pk, place in at.items():
        assert found[about[pk]][1] == f"/{present if place == former else place}/"
    assert sorted({place.about for place in about.values() if not place.sheet}) == sorted(
        f"page:{place}" for place in ODD
    )

    apps = moved_to(BEFORE)
    assert places(apps) == at | {row.pk: present for row in (earlier, alone, decided)}
    assert [row[:-1] for row in rows(KEPT)] == expected
    moved_to(AFTER)
    assert {row.pk: SheetPlace(row.about, row.sheet) for row in Proposal.objects.all()} == about
    assert dict(Proposal.objects.values_list("pk", "state")) == states
