"""Any sequence of scope operations leaves ledger, scope and matrices consistent."""

from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from modifications.models.impacts import Participant
from modifications.models.modifications import Part
from modifications.operations.impacts import set_impacts
from releases.models.releases import Release
from releases.models.scope import Ground, ScopeItem
from releases.operations.life import cancel_release
from releases.operations.releases import move_release
from releases.operations.scope import add_to_scope, move_between, move_in_scope
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from tests.support.factories import ModificationFactory, ReleaseFactory
from tests.support.properties import settings
from tests.support.rids import composed

PROPERTY = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
NUMBERS = st.integers(0, 3)
GROUNDS = st.sampled_from(["", "necessary", "moved"])
STEPS = st.one_of(
    st.tuples(
        st.just("add"), NUMBERS, NUMBERS, st.sampled_from(["candidate", "targeted", "approved"]), GROUNDS
    ),
    st.tuples(
        st.just("move"), NUMBERS, NUMBERS, st.sampled_from(["target", "approve", "take_out", "reconsider"])
    ),
    st.tuples(st.just("between"), NUMBERS, NUMBERS, NUMBERS, GROUNDS),
    st.tuples(st.just("tick"), NUMBERS, st.sampled_from(Participant.values)),
    st.tuples(
        st.just("life"),
        NUMBERS,
        st.sampled_from(["baseline_system", "baseline_full", "postpone", "plan_again"]),
    ),
    st.tuples(st.just("cancel"), NUMBERS, st.one_of(st.none(), NUMBERS)),
)


def world() -> tuple[list[Release], list[Part]]:
    """Three releases; one modification whole and approved, one whole, one in two parts."""
    releases = [ReleaseFactory() for _ in range(3)]
    whole = ModificationFactory(stage="implementation").parts.get()
    other = ModificationFactory(impacts_dcc_systems=True).parts.get()
    halves = list(ModificationFactory(parts=["1", "2"]).parts.all())
    return releases, [whole, other, *halves]


def take(step: tuple, releases: list[Release], parts: list[Part], on: date) -> None:
    known = {"by": SYSTEM, "on": on}
    what, *rest = step
    release = releases[rest[0] % 3]
    if what == "add":
        _, part, status, ground = rest
        add_to_scope(
            release=release, part=parts[part], status=status, description="do it.", ground=ground, **known
        )
    elif what == "tick":
        set_impacts(part=parts[rest[0]], participants=[rest[1]], documents=["Section D"], **known)
    elif what == "life":
        move_release(release=release, move=rest[1], **known)
    elif what == "cancel":
        to = None if rest[1] is None else releases[rest[1] % 3]
        cancel_release(release=release, to_release=to, reason="It is not to be.", **known)
    else:
        item = ScopeItem.objects.filter(release=release, part=parts[rest[1]]).first()
        if item is None:
            return
        if what == "move":
            ground = "necessary" if rest[2] in ("target", "approve") else "withdrawn"
            move_in_scope(item=item, move=rest[2], ground=ground, **known)
        else:
            move_between(
                item=item, to_release=releases[rest[2] % 3], exception=rest[3], token=AS_STORED, **known
            )


STATUS_AFTER = {"target": "targeted", "approve": "approved", "take_out": "out", "reconsider": "candidate"}


def check(releases: list[Release], parts: list[Part]) -> None:
    for release in releases:
        release.refresh_from_db()
        items = list(release.scope.select_related("part__modification"))
        for item in items:
            events = list(item.events.order_by("pk"))
            assert events[0].move == "enter"
            moves = [event.move for event in events[1:]]
            if moves:
                assert item.status == STATUS_AFTER[moves[-1]]
            assert (item.status == "out") == (moves[-1:] == ["take_out"])
            for event in events:
                if event.ground == Ground.MOVED and event.other_release_id:
                    entered = ScopeItem.objects.get(release=event.other_release, part=item.part)
                    assert entered.events.filter(other_release=release).exists()
        printed = [item for status in ("approved", "targeted") for item in items if item.status == status]
        content = composed(release)
        listed = [row["ref"] for status in ("approved", "targeted") for row in content["scope"][status]]
        references = {item.modification.reference for item in printed}
        assert set(listed) == references
        assert set(content["impacts"]["participants"]) == references
        assert {ref for row in content["impacts"]["documents"] for ref in row["modifications"]} <= references
    for part in parts:
        assert part.scope_items.filter(status__in=("targeted", "approved")).count() <= 1


@PROPERTY
@given(steps=st.lists(STEPS, min_size=1, max_size=12))
def test_any_sequence_of_scope_operations_stays_consistent(db, steps):
    with transaction.atomic():
        releases, parts = world()
        for number, step in enumerate(steps):
            try:
                with transaction.atomic():
                    take(step, releases, parts, date(2021, 9, 1) + timedelta(days=number))
            except RuleBroken as broken:
                assert broken.sentence.endswith((".", ":"))
            for release in releases:
                release.refresh_from_db()
        check(releases, parts)
        transaction.set_rollback(True)
