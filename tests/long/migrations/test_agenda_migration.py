"""Agenda items of the version before, which pointed at their subjects, have the same subjects afterwards (ADR 26)."""

from datetime import date, timedelta
from itertools import product

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE, AFTER = "0021_evidence_words", "0024_across_rows"
STATES = ["open", "minuted", "subject", "decided", "withdrawn"]
KINDS = ["baseline", "recommend", "go", "advise", "testing", "standard", "motion"]
COLUMNS = """item.id, meeting_id, "order", kind, release_id, words, state, token,"""
HELD = f"""
SELECT {COLUMNS} content_id, version_id, changed_id, standard_id, deliverable_id FROM governance_item AS item
    ORDER BY id
"""
POINTED = f"""
SELECT {COLUMNS} content_digest, version_id, changed_id, standard_id, deliverable_id FROM governance_item AS item
    LEFT JOIN governance_versionitem AS version ON version.item_id = item.id
    LEFT JOIN governance_standarditem AS standard ON standard.item_id = item.id
    LEFT JOIN governance_deliverableitem AS deliverable ON deliverable.item_id = item.id
    ORDER BY id
"""


def moved_to(name: str):
    """The models as of a migration, which the database now has."""
    executor = MigrationExecutor(connection)
    state = executor.migrate([("governance", name)])
    return state.apps


def rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def subjects(apps) -> dict[str, dict]:
    """The subject of an item of each kind, in the columns of the version before."""
    release = apps.get_model("releases", "Release").objects.get(slug="june-2021")
    version = apps.get_model("governance", "RidVersion").objects.filter(release=release).first()
    file = apps.get_model("core", "StoredFile").objects.create(
        digest="0" * 64, media_type="application/pdf", size=1, stored_at=timezone.now()
    )
    tad = apps.get_model("governance", "Deliverable").objects.create(
        release=release,
        kind="tad",
        number=1,
        file=file,
        file_name="tad.pdf",
        submitted_at=timezone.now(),
        on=date(2021, 10, 15),
        submitted_by=apps.get_model("core", "User").objects.first(),
    )
    of_testing = {"release": release, "deliverable": tad}
    return {
        "baseline": {"release": release, "version": version},
        "recommend": {"release": release},
        "go": {"release": release},
        "advise": of_testing,
        "testing": of_testing,
        "standard": {"standard": apps.get_model("governance", "StandardSet").objects.first()},
        "motion": {"words": "The RID is presented in December."},
    }


def test_items_of_the_version_before_are_about_the_same_and_back(committed_db):
    apps = moved_to(BEFORE)
    item, meeting = apps.get_model("governance", "Item"), apps.get_model("governance", "Meeting")
    panel = apps.get_model("core", "Body").objects.get(key="panel")
    content = apps.get_model("governance", "Content").objects.first()
    about = subjects(apps)
    for number, (kind, state) in enumerate(product(KINDS, STATES)):
        facts = {"kind": kind, "state": state, "content": content, "token": number, **about[kind]}
        if (kind, state) == ("baseline", "subject"):
            facts["changed"] = apps.get_model("governance", "RidVersion").objects.last()
        day = meeting.objects.create(body=panel, on=date(2031, 1, 1) + timedelta(days=number))
        item.objects.create(meeting=day, order=1, **facts)
    held = rows(HELD)
    assert len(held) >= len(KINDS) * len(STATES)

    moved_to(AFTER)
    assert rows(POINTED) == held
    moved_to(BEFORE)
    assert rows(HELD) == held
    moved_to(AFTER)
    assert rows(POINTED) == held
