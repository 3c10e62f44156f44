"""Targets: what an entry of the audit trail is about, as a text. All are written and read here (ADR 28).

A target is a path of words and keys, such as releases/june-2021/evidence/E-2021-7QK4-M2XD. It is sealed with its entry,
so the forms below never change. A renamed thing is found by its former names, and `OlderTarget` stores what entries of
earlier versions are about if their target has another form.
"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache, cached_property, reduce
from itertools import product
from operator import or_

from django.db.models import Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

NOTHING = Q(pk__in=[])
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECTION = re.compile("[a-z]+")
_HOLD = {"day": _DAY.pattern}


class Target(Enum):
    """The kinds of target. Call one with its keys, in order, to write a target."""

    BODIES = "bodies"
    VOTING_RULE = "bodies/{body}/voting/{day}"
    LEAD_TIME = "bodies/{body}/lead/{day}"
    LEAD_TIMES = "lead-times"
    POWERS = "powers"
    POWER = "powers/{power}/{day}"
    BANK_HOLIDAY = "calendar/{division}/{day}"
    FILE = "files/{digest}"
    REGISTRATION = "registrations/{receipt}"
    USER = "users/{user}"
    INVITATION = "users/{user}/invitation"
    MAIL = "users/{user}/mail"
    API_TOKENS = "users/{user}/api-tokens"
    PRIVATE_ADDRESS = "users/{user}/private-address"
    ROLES = "users/{user}/roles"
    SECOND_FACTOR = "users/{user}/second-factor"
    SERVICE_ACCOUNT = "users/{user}/service-account"
    SESSIONS = "users/{user}/sessions"
    SIGN_INS = "users/{user}/sign-ins"
    SUBSCRIPTIONS = "users/{user}/subscriptions"
    WEBHOOKS = "users/{user}/webhooks"
    PUBLIC_SUBSCRIPTION = "subscriptions/{subscription}"
    PUBLIC_SUBSCRIPTIONS = "subscriptions"

    CHANGE_REQUEST = "change-requests/{change_request}"
    DOCUMENT = "documents/{document}"
    MODIFICATION = "modifications/{modification}"
    MODIFICATION_IMPACTS = "modifications/{modification}/impacts"
    MODIFICATION_PAGE = "modifications/{modification}/edit/{page}"
    PAPER_ROUND = "modifications/paper-round"
    SEVERAL_MODIFICATIONS = "modifications/several"

    CUT_OFF_DEFAULT = "cut-offs/{path}/{day}"
    CUT_OFF_DEFAULTS = "cut-offs"
    GLOSSARY = "glossary"
    PROGRAMME = "programmes/{programme}"
    RELEASE = "releases/{release}"
    SECTION = "releases/{release}/{section}"
    RELEASE_PAGE = "releases/{release}/edit/{page}"
    ANNEXES = "releases/{release}/annexes"
    READERS = "releases/{release}/readers"
    RELEASE_GLOSSARY = "releases/{release}/glossary"
    SCOPE_ITEM = "releases/{release}/scope/{modification}"
    SECAS_COSTS = "releases/{release}/costs/{kind}"
    TIMELINE_ROW = "releases/{release}/timeline/{row}"

    CHECKS = "releases/{release}/checks"
    CONDITION = "releases/{release}/conditions/{condition}"
    CONSULTATION = "releases/{release}/consultation"
    CRITERIA = "releases/{release}/criteria"
    CRITERION = "releases/{release}/criteria/{criterion}"
    DELIVERABLE = "releases/{release}/testing/{kind}/{number}"
    EVIDENCE = "releases/{release}/evidence/{receipt}"
    TEST_PARTICIPANT = "releases/{release}/regression/{participant}"
    REGRESSION_DECLARATION = "releases/{release}/regression/{participant}/{kind}/{number}"
    REGRESSION_REMINDERS = "releases/{release}/regression"
    IMPORT = "releases/{release}/import"
    PUBLIC_CONSULTATION = "consultations/{consultation}"
    VERSION = "releases/{release}/rid/{version}"
    VERSIONS = "releases/{release}/rid"
    ACTION = "meetings/{body}/{day}/actions/{action}"
    FLAG = "flags/{flag}"
    FLAGS_OF_DAY = "flags/{day}"
    ITEM = "meetings/{body}/{day}/{item}"
    MEETING = "meetings/{body}/{day}"
    MEETINGS = "meetings/{body}"
    PACK = "meetings/{body}/{day}/packs/{pack}"
    NOTICE = "notices/{notice}"
    PAPER = "papers/{body}/{day}/{item}"
    PDF = "pdfs/{snapshot}"
    STANDARD = "criteria/{standard}"
    STANDARD_DRAFTED = "criteria/standard"
    TASK = "tasks/{task}"
    SCENARIO = "scenarios/{scenario}"
    BLACKOUT = "blackouts/{blackout}"
    UPLOADED_RID = "imports/{upload}"

    def __call__(self, *keys: object) -> str:
        """The target of one thing. Raises ValueError if the keys could not be read back from it."""
        values = dict(zip(self.names, map(str, keys), strict=True))
        target = self.value.format(**values)
        if read_target(target) != (self, values):
            raise ValueError(f"{self.name} is not written as {target!r}.")
        return target

    @cached_property
    def parts(self) -> list[str]:
        """The parts of the form: words, and keys as {release}."""
        return self.value.split("/")

    @cached_property
    def names(self) -> list[str]:
        """The names of its keys, in order."""
        return [part.strip("{}") for part in self.parts if _is_key(part)]

    def read(self, target: str) -> dict[str, str] | None:
        """The keys of a target of this kind; None for a target of another form."""
        texts = target.split("/")
        if len(texts) != len(self.parts) or any(
            not may_hold(part.strip("{}"), text) if _is_key(part) else text != part
            for part, text in zip(self.parts, texts, strict=True)
        ):
            return None
        return {part.strip("{}"): text for part, text in zip(self.parts, texts, strict=True) if _is_key(part)}

    def where(self, **keys: Iterable[str]) -> Q:
        """Targets of this kind, limited to those that have one of the given values for each given key."""
        some = {name: list(values) for name, values in keys.items()}
        if all(name in some for name in self.names):
            return Q(target__in=[self(*chosen) for chosen in product(*(some[name] for name in self.names))])
        return _of_form(self.form(some)) if all(some.values()) else NOTHING

    def form(self, some: Mapping[str, Iterable[str]]) -> str:
        """A regular expression for the database: the words, and for each key its values or anything it may hold."""
        held = {
            name: "|".join(map(re.escape, some[name])) if name in some else _may_be(name)
            for name in self.names
        }
        return f"^{'/'.join(f'({held[part[1:-1]]})' if _is_key(part) else part for part in self.parts)}$"

    def of(self, *keys: Combinable) -> Concat:
        """The target for each row of a query, from the expressions for its keys."""
        texts = iter([Cast(key, TextField()) for key in keys])
        parts = [(Value("/"), next(texts) if _is_key(part) else Value(part)) for part in self.parts]
        return Concat(*[one for pair in parts for one in pair][1:], output_field=TextField())


def _is_key(part: str) -> bool:
    return part.startswith("{")


def may_hold(key: str, text: str) -> bool:
    """Whether the key of this name may have this value: days and sections have a form, and no key is empty."""
    if key == "section":
        return bool(_SECTION.fullmatch(text)) and text not in _words_in_place_of_sections()
    return bool(_DAY.fullmatch(text)) if key == "day" else bool(text) and "\n" not in text


@cache
def _words_in_place_of_sections() -> frozenset[str]:
    """Words that end a target as a section does but are not sections: criteria, import."""
    *before, _ = Target.SECTION.parts
    last_parts = {kind.parts[-1] for kind in Target if kind.parts[:-1] == before}
    return frozenset(part for part in last_parts if not _is_key(part))


def _may_be(key: str) -> str:
    """A regular expression for the database: anything that a key of this name may hold."""
    if key == "section":
        return f"(?!(?:{'|'.join(sorted(_words_in_place_of_sections()))})$){_SECTION.pattern}"
    return _HOLD.get(key, "[^/]+")


def _of_form(form: str) -> Q:
    return Q(target__regex=form)


def read_target(target: str) -> tuple[Target | None, dict[str, str]]:
    """The kind of a target and its keys; if two forms match, the narrower. None for a text of no known form."""
    fitting = [kind for kind in _OF_LENGTH.get(target.count("/"), ()) if kind.read(target) is not None]
    kind = min(fitting, key=_width, default=None)
    return kind, (kind and kind.read(target)) or {}


def about(key: str, values: Iterable[str]) -> Q:
    """Targets of every kind with a key of that name and one of the values: for a modification, also its scope items."""
    values, kinds = list(values), (kind for kind in Target if key in kind.names)
    return reduce(or_, (kind.where(**{key: values}) for kind in kinds), NOTHING)


def _width(kind: Target) -> tuple[int, int]:
    return len(kind.names), sum(name not in (*_HOLD, "section") for name in kind.names)


_OF_LENGTH: dict[int, list[Target]] = {}
for _kind in Target:
    _OF_LENGTH.setdefault(_kind.value.count("/"), []).append(_kind)
