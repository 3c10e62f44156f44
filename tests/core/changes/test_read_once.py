"""What a page reads several times is read once, and never inside an operation or outside a request."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from secrel.core.changes.operations import OPERATIONS, SYSTEM, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.read_once import read_once, reading_once
from secrel.core.changes.record_readers import declare_kinds

declare_kinds(Permission.READ_RECORD, test="Things of tests")


@pytest.fixture
def asked():
    """A function that counts, and the arguments that it was called with."""
    calls = []

    @read_once
    def ask(what: str, *, on: str = "") -> int:
        calls.append((what, on))
        return len(calls)

    return ask, calls


def answered(method: str, *asking) -> list[int]:
    """What the questions give while a request is answered."""
    found = []

    def view(request):
        found.extend(ask() for ask in asking)
        return HttpResponse()

    reading_once(view)(RequestFactory().generic(method, "/"))
    return found


def test_a_page_reads_once_for_each_question(asked):
    ask, calls = asked
    questions = (lambda: ask("a"), lambda: ask("b"), lambda: ask("a"), lambda: ask("a", on="x"))
    assert answered("GET", *questions) == [1, 2, 1, 3]
    assert calls == [("a", ""), ("b", ""), ("a", "x")]
    assert answered("GET", *questions[:1]) == [4]  # the next request reads anew


def test_a_request_that_may_change_something_reads_each_time(asked):
    ask, _ = asked
    assert answered("POST", *2 * [lambda: ask("a")]) == [1, 2]
    assert [ask("a"), ask("a")] == [3, 4]  # as a command or a job does


def test_an_operation_reads_anew_and_so_does_the_page_after_it(db, asked):
    ask, _ = asked

    @operation("test.reads", Permission.EDIT_RELEASES)
    def reads(*, by):
        record(target="test/reads", label="Reads")
        return [ask("a"), ask("a")]

    try:
        assert answered("GET", lambda: ask("a"), lambda: reads(by=SYSTEM)[-1], *2 * [lambda: ask("a")]) == [
            1,
            3,
            4,
            4,
        ]
    finally:
        del OPERATIONS["test.reads"]
