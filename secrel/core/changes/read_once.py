"""What a page asks for in several places, read once for the whole page.

It holds only while a request that changes nothing is answered, or while a rehearsal looks at what its operation did.
In operations, jobs and commands everything is read anew each time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

from secrel.core.changes.operations import is_running

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_answers: ContextVar[dict[Any, Any] | None] = ContextVar("what this request has read", default=None)
_only_reads: ContextVar[bool] = ContextVar("whether nothing is changed until the block ends", default=False)


def reading_once(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: begins with nothing read."""

    def answer(request: HttpRequest) -> HttpResponse:
        token = _answers.set({} if request.method in ("GET", "HEAD") else None)
        try:
            return get_response(request)
        finally:
            _answers.reset(token)

    return answer


@contextmanager
def only_reading() -> Iterator[None]:
    """A block in a rehearsed operation that changes nothing: it begins with nothing read."""
    answers, only_reads = _answers.set({}), _only_reads.set(True)
    try:
        yield
    finally:
        _only_reads.reset(only_reads)
        _answers.reset(answers)


def read_once(read: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A function that reads from the database, by arguments that have a hash. Callers never change its answer."""

    @wraps(read)
    def reading(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return read(*args, **kwargs)
        if is_running() and not _only_reads.get():
            answers.clear()
            return read(*args, **kwargs)
        key = (read, args, *kwargs.items())
        if key not in answers:
            answers[key] = read(*args, **kwargs)
        found: Answer = answers[key]
        return found

    return reading
