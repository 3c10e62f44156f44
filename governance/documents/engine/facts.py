"""The base type of all facts of a document, and shared value types."""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Self, dataclass_transform

import msgspec
from msgspec import UNSET, Meta, Struct, StructMeta, UnsetType

from secrel.core.dates.partial_date_text import partial_date
from secrel.core.dates.partial_dates import PartialDate

Unset = UnsetType
"""The type of an optional fact that is not stated. It is falsy and absent from the data."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class _FactType(StructMeta):
    """Metaclass: each type of fact is frozen, takes keywords only and forbids unknown fields."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any
    ) -> "_FactType":
        strict = {"frozen": True, "kw_only": True, "forbid_unknown_fields": True}
        return super().__new__(cls, name, bases, namespace, **(strict | config))


class Fact(Struct, metaclass=_FactType):
    """One fact or several that belong together.

    `in_schema`: its name in the definitions of the schema, if it is used in several places. `in_order`: the first
    fields in the order of exported documents, if that differs from the order of the class.

    What a comparison knows of it (`engine/diff/`): `is_value`: it is compared as one value, not field by field. For
    entries of a list: `entry_keys`: the attributes that tell them apart, the deciding one first; `entry_text`: without
    a key, the text by which two are recognised as one; `entry_name`: the attribute by which a reader knows one, if it
    is not the first key; `entry_phrase`: the same within a sentence; `entry_noun`: what one is called.
    """

    in_order: ClassVar[tuple[str, ...]] = ()
    in_schema: ClassVar[str] = ""
    schema_title: ClassVar[str] = ""
    schema_description: ClassVar[str] = ""
    is_value: ClassVar[bool] = False
    entry_keys: ClassVar[tuple[str, ...]] = ()
    entry_text: ClassVar[str] = ""
    entry_name: ClassVar[str] = ""
    entry_phrase: ClassVar[str] = "{}"
    entry_noun: ClassVar[str] = "entry"

    @classmethod
    def of_data(cls, data: Any) -> Self:
        """From JSON data; raises ValueError if the data has another shape."""
        try:
            return msgspec.convert(data, cls)
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error

    def as_data(self) -> dict[str, Any]:
        """As JSON data; facts that are not stated are absent."""
        made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return made


def with_fields(base: type[Fact], hints: dict[str, Any], optional: Iterable[str] = ()) -> Any:
    """The type with further fields, taken from a list elsewhere."""
    unset = dict.fromkeys(optional, UNSET)
    whole = {"__module__": base.__module__, "__doc__": base.__doc__, "__annotations__": hints, **unset}
    return _FactType(base.__name__, (base,), whole)


def named(
    label: str = "",
    about: str = "",
    *,
    ours: bool = False,
    listed: str = "",
    absent: Any = None,
    spoken: str = "",
    coded: bool = False,
    **schema: Any,
) -> Meta:
    """Metadata of a field.

    `label`: its name in comparisons, if it is not the key with spaces; `spoken`: the same in a sentence; `about`: its
    description in the schema; `ours`: whether secrel.rid/1 does not have it; `listed`: of a list, one of `LISTED`;
    `absent`: the value that says the same as an absent fact; `coded`: whether its texts are keys, which no
    reader sees. A text of a stated list of values is.
    """
    return Meta(
        description=about or None,
        examples=schema.pop("examples", None),
        extra_json_schema=schema or None,
        extra={
            "label": label,
            "ours": ours,
            "listed": listed,
            "absent": absent,
            "spoken": spoken,
            "coded": coded,
        },
    )


LISTED = ("in_order", "any_order", "names", "sequence")
"""How a list is compared. Entry by entry, where their order matters (without a statement) or does not; or as one value
of short names, whose order does not matter or does."""


def matching(pattern: str, in_schema: str = "") -> Meta:
    """A text of this form. The schema checks it in imported documents; stored data is not checked again."""
    return Meta(extra_json_schema={"pattern": pattern}, extra={"in_schema": in_schema})


def one_of(*values: str | None, in_schema: str = "") -> Meta:
    """A text that is one of these values, checked by the schema in imported documents."""
    return Meta(extra_json_schema={"enum": list(values)}, extra={"in_schema": in_schema})


ModificationRef = Annotated[str, matching(r"^(SECMP\d{4}|MP\d{3}|DP\d{3})[A-Z]?$", in_schema="mod_ref")]
ChangeRequestRef = Annotated[str, matching(r"^CR\d+$")]
Day = Annotated[str, Meta(extra_json_schema={"format": "date"})]
Amount = Annotated[str, matching(r"^\d+(\.\d{2})?$")]
"""Pounds, with two decimals or none."""
VersionNumber = Annotated[str, matching(r"^\d+\.\d+$")]
Digest = Annotated[str, matching("^[0-9a-f]{64}$")]
QualifierName = Annotated[str, one_of("currently_quoted", "estimated", "up_to", "at_least", "around")]
"""As `costs.figures.Qualifier`."""
Qualifiers = Annotated[
    tuple[QualifierName, ...] | Unset,
    named(about="what the source says beside the amount", listed="names", uniqueItems=True),
]
Texts = tuple[str, ...]
ListState = Annotated[str, one_of("unknown", "none", "items")]


class When(Fact):
    """A date with its precision."""

    is_value = True
    in_schema = "when"
    schema_description = (
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
        """The date; raises ValueError if date and precision do not match."""
        return partial_date(self.date, self.precision)


class Cost(Fact):
    in_schema = "cost"
    is_value = True
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
    amount_to: Annotated[
        Amount | Unset, named("upper end", about="the upper end of a range, whose lower end is 'amount'")
    ] = UNSET
    qualifiers: Qualifiers = UNSET


class Effort(Fact):
    """What SECAS spends."""

    is_value = True
    in_schema = "effort"
    days: int | float
    amount: Amount
    qualifiers: Qualifiers = UNSET
