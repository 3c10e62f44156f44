"""Data of the version before gets its keys, back and forth: rows of timetables, targets of older entries (ADR 28)."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from governance.integrity.verify.whole import verify
from governance.watch.late import late_on
from governance.watch.models import Flag
from governance.watch.tasks import sweep_flags
from releases.models.timeline import TimelineRow
from secrel.core.models.record import OlderTarget
from tests.governance.watch.test_flags import STEPS

pytestmark = pytest.mark.django_db


def moved_to(*places: tuple[str, str]):
    with connection.cursor() as cursor:  # nothing waits for a commit that the test never makes
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return MigrationExecutor(connection).migrate(list(places)).apps


def moved_on() -> None:
    """To the migrations of today's models."""
    moved_to(*MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_rows_of_timetables_get_their_keys_again(examples, day):
    keys, late = list(TimelineRow.objects.values_list("pk", "steps", "body")), late_on(day)
    before = moved_to(("releases", "0008_cut_off_defaults")).get_model("releases", "TimelineRow")
    assert not [row for row in before.objects.all() if hasattr(row, "body")]
    assert not before.objects.filter(steps__overlap=["baseline", "baseline_system", "baseline_full"]).exists()
    moved_on()
    assert {(pk, tuple(steps), body) for pk, steps, body in keys} == {
        (row.pk, tuple(row.steps), row.body) for row in TimelineRow.objects.all()
    }
    assert late_on(day) == late


def test_flags_on_steps_get_their_modification_again(examples):
    sweep_flags(on="2021-10-22")
    keys = dict(Flag.objects.values_list("key", "modification"))
    assert len({pk for pk in keys.values() if pk}) == len(STEPS)
    moved_to(("governance", "0024_across_rows"))
    moved_to(("modifications", "0006_full_text"))
    moved_on()
    assert dict(Flag.objects.values_list("key", "modification")) == keys
    assert sweep_flags(on="2021-10-22") == {"raised": 0, "updated": 0, "cleared": 0}


def test_older_entries_are_mapped_again_and_the_record_verifies(examples):
    moved_to(("core", "0018_damaged_file_words"))
    assert "core_oldertarget" not in connection.introspection.table_names()
    moved_on()
    assert not OlderTarget.objects.exists()
    assert [name for name, findings in verify() if findings] == []
