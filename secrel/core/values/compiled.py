"""Queries whose SQL is made once: to make it takes Django as long as to run it and read the rows."""

from collections.abc import Callable, Hashable
from copy import copy
from functools import lru_cache, partial, wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Asked = ParamSpec("Asked")
Row = TypeVar("Row")
MOST = 1_000
"""The most statements that a process keeps; above it, it begins anew."""
_made: dict[Hashable, SQLCompiler] = {}


def compiled(make: Callable[Asked, QuerySet[Any, Row]]) -> Callable[Asked, list[Row]]:
    """A function that reads the rows of a query, which follows from its arguments alone; these have a hash."""
    made = lru_cache(maxsize=MOST)(make)

    @wraps(make)
    def read(*args: Asked.args, **kwargs: Asked.kwargs) -> list[Row]:
        rows: QuerySet[Any, Row] = made(*args, **kwargs).all()
        return rows_of(rows, (make, args, *sorted(kwargs.items())))

    return read


def rows_of(rows: QuerySet[Any, Row], key: Hashable) -> list[Row]:
    """The rows as they are stored now. `key` stands for the query with all its values: one key, one statement."""
    query: Any = rows.query
    if query.select_for_update:
        return list(rows)
    if (made := _made.get((rows.db, key))) is None:
        made = query.get_compiler(using=rows.db)
        try:
            made.as_sql = partial(_statement, made.as_sql())
        except EmptyResultSet:
            return []
        if len(_made) >= MOST:
            _made.clear()
        _made[rows.db, key] = made
    query.get_compiler = partial(_compiler, made)
    try:
        return list(rows)
    finally:
        del query.get_compiler


def _statement(statement: tuple[str, tuple[Any, ...]], *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
    return statement


def _compiler(made: SQLCompiler, using: str, **_: Any) -> SQLCompiler:
    """For the connection of this thread: the one that the statement was made with may be closed."""
    mine = copy(made)
    mine.connection = connections[using]
    return mine
