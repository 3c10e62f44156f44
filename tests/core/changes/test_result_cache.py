"""What is computed from the facts is kept until an entry bears on it."""

import pytest
from django.db.models import Q

from secrel.core.changes import result_cache
from secrel.core.changes.operations import OPERATIONS, SYSTEM, operation, record
from secrel.core.changes.record import newest_position
from secrel.core.changes.result_cache import cached_results
from secrel.core.models.cached import CachedResult

pytestmark = pytest.mark.django_db
EVERY = Q()
OF_FLAGS = Q(kind="flags")


@pytest.fixture
def write_entry():
    """An operation that only writes its entry, about `target`; it may look at something `inside`."""

    @operation("test.entry", None, system_may=True)
    def run(*, by, target: str, inside=lambda: None):
        record(target=target, label="An entry")
        return inside()

    yield lambda target, inside=lambda: None: run(by=SYSTEM, target=target, inside=inside)
    del OPERATIONS["test.entry"]


def test_a_result_is_true_until_an_entry_bears_on_it(write_entry):
    found = cached_results({"all": EVERY, "flags": OF_FLAGS})
    assert found.data == {}
    found.store({"all": [1], "flags": {"two": 2}})
    assert cached_results({"all": EVERY, "flags": OF_FLAGS}).data == {"all": [1], "flags": {"two": 2}}
    write_entry("papers/SECP_76_1701_23")
    assert cached_results({"all": EVERY, "flags": OF_FLAGS}).data == {"flags": {"two": 2}}
    write_entry("flags")
    assert cached_results({"all": EVERY, "flags": OF_FLAGS}).data == {}


def test_a_result_says_after_which_entry_it_was_computed(write_entry):
    write_entry("flags")
    before = cached_results({"all": EVERY})
    write_entry("flags")
    assert before.position == newest_position() - 1
    before.store({"all": "computed while an operation was running"})
    assert cached_results({"all": EVERY}).data == {}


def test_a_newer_result_is_not_replaced_by_an_older_one(write_entry):
    older = cached_results({"all": EVERY})
    write_entry("flags")
    cached_results({"all": EVERY}).store({"all": "newer"})
    older.store({"all": "older"})
    assert cached_results({"all": EVERY}).data == {"all": "newer"}


def test_a_result_of_other_code_is_not_true(monkeypatch):
    cached_results({"all": EVERY}).store({"all": "earlier code"})
    monkeypatch.setattr(result_cache, "edition", lambda: "later code")
    found = cached_results({"all": EVERY})
    assert found.data == {}
    found.store({"all": "later code"})
    assert CachedResult.objects.get().edition == "later code"


def test_inside_an_operation_nothing_is_kept_or_read(write_entry):
    cached_results({"all": EVERY}).store({"all": "before"})

    def look() -> list:
        found = cached_results({"all": EVERY})
        found.store({"all": "unfinished"})
        return [found.data, found.position]

    assert write_entry("flags", look) == [{}, None]
    assert CachedResult.objects.get().data == "before"
