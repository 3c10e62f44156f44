"""The typed diff of every kind of document: it round-trips, and mentions each difference once."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from governance.documents.engine.diff.change import Change
from governance.documents.engine.diff.plan import fields_of, is_nothing
from governance.documents.engine.facts import Fact
from governance.documents.kinds import KINDS
from tests.governance.documents.diff.contents import pairs
from tests.support.properties import settings

EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
SOME = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def said(value: Any, plan: Any = None) -> Any:
    """What a value says: without what states nothing, and lists without an order in one order."""
    if isinstance(value, Fact):
        stated = ((name, getattr(value, name), plan) for name, plan in fields_of(type(value)).items())
        whole = [(name, one, said(one, plan)) for name, one, plan in stated if one != plan.absent]
        return {
            name: what
            for name, one, what in whole
            if not is_nothing(one) and not (isinstance(one, dict) and what == {})
        }
    if isinstance(value, dict):
        inner = plan.inner
        return {
            key: said(one, inner) for key, one in sorted(value.items()) if one or inner.shape != "entries"
        }
    if isinstance(value, tuple):
        rows = [said(one, plan.inside if plan else None) for one in value]
        return rows if plan.listed in ("in_order", "sequence") else sorted(rows, key=repr)
    return value


@EVERY_KIND
@SOME
@given(data=st.data())
def test_changes_applied_to_the_older_content_make_the_newer_one(kind, data):
    old, new = data.draw(pairs(kind))
    changes = kind.compare(old, new)
    assert said(kind.apply(changes, old)) == said(new)
    assert kind.compare(kind.apply(changes, old), new) == ()
    assert (said(old) == said(new)) == (changes == ())
    assert kind.compare(old, old) == kind.compare(new, type(new).of_data(new.as_data())) == ()


@EVERY_KIND
@SOME
@given(data=st.data())
def test_each_difference_is_mentioned_once_and_in_words(kind, data):
    old, new = data.draw(pairs(kind))
    changes = kind.compare(old, new)
    addresses = [change.address for change in changes]
    assert len(set(addresses)) == len(addresses)
    paths = sorted(change.path for change in changes if change.kind != "moved")
    for before, after in pairwise(paths):
        assert after[: len(before)] != before, "a fact and a whole that has it"
    for change in changes:
        assert change.sentence[:1] == change.sentence[:1].upper()
        assert change.sentence.rstrip("”").endswith((".", "?", "!", "…")), change.sentence
        assert "None" not in change.sentence or "None" in f"{change.before}{change.after}"
        assert "UNSET" not in change.sentence
    needed = [change for change in changes if not _may_follow(change)]
    if needed:
        left_out = data.draw(st.sampled_from(needed))
        rest = [change for change in changes if change is not left_out]
        assert said(kind.apply(rest, old)) != said(new)


def _may_follow(change: Change) -> bool:
    """Whether another change can have made it: of equal entries, either may move; a row of the matrix that has no tick
    comes and goes with its modification."""
    is_row = change.path[:2] in (("impacts", "participants"), ("impacts", "unlisted"))
    return change.kind == "moved" or (
        is_row and (change.path[1] == "unlisted" or not change.before + change.after)
    )
