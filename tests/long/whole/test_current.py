"""Whatever an operation changes, what is read of a release is what would be composed and checked from its facts."""

import itertools
from typing import Any

import pytest

from governance.examples import accounts
from governance.management.commands.load_examples import load_reference_data, load_releases
from governance.versions.queries.checking import findings_in
from governance.versions.queries.current import current_rid
from governance.versions.queries.live import live_rid
from governance.versions.queries.outlook import planned_steps
from releases.models.releases import Release
from secrel.core.changes import operations
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.cached import CachedResult
from secrel.core.people.second_factor import loading_examples

pytestmark = pytest.mark.django_db


def test_no_operation_of_the_examples_leaves_something_outdated(monkeypatch):
    turns, checked = itertools.count(), []
    refuse, current = operations._refuse, operations._current

    def look(slugs: list[str]) -> None:
        """Compare one release after each operation, another one each time."""
        release = Release.objects.get(slug=slugs[next(turns) % len(slugs)])
        found, fresh = current_rid(release), live_rid(release)
        assert found.rid == fresh, release
        assert (found.findings, found.steps) == (findings_in(release, fresh), planned_steps(release)), release
        checked.append(release.slug)

    def between(called: Any, *rest: Any) -> None:
        call = current.get()
        if call.outer is None and (slugs := sorted(Release.objects.values_list("slug", flat=True))):
            outside = current.set(None)
            look(slugs)
            current.reset(outside)
        refuse(called, *rest)

    with loading_examples():
        load_reference_data()
        accounts.load(SYSTEM)
        monkeypatch.setattr(operations, "_refuse", between)
        load_releases()
    assert len(set(checked)) >= 8
    assert len(checked) > 500
    assert CachedResult.objects.filter(key__startswith="rid/").count() == len(set(checked))
