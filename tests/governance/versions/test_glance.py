"""Then and now: scope, go-live, cost and criteria of two RIDs."""

import pytest
from msgspec.structs import replace

from governance.composing.compose import compose
from governance.versions.queries.deciding.then_and_now import then_and_now
from releases.models.releases import Release

pytestmark = pytest.mark.django_db


def test_then_and_now_says_what_changed(examples):
    now = compose(Release.objects.get(slug="november-2021"))
    scope = now.scope
    assert [row.differs for row in then_and_now(now, now)] == [False] * 4
    first, *others = scope.targeted
    moved = replace(scope, approved=(*scope.approved, first), targeted=tuple(others[:-1]))
    criteria = replace(now.acceptance, testing=(*now.acceptance.testing[:-1], "Something else."))
    later = replace(now, scope=moved, release=replace(now.release, go_live="2021-11-25"), acceptance=criteria)
    rows = {row.label: row for row in then_and_now(now, later)}
    whole = len(scope.approved) + len(scope.targeted)
    assert rows["Scope"].then.startswith(f"{whole} modifications: ")
    assert rows["Scope"].now == (
        f"{whole - 1} modifications: {len(moved.approved)} approved, {len(moved.targeted)} targeted"
    )
    assert rows["Scope"].details == (f"Left: {others[-1].ref}", f"Approved since: {first.ref}")
    assert (rows["Go-live"].now, rows["Go-live"].differs) == ("25 November 2021", True)
    assert rows["DCC costs in total"].differs is False
    assert rows["Criteria"].details == ("Testing: 1 text new or changed",)
    alone = then_and_now(None, now)
    assert [(row.then, row.details, row.differs) for row in alone] == [("", (), False)] * 4
