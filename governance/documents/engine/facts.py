"""What all facts of a document are made of, and the values that several of them share."""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Self, dataclass_transform

import msgspec
from msgspec import UNSET, Meta, Struct, StructMeta, UnsetType

from secrel.core.dates.partial_date_text import partial_date
from secrel.core.dates.partial_dates import PartialDate

Unset = UnsetType
"""An optional fact that is not stated: it stands in no document, and is false."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class _FactType(StructMeta):
    """Each kind of fact is frozen, made by names, and has no other field than its own."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any
    ) -> "_FactType":
        strict = {"frozen": True, "kw_only": True, "forbid_unknown_fields": True}
        return super().__new__(cls, name, bases, namespace, **(strict | config))


class Fact(Struct, metaclass=_FactType):
    """One fact, or several that belong together. `in_schema` names it there, where several places have it;
    `in_order` names its first fields as documents that go out have them, where the class has them otherwise."""

    in_order: ClassVar[tuple[str, ...]] = ()
    in_schema: ClassVar[str] = ""
    schema_title: ClassVar[str] = ""
    schema_says: ClassVar[str] = ""

    @classmethod
    def of_data(cls, data: Any) -> Self:
        """From data as JSON has it; raises ValueError where it is of another shape."""
        try:
            return msgspec.convert(data, cls)
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error

    def as_data(self) -> dict[str, Any]:
        """As JSON has it: what is not stated is absent."""
        made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return made


def with_fields(base: type[Fact], hints: dict[str, Any], optional: Iterable[str] = ()) -> Any:
    """The kind with further fields, taken from a list that stands elsewhere."""
    unset = dict.fromkeys(optional, UNSET)
    whole = {"__module__": base.__module__, "__doc__": base.__doc__, "__annotations__": hints, **unset}
    return _FactType(base.__name__, (base,), whole)


def named(label: str = "", about: str = "", *, ours: bool = False, **schema: Any) -> Meta:
    """What is known of a field: its name in a comparison, where that is not the key itself with spaces; what the
    schema says of it; `ours`: secrel.rid/1 does not have it."""
    return Meta(
        description=about or None,
        examples=schema.pop("examples", None),
        extra_json_schema=schema or None,
        extra={"label": label, "ours": ours},
    )


def matching(pattern: str, in_schema: str = "") -> Meta:
    """A text of this form. The schema holds documents to it when they come in; what is stored is not judged again."""
    return Meta(extra_json_schema={"pattern": pattern}, extra={"in_schema": in_schema})


def one_of(*values: str | None, in_schema: str = "") -> Meta:
    """A text that is one of these, as far as the schema holds documents to it."""
    return Meta(extra_json_schema={"enum": list(values)}, extra={"in_schema": in_schema})


ModificationRef = Annotated[str, matching(r"^(SECMP\d{4}|MP\d{3}|DP\d{3})[A-Z]?$", in_schema="mod_ref")]
ChangeRequestRef = Annotated[str, matching(r"^CR\d+$")]
Day = Annotated[str, Meta(extra_json_schema={"format": "date"})]
Amount = Annotated[str, matching(r"^\d+(\.\d{2})?$")]
"""Pounds, with two decimals or none."""
VersionNumber = Annotated[str, matching(r"^\d+\.\d+$")]
Digest = Annotated[str, matching("^[0-9a-f]{64}$")]
Texts = tuple[str, ...]
ListState = Annotated[str, one_of("unknown", "none", "items")]


class When(Fact):
    """A date, as far as it is known."""

    in_schema = "when"
    schema_says = (
        "a date as the timetable gives it; 'label' is the cell's own text, empty where the cell is empty"
    )
    label: Annotated[str, named(examples=["24 Jun 21", "Late Nov 21", "Feb 22", ""])]
    precision: Annotated[
        str, one_of("day", "early_month", "mid_month", "late_month", "month", "quarter", "year", "unknown")
    ]
    date: Annotated[
        str | None,
        named(
            about="YYYY-MM-DD for a day, YYYY-MM for a month or part of it, YYYY-Qn for a quarter, YYYY for a year, "
            "null where unknown"
        ),
    ]

    @property
    def value(self) -> PartialDate:
        """Raises ValueError where date and precision do not fit."""
        return partial_date(self.date, self.precision)


class Cost(Fact):
    in_schema = "cost"
    status: Annotated[
        str,
        one_of("firm", "estimate", "quoted", "tbc", "not_applicable", "none"),
        named(
            about="'none': stated that nothing will be incurred; 'quoted': a total currently quoted; 'tbc': also a "
            "total not yet determined; where the text says that estimates are in italics and an extract has lost the "
            "italics, 'estimate', marked unsure"
        ),
    ]
    amount: Amount | None
    reason: str | Unset = UNSET
    source: Annotated[str | Unset, named(about="the assessment it comes from")] = UNSET


class Effort(Fact):
    """What SECAS spends."""

    in_schema = "effort"
    days: int | float
    amount: Amount
