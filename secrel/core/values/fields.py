"""Model fields that two or more apps use."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models

from secrel.core.dates.partial_dates import PartialDate

if TYPE_CHECKING:
    _Stored = models.CharField[PartialDate, PartialDate]
else:
    _Stored = models.CharField


class PartialDateField(_Stored):
    """Stores a PartialDate as its canonical text."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"max_length": 16, "blank": True} | options)

    def from_db_value(self, value: str | None, *_: object) -> PartialDate:
        return PartialDate.parse(value or "")

    def to_python(self, value: object) -> PartialDate:
        return value if isinstance(value, PartialDate) else PartialDate.parse(str(value or ""))

    def get_prep_value(self, value: object) -> str:
        return str(value or "")

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


def paragraphs(**options: object) -> ArrayField:
    """A column of paragraphs, in order; empty where there are none."""
    return ArrayField(models.TextField(), **{"default": list, "blank": True} | options)
