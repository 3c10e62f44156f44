"""Twins: an endpoint that writes is one row that names its operation; the rest is derived from its signature.

A resource is what a GET answers, with its version; a twin changes it and answers what it became.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_type_hints

from django.db.models import Model
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from secrel.core.api.fields import field_of, plain
from secrel.core.api.lists.filters import asked
from secrel.core.api.models import ApiToken, Scope
from secrel.core.api.places import Found
from secrel.core.api.tokens.operations import ALLOWS
from secrel.core.changes.operations import Operation
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import moment, today
from secrel.core.files.uploads import CheckedFile
from secrel.core.people.services.bounds import refuse_program
from secrel.core.search.list_filters import ListFilter
from secrel.core.web.http import held_by
from secrel.core.web.page_cache import kept_for

GIVEN = {"by", "on", "token", "at", "now"}
"""Arguments that nobody sends: who, the day, the version in If-Match, the moment."""
REASON = serializers.CharField(
    required=False,
    allow_blank=True,
    max_length=2_000,
    help_text="Why; kept in the audit trail, and asked for after a baseline.",
)


@dataclass(frozen=True)
class Resource:
    """What an address answers to GET. `shape` names each field with its type, or with (path, type)."""

    address: str
    shape: dict[str, Any]
    row: str = ""
    """The part of the address that is the row; the last one if empty."""
    read: Callable[..., Mapping[str, Any]] | None = None
    """What it says, where that is not a field of the row."""
    version: Callable[[Found], int | None] | None = None
    """Its token; by default the row's own."""
    needs: tuple[Permission, ...] = ()
    """Who may read it, beyond who finds the row: any of these."""
    about: str = ""
    example: dict[str, Any] = field(default_factory=dict)
    filters: type[ListFilter] | None = None
    """What the query may ask for: given to `read` or `rows` by name."""
    is_public: bool = False
    """Whether what the public gets may be cached for a short time, as its page."""
    is_kept: bool = False
    """Whether what a person reads is kept until an entry of the audit trail is written. Not for what follows the clock
    within a day, nor for what the trail does not hold, such as the state of a rendering."""
    noun: str = ""
    """What the description calls it besides, where another address has the same words."""

    @property
    def words(self) -> list[str]:
        """What generated clients name it by."""
        return [*words_of(self.address), *self.noun.split()]

    @property
    def name(self) -> str:
        return name_of(self.address)

    def _row(self, found: Found) -> Any:
        return found[self.row] if self.row else list(found.values())[-1]

    def token(self, found: Found) -> int | None:
        return self.version(found) if self.version else getattr(self._row(found), "token", None)

    def asked(self, request: Request) -> dict[str, Any]:
        """What the query asks for. Raises WrongFilter."""
        return asked(request, self.filters, today()) if self.filters else {}

    def data(self, request: Request, found: Found, **asked: Any) -> dict[str, Any]:
        if self.is_kept and not request.META.get("QUERY_STRING"):
            # as text: a stored object would lose the order of its names
            text = kept_for(request, request.path, lambda: json.dumps(self._read(request, found)))
            return dict(json.loads(text))
        return self._read(request, found, **asked)

    def _read(self, request: Request, found: Found, **asked: Any) -> dict[str, Any]:
        if self.read:
            return {name: plain(value) for name, value in self.read(request, found, **asked).items()}
        return self.of_row(self._row(found))

    def of_row(self, row: Any) -> dict[str, Any]:
        """The fields of a row."""
        return {
            name: plain(_at(row, kind[0] if isinstance(kind, tuple) else name))
            for name, kind in self.shape.items()
        }

    def let_in(self, request: Request) -> None:
        if self.needs and not set(self.needs) & held_by(request):
            raise PermissionDenied("Your role does not open this. Ask SECAS if you think that it should.")

    @cached_property
    def serializer(self) -> type[serializers.Serializer]:
        """Describes what is answered."""
        fields: dict[str, Any] = {}
        for name, kind in self.shape.items():
            kind = kind[1] if isinstance(kind, tuple) else kind
            fields[name] = _answered(kind)
        name = "".join(part.capitalize() for part in self.words)
        kind = "Row" if isinstance(self, Listing) else "Shown"
        return type(
            f"{name}{kind}Serializer", (serializers.Serializer,), fields | {"__doc__": self.about or None}
        )


@dataclass(frozen=True)
class Listing(Resource):
    """A list, in pages. `rows` gives those that the reader may see."""

    rows: Callable[..., Any] = lambda request, found: []

    def token(self, found: Found) -> None:
        return None


def _answered(kind: Any) -> serializers.Field:
    if isinstance(kind, type) and issubclass(kind, Model):
        return serializers.CharField()
    if kind is Any:
        return serializers.JSONField(allow_null=True)
    if kind is dict:
        return serializers.DictField(child=serializers.JSONField(), allow_null=True)
    if kind == list[dict]:
        return serializers.ListField(child=serializers.DictField(child=serializers.JSONField()))
    answered = field_of(kind)
    if isinstance(answered, serializers.ChoiceField):
        return serializers.CharField()
    return answered


def _at(row: Any, path: str) -> Any:
    if isinstance(row, Mapping):
        return row[path]
    for part in path.split("."):
        row = getattr(row, part)
        row = row() if callable(row) and not isinstance(row, Model) and not hasattr(row, "all") else row
        if row is None:
            return None
    return row


@dataclass(frozen=True)
class Twin:
    """An endpoint that runs an operation. `method` and `address` are where it is sent."""

    does: Operation[Any]
    method: str
    address: str
    gives: Resource | None = None
    """What is answered; None: nothing (204)."""
    new: Callable[[Any], dict[str, str]] | None = None
    """The parts of the address of what was made, from the operation's result: answered with 201 and Location."""
    binds: dict[str, str | Callable[[Request, Found], Any]] = field(default_factory=dict)
    """Arguments that the address gives, by the name of its part; those of the same name are found by themselves."""
    fields: dict[str, Any] = field(default_factory=dict)
    """Types of arguments whose annotation does not say enough; None: not sent."""
    fixed: dict[str, Any] = field(default_factory=dict)
    example: dict[str, Any] = field(default_factory=dict)
    needs: tuple[Permission, ...] = ()
    """Who may, where the operation asks for no permission."""
    apart: str = ""
    """What tells it from another twin of the same operation."""
    prepare: Callable[[Request, Found, dict[str, Any]], dict[str, Any]] | None = None
    """Changes what was sent before it runs: rows that are named within the address."""
    spread: str = ""
    """The argument whose fields are sent as those of the body itself."""
    shows_secret: bool = False
    """Whether its answer holds a secret: then it is not kept for an Idempotency-Key, and none is taken."""
    says: Callable[[Any], Mapping[str, Any]] | None = None
    """What is answered from the operation's result, in the form of `gives`."""
    runs: Callable[..., Any] | None = None
    """What is called in place of the operation: its rehearsal, which saves nothing."""
    also: Mapping[str, str] = field(default_factory=dict)
    """Media types by ending of files that are accepted here, and not as evidence."""

    @property
    def signature(self) -> inspect.Signature:
        return inspect.signature(self.does.__wrapped__)

    @cached_property
    def bound(self) -> dict[str, str | Callable[[Request, Found], Any]]:
        parts = re.findall(r"{(\w+)}", self.address)
        return {name: name for name in self.signature.parameters if name in parts} | self.binds

    @property
    def asks_version(self) -> bool:
        return "token" in self.signature.parameters and "token" not in self.fixed

    @cached_property
    def form(self) -> type[serializers.Serializer]:
        """What is sent, from the signature."""
        hints, fields = get_type_hints(self.does.__wrapped__), {}
        for name, parameter in self.signature.parameters.items():
            if name in self.bound or name in self.fixed or parameter.kind is parameter.VAR_KEYWORD:
                continue
            if (name in GIVEN and name not in self.fields) or name == "reason":
                continue
            kind = self.fields.get(name, hints.get(name))
            if kind is None or _is_file(kind):
                continue
            fields |= self._field(name, kind, parameter.default)
        for name, kind in self.fields.items():
            if name not in self.signature.parameters:
                fields[name] = field_of(kind)
        camel = "".join(part.capitalize() for part in self.does.__name__.split("_"))
        camel += self.apart.replace("_", " ").title().replace(" ", "")
        reason = {} if "reason" in self.fixed else {"reason": self._reason()}
        return type(f"{camel}Serializer", (serializers.Serializer,), fields | reason)

    def _field(self, name: str, kind: Any, default: Any) -> dict[str, Any]:
        options: dict[str, Any] = {"required": default is inspect.Parameter.empty}
        if default is None:
            options["allow_null"] = True
        made = field_of(kind, **options)
        if name == self.spread:
            return dict(made.fields)
        return {name: made}

    def _reason(self) -> serializers.Field:
        given = self.signature.parameters.get("reason")
        must = bool(self.does.reason) or (given is not None and given.default is inspect.Parameter.empty)
        return field_of(REASON, required=must)

    @cached_property
    def files(self) -> dict[str, bool]:
        """Arguments that are files, and whether there may be several."""
        hints = get_type_hints(self.does.__wrapped__)
        return {
            name: "Collection" in str(kind) or "Iterable" in str(kind)
            for name, kind in hints.items()
            if _is_file(kind) and name not in self.fixed
        }

    def let_in(self, request: Request) -> None:
        """Refuse who may not: without the permission, without a sign-in, or by a token without the scope."""
        needs = {self.does.needs} if self.does.needs else set(self.needs)
        if not request.user.is_authenticated or (needs and not needs & held_by(request)):
            raise PermissionDenied("Your role does not allow this. Ask SECAS if you think that it should.")
        refuse_program(request.user, program_may=self.does.program_may)
        writes = not needs and isinstance(request.auth, ApiToken)
        if writes and Scope.OWN not in request.auth.scopes:
            raise PermissionDenied(f"Your token does not allow this. It needs the scope “{Scope.OWN}”.")

    @property
    def name(self) -> str:
        """What programs call it: draft_evidence. A bare verb says of what: present_version, cancel_release."""
        package, _, name = self.does.action.partition(".")
        noun = "version" if package == "governance" else package.removesuffix("s")
        return (name if "_" in name else f"{name}_{noun}") + (self.apart and f"_{self.apart}")

    @property
    def scope(self) -> str:
        """The scope that a token needs."""
        found = [scope for scope, allowed in ALLOWS.items() if self.does.needs in allowed]
        return str(found[0]) if found else str(Scope.OWN)

    def run(self, request: Request, found: Found, data: dict[str, Any], token: int | None) -> Any:
        """Run the operation with what was sent, as the person who sent it."""
        taken = self.signature.parameters
        data = self.prepare(request, found, dict(data)) if self.prepare else data
        arguments: dict[str, Any] = dict(data)
        if self.spread:
            names = set(field_of(self.fields[self.spread]).fields)
            arguments = {name: value for name, value in data.items() if name not in names}
            arguments[self.spread] = field_of(self.fields[self.spread]).made(
                **{name: value for name, value in data.items() if name in names}
            )
        for name, part in self.bound.items():
            arguments[name] = part(request, found) if callable(part) else found[part]
        if "on" in taken and "on" not in arguments:
            arguments["on"] = today()
        for name in ("at", "now"):
            if name in taken and name not in arguments:
                arguments[name] = moment()
        if token is not None:
            arguments["token"] = token
        return (self.runs or self.does)(by=request.user, **arguments | self.fixed)


def _is_file(kind: Any) -> bool:
    return CheckedFile.__name__ in str(kind)


def name_of(address: str) -> str:
    """The name of an address: api-releases-scope of releases/{release}/scope/."""
    words = re.sub(r"{(\w+)}", r"\1", address).strip("/").replace("/", "-").replace("_", "-")
    return f"api-{words}"


def words_of(address: str) -> list[str]:
    """The words of an address without its parts: releases, facts of releases/{release}/facts/."""
    return re.findall("[a-z]+", re.sub(r"{\w+}", "", address))


def addresses(
    resources: Iterable[Resource], twins: Iterable[Twin]
) -> dict[str, tuple[Resource | None, dict[str, Twin]]]:
    """Each address with what it answers to GET and its twins by method."""
    found: dict[str, tuple[Resource | None, dict[str, Twin]]] = {
        resource.address: (resource, {}) for resource in resources
    }
    for twin in twins:
        by_method = found.setdefault(twin.address, (None, {}))[1]
        if twin.method in by_method:
            raise ValueError(f"{twin.method} {twin.address} has two twins")
        by_method[twin.method] = twin
    return found
