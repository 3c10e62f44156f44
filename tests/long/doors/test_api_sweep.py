"""The API against its own description: generated requests, fitting and unfitting, for the public and for each role.

Each request is undone, so that all meet the examples as they are. `docs/security.md` names the checks that are off,
with the reason.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from werkzeug.test import Client

from secrel.core.api.describing.page import description
from secrel.core.api.models import Scope
from secrel.core.api.places import PLACES
from secrel.core.api.tokens.operations import make_api_token
from tests.support.addresses import TABLE
from tests.support.writes import written
from tests.test_access import undone

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    missing_required_header,
    unsupported_method,
    ignored_auth,
]
MOST = {"analyst": 3}
"""Requests of each kind to an endpoint, by role; one of those who are mostly refused."""
ROLES = ["", "analyst", "chair", "delivery", "administrator", "nobody"]
FIRST = "/api/v1/"


def test_every_endpoint_is_described():
    described = {
        (path, method.upper()) for path, methods in description()["paths"].items() for method in methods
    }
    read = sum(path.startswith(FIRST) for path, _ in TABLE.values()) - 1  # the description itself
    written_to = sum(path.startswith(FIRST) for path, _, _ in written().values())
    assert len(described) == read + written_to


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "public")
def test_answers_are_as_described(examples, people, role, day):
    headers = {}
    if role:
        by = getattr(people, role)
        _, secret = make_api_token(by=by, name="Sweep", scopes=Scope.values, expires_on=day, on=day)
        headers = {"Authorization": f"Bearer {secret}"}
    schema = schemathesis.openapi.from_dict(description())
    schema.app = application()
    for result in schema.get_all_operations():
        for mode in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:
            _call(result.ok(), mode, headers, MOST.get(role, 1))


def application():
    """The application in this process, in the test's transaction: requests neither open nor close connections."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    inner = get_wsgi_application()

    def answer(environ, start_response):
        return inner({"REMOTE_ADDR": "127.0.0.1"} | environ, start_response)

    return answer


@pytest.fixture(autouse=True)
def connected():
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _call(operation, mode, headers, most):
    @settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case):
        with undone():
            if mode == GenerationMode.POSITIVE:
                meet(case)
            case.call_and_validate(headers=headers | versions(case, headers), checks=CHECKS)

    try:
        call()
    except Unsatisfiable:  # whatever is sent there fits
        assert mode == GenerationMode.NEGATIVE


def meet(case):
    """Let it be about rows that there are: most generated addresses name none."""
    known = {name: part.example for name, part in PLACES.items()} | {"scope_item": "MP153"}
    for name in case.path_parameters:
        case.path_parameters[name] = known.get(name, case.path_parameters[name])


def versions(case, headers):
    """The version as it is stored, where it asks for one and its address is read too."""
    if "If-Match" not in (case.headers or {}) or case.method == "GET":
        return {}
    read = Client(case.operation.schema.app).get(case.formatted_path, headers=headers)
    return {"If-Match": read.headers["ETag"]} if read.status_code == 200 and "ETag" in read.headers else {}
