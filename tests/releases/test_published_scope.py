"""Taking the scope of a published document: many parts at once, under the rules for one."""

from datetime import date

import pytest

from modifications.models.modifications import Modification
from releases.models.scope import ScopeEvent, ScopeItem
from releases.operations.bulk import PublishedItem, add_published_to_scope
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import OPERATIONS, SYSTEM, operation, record
from secrel.core.changes.targets import Target
from tests.support.factories import ModificationFactory, ReleaseFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)


@pytest.fixture
def take():
    """An operation that takes parts into a scope, as an import does."""

    @operation("test.take", None)
    def run(*, by, release, parts, status):
        rows = [PublishedItem(part, status, "does it.", False, 0, None) for part in parts]
        add_published_to_scope(by=by, release=release, rows=rows, reason="Imported", on=ON)
        record(target=Target.RELEASE(release.slug), label="Taken")

    yield run
    del OPERATIONS["test.take"]


def parts_of(*stages):
    made = [ModificationFactory(stage=stage) for stage in stages]
    return [Modification.objects.get(pk=modification.pk).parts.get() for modification in made]


def test_parts_of_a_document_enter_with_their_status_and_their_event(take):
    release, parts = ReleaseFactory(), parts_of("refinement", "refinement")
    take(by=SYSTEM, release=release, parts=parts, status="targeted")
    assert list(release.scope.order_by("pk").values_list("part", "status")) == [
        (part.pk, "targeted") for part in parts
    ]
    assert list(ScopeEvent.objects.values_list("move", "on", "reason")) == [("enter", ON, "Imported")] * 2


def test_modification_in_scope_of_another_release_is_refused_and_nothing_is_stored(take):
    first, second, parts = ReleaseFactory(), ReleaseFactory(), parts_of("refinement", "refinement")
    take(by=SYSTEM, release=first, parts=parts[1:], status="targeted")
    with pytest.raises(RuleBroken, match=f"{parts[1]} is already targeted in the {first}"):
        take(by=SYSTEM, release=second, parts=parts, status="targeted")
    assert ScopeItem.objects.filter(release=second).count() == 0


def test_modification_that_is_not_approved_does_not_enter_as_approved(take):
    parts = parts_of("implementation", "refinement")
    with pytest.raises(RuleBroken, match=f"{parts[1]} has not been approved yet"):
        take(by=SYSTEM, release=ReleaseFactory(), parts=parts, status="approved")
    assert ScopeItem.objects.count() == 0


def test_part_that_is_or_was_in_the_scope_is_refused(take):
    release, parts = ReleaseFactory(), parts_of("refinement")
    take(by=SYSTEM, release=release, parts=parts, status="candidate")
    with pytest.raises(RuleBroken, match="is or was in the scope"):
        take(by=SYSTEM, release=release, parts=parts, status="targeted")
