"""Rows that belong to others: of one by a query, and of many with them at once."""

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from django.db.models import Model, Prefetch, QuerySet

from secrel.core.values.compiled import rows_of

Row = TypeVar("Row", bound=Model)


class Related(Generic[Row]):
    """The rows of one relation, as its readers need them: `shape` adds what is read with them, and their order."""

    def __init__(
        self, name: str, shape: Callable[[QuerySet[Row]], QuerySet[Row]] = lambda rows: rows
    ) -> None:
        self.name, self.shape = name, shape

    def of(self, owner: Model) -> list[Row]:
        """Those that were read with the owner, or else those that are stored now."""
        rows: QuerySet[Row] = getattr(owner, self.name).all()
        if self.is_read(owner):
            return list(rows)
        return rows_of(self.shape(rows), (self, type(owner), owner.pk))

    def is_read(self, owner: Model) -> bool:
        return self.name in getattr(owner, "_prefetched_objects_cache", {})

    def of_all(self, owners: Iterable[Model]) -> list[Row] | None:
        """Those of several owners, if they were read with each of them."""
        all_owners = list(owners)
        if not all_owners or not all(map(self.is_read, all_owners)):
            return None
        return [row for owner in all_owners for row in self.of(owner)]

    def within(self, model: type[Model]) -> Prefetch:
        """To read them with rows of a model."""
        found: Any = model._meta.get_field(self.name)
        return Prefetch(self.name, self.shape(found.related_model._default_manager.all()))
