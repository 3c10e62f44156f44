"""Lists by cursor: a page begins after the last row of the one before, whatever was added meanwhile."""

import zlib
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import F, OrderBy, Q, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from secrel.core.api.lists.filters import WrongFilter

Ordering = list[tuple[str, bool]]
"""Names of fields, and whether each goes down."""


class Pages(BasePagination):
    """Pages of a query by its order, or of a list by place. `next` is the address of the page that follows."""

    page_size = 50
    max_page_size = 500

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        size = self._size(request)
        self.request, self.next = request, None
        after = self._after(request)
        if isinstance(queryset, QuerySet):
            return self._of_query(queryset, after, size)
        begin = after if isinstance(after, int) else 0
        rows = list(queryset)[begin : begin + size + 1]
        if len(rows) > size:
            self.next = self._address(begin + size)
        return rows[:size]

    def _of_query(self, rows: QuerySet, after: Any, size: int) -> list[Any]:
        ordering = ordering_of(rows)
        rows = rows.order_by(*[_ordered(name, down) for name, down in ordering])
        if after is not None:
            if not isinstance(after, list) or len(after) != len(ordering):
                raise WrongFilter({"cursor": NO_CURSOR})
            rows = rows.filter(_following(ordering, after))
        found = list(rows[: size + 1])
        if len(found) > size:
            last = found[size - 1]
            self.next = self._address([_value(last, name) for name, _ in ordering])
        return found[:size]

    def _size(self, request: Request) -> int:
        given = request.query_params.get("page_size", "")
        if not given:
            return self.page_size
        if not (
            given.isascii() and given.isdigit() and len(given) < 5 and 1 <= int(given) <= self.max_page_size
        ):
            sentence = f"The page size is a number from 1 to {self.max_page_size}."
            raise WrongFilter({"page_size": sentence})
        return int(given)

    def _after(self, request: Request) -> Any:
        given = request.query_params.get("cursor", "")
        if not given:
            return None
        try:
            return Signer(salt=request.path).unsign_object(given)
        except (BadSignature, ValueError, zlib.error) as error:
            raise WrongFilter({"cursor": NO_CURSOR}) from error

    def _address(self, after: Any) -> str:
        here = self.request.build_absolute_uri()
        return replace_query_param(here, "cursor", Signer(salt=self.request.path).sign_object(after))

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        following = {
            "type": ["string", "null"],
            "description": "The page that follows; null: this is the last.",
        }
        following["example"] = "https://secrel.example/api/v1/releases/?cursor=…"
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": following, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "Where a page begins: take it from the address in “next”.",
                "schema": {"type": "string"},
            },
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "description": "Rows of a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": self.max_page_size},
            },
        ]


NO_CURSOR = "This cursor is none of this list. Begin without one, and follow “next”."


def ordering_of(rows: QuerySet) -> Ordering:
    """The order of a query, closed by its key, so that no two rows have the same place."""
    given = rows.query.order_by or rows.model._meta.ordering
    ordering = []
    for term in given:
        if isinstance(term, OrderBy):
            ordering.append((term.expression.name, term.descending))
        elif isinstance(term, F):
            ordering.append((term.name, False))
        else:
            ordering.append((term.lstrip("-"), term.startswith("-")))
    return ordering if ordering and ordering[-1][0] == "pk" else [*ordering, ("pk", False)]


def _ordered(name: str, down: bool) -> OrderBy:
    """As PostgreSQL orders: rows without a value come last, and first where the order goes down."""
    return F(name).desc(nulls_first=True) if down else F(name).asc(nulls_last=True)


def _following(ordering: Ordering, after: list[Any]) -> Q:
    """Rows behind the one with these values."""
    behind, same = Q(pk__in=[]), Q()
    for (name, down), value in zip(ordering, after, strict=True):
        if value is None:
            further = Q(**{f"{name}__isnull": False}) if down else Q(pk__in=[])
        else:
            further = Q(**{f"{name}__{'lt' if down else 'gt'}": value})
            further |= Q(pk__in=[]) if down else Q(**{f"{name}__isnull": True})
        behind |= same & further
        same &= Q(**({f"{name}__isnull": True} if value is None else {name: value}))
    return behind


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row if row is None or type(row) in (int, str, bool) else str(row)
