"""The views of resources and twins: who may, what it is about, which version, what was sent; then the operation."""

import json
import re
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadhandler import load_handler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.urls import URLPattern, re_path
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import JSONParser
from rest_framework.parsers import MultiPartParser as Parts
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from secrel.core.api.describing.schema import answered_with, body_of, shown_by
from secrel.core.api.etags import etag_of, version_sent
from secrel.core.api.fields import plain
from secrel.core.api.idempotency import given_once
from secrel.core.api.lists.filters import described
from secrel.core.api.lists.pagination import Pages
from secrel.core.api.places import Found, filled, find_all, of_address, pattern_of
from secrel.core.api.requests import is_form, read_as, sent
from secrel.core.api.twins import Listing, Resource, Twin, addresses, name_of
from secrel.core.files.uploads import check_files, takes_files
from secrel.core.web.caching import SHORT, public_for

MOST_FILES = 10
PART = "facts"
"""The part of a multipart body that holds the fields, as JSON; the others are files."""


def patterns(resources: list[Resource], twins: list[Twin]) -> list[URLPattern]:
    """The addresses of resources and twins. Fixed words come before parts that would match them."""
    found = addresses(resources, twins)
    made = []
    for address in sorted(found, key=lambda one: one.replace("{", "~")):
        resource, by_method = found[address]
        view = login_not_required(_view(address, resource, by_method).as_view())
        if resource is not None and resource.is_public:
            view = public_for(SHORT)(view)
        if any(twin.files for twin in by_method.values()):
            view = takes_files(MOST_FILES)(view)
        made.append(re_path(pattern_of(address), view, name=name_of(address)))
    return made


def _view(address: str, resource: Resource | None, by_method: dict[str, Twin]) -> type[APIView]:
    parameters = [part.parameter for part in of_address(address)]
    members: dict[str, Any] = {"__doc__": None, "parser_classes": [JSONParser, Parts]}
    if not any(twin.files for twin in by_method.values()):
        members["parser_classes"] = [JSONParser]
    if resource is not None:
        members["get"] = _get(resource, parameters)
    for method, twin in by_method.items():
        members[method.lower()] = _write(twin, parameters)
    if isinstance(resource, Listing):
        members["pagination_class"] = Pages
    base = GenericAPIView if isinstance(resource, Listing) else APIView
    return type("".join(part.capitalize() for part in name_of(address).split("-")), (base,), members)


def _get(resource: Resource, parameters: list[OpenApiParameter]) -> Any:
    if isinstance(resource, Listing):
        return _list(resource, parameters)

    @extend_schema(
        operation_id="_".join([*resource.words, "read"]),
        description=resource.about,
        parameters=[*parameters, *_filters(resource), *answered_with(resource, 200)],
        responses=resource.serializer,
        examples=shown_by(resource),
    )
    def get(view: APIView, request: Request, **texts: str) -> Response:
        resource.let_in(request)
        found = find_all(request, resource.address, texts)
        return _answer(request, resource, found, **resource.asked(request))

    return get


def _filters(resource: Resource) -> list[OpenApiParameter]:
    return described(resource.filters) if resource.filters else []


def _list(listing: Listing, parameters: list[OpenApiParameter]) -> Any:
    @extend_schema(
        operation_id="_".join([*listing.words, "list"]),
        description=listing.about,
        parameters=[*parameters, *_filters(listing)],
        responses=listing.serializer(many=True),
        examples=shown_by(listing),
    )
    def get(view: APIView, request: Request, **texts: str) -> Response:
        listing.let_in(request)
        found = find_all(request, listing.address, texts)
        pages = Pages()
        rows = listing.rows(request, found, **listing.asked(request))
        rows = pages.paginate_queryset(rows, request, view)
        return pages.get_paginated_response([listing.of_row(row) for row in rows])

    return get


def _answer(request: Request, resource: Resource, found: Found, status: int = 200, **asked: Any) -> Response:
    data, token = resource.data(request, found, **asked), resource.token(found)
    headers = {} if token is None else {"ETag": etag_of(token, data)}
    return Response(data, status=status, headers=headers)


def said(twin: Twin) -> str:
    """What the operation's docstring says to readers of the API, who see refusals as problems."""
    text = re.sub(
        r"\bRaises (?:(?!\bRaises )[^.])*\.|`token`(?:(?!`token`)[^.])*\.", "", twin.does.__doc__ or ""
    )
    return "\n\n".join(" ".join(part.split()) for part in text.replace("`", "").split("\n\n") if part.strip())


def _write(twin: Twin, parameters: list[OpenApiParameter]) -> Any:
    headers = [
        OpenApiParameter(
            "Idempotency-Key",
            str,
            OpenApiParameter.HEADER,
            description="A key of your own. The same request with it gets the same answer again, for 24 hours.",
            pattern="^[!-~]{1,100}$",
        )
    ]
    if twin.shows_secret:
        headers.clear()
    if twin.asks_version:
        headers.append(
            OpenApiParameter(
                "If-Match",
                str,
                OpenApiParameter.HEADER,
                required=True,
                description="The ETag that you read.",
                examples=[OpenApiExample("A version", '"3"')],
            )
        )
    status = 204 if twin.gives is None else 201 if twin.new else 200
    summary, _, more = said(twin).partition("\n\n")

    @extend_schema(
        operation_id=twin.name,
        summary=" ".join(summary.split())[:120],
        description=" ".join(f"{summary} {more}".split()),
        parameters=[*parameters, *headers, *answered_with(twin.gives, status, made=bool(twin.new))],
        request=body_of(twin),
        responses={status: twin.gives.serializer if twin.gives else None},
        examples=shown_by(twin),
    )
    def write(view: APIView, request: Request, **texts: str) -> Response:
        twin.let_in(request)
        found = find_all(request, twin.address, texts)
        token = version_sent(request) if twin.asks_version else None
        data = _sent(request, twin)

        def change() -> Response:
            return _done(request, twin, texts, twin.run(request, found, data, token))

        return change() if twin.shows_secret else given_once(request, data, change)

    write.__name__ = twin.method.lower()
    return write


def _sent(request: Request, twin: Twin) -> dict[str, Any]:
    if not (twin.files and is_form(request)):
        data = sent(request, twin.form)
        if missing := [name for name in _needed(twin) if name not in data]:
            raise ValidationError(dict.fromkeys(missing, "Send a multipart body with this file."))
        return data
    form = request._request
    texts, files = _parts(form)
    uploads = {name: files.getlist(name) for name in files}
    try:
        facts = json.loads(texts.get(PART) or "{}")
    except ValueError as error:
        raise ParseError(
            f"The part “{PART}” is not JSON that can be read. Correct it and send it again."
        ) from error
    data = read_as(request, facts, twin.form)
    if unknown := [name for name in uploads if name not in twin.files]:
        raise ValidationError(dict.fromkeys(unknown, "This address takes no such file."))
    for name, several in twin.files.items():
        checked = check_files(form, uploads.get(name, []), also=twin.also)
        if checked or several:
            data[name] = checked if several else checked[0]
        elif name in _needed(twin):
            raise ValidationError({name: "Send this file."})
    return data


def _parts(form: HttpRequest) -> tuple[Any, Any]:
    """The texts and the files of a body of several parts. Django reads those of a POST alone."""
    if form.method == "POST":
        return form.POST, form.FILES
    handlers = [load_handler(name, form) for name in settings.FILE_UPLOAD_HANDLERS]
    try:
        texts, form._files = MultiPartParser(form.META, form, handlers, form.encoding or "utf-8").parse()
    except MultiPartParserError as error:
        raise ParseError("The parts of the body cannot be read. Correct it and send it again.") from error
    return texts, form._files  # Django closes them with the request


def _needed(twin: Twin) -> list[str]:
    taken = twin.signature.parameters
    return [name for name in twin.files if taken[name].default is taken[name].empty]


def _done(request: Request, twin: Twin, texts: dict[str, str], result: Any) -> Response:
    if twin.gives is None:
        return Response(status=204)
    if twin.says:
        return Response({name: plain(value) for name, value in twin.says(result).items()})
    if twin.new is None:
        names = {part.name for part in of_address(twin.gives.address)}
        texts = {name: text for name, text in texts.items() if name in names}
    else:
        texts = texts | twin.new(result)
    found = find_all(request, twin.gives.address, texts)
    answer = _answer(request, twin.gives, found, 201 if twin.new else 200)
    if twin.new:
        answer["Location"] = request.build_absolute_uri(filled(twin.gives.address, texts))
    return answer
