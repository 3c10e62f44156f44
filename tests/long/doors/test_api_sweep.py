"""The API against its own description: generated requests, fitting and unfitting, for the public and for each role,
by token and by session, and for a service account.

Each endpoint is met by each role; who mostly is let in sends more, and roles that are mostly refused send what fits to
every second endpoint, and what does not fit to the others. `tests/support/api/rows.py` has each endpoint by each role.
Each request is undone, so that all meet the examples as they are. `docs/security.md` names the checks that are off.
"""

import os

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client as Browser
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as bounded
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
from secrel.core.models.people import Body
from secrel.core.people.services.asking import ask_for_service_account, confirm_service_account
from secrel.core.people.services.tokens import make_service_token
from tests.support.addresses import TABLE
from tests.support.sign_in import signed_in
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
MOST = {"analyst": 2}
"""Requests of each kind to an endpoint, by role; one of the others."""
ROLES = ["", "party", "delivery", "analyst", "member", "chair", "administrator", "nobody", "program"]
TURNS = {"member": 0, "chair": 1, "administrator": 0, "nobody": 1}
"""Roles that meet each endpoint in one way only; the number says in which the first."""
SESSIONS = ["analyst", "party"]
"""Roles that also come with the session of a browser."""
CSRF = "c" * 32
FIRST = "/api/v1/"
SEED = os.environ.get("SWEEP_SEED", "23")
"""Of the requests: the same each time, so that a failure comes again. Another one tries others."""


def test_every_endpoint_is_described():
    described = {
        (path, method.upper()) for path, methods in description()["paths"].items() for method in methods
    }
    read = sum(path.startswith(FIRST) for path, _ in TABLE.values()) - 1  # the description itself
    written_to = sum(path.startswith(FIRST) for path, _, _ in written().values())
    assert len(described) == read + written_to


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "public")
def test_answers_are_as_described(examples, people, role, day):
    headers = {"Authorization": f"Bearer {secret_of(role, people, day)}"} if role else {}
    sweep(role, headers, MOST.get(role, 1), CHECKS)


@pytest.mark.parametrize("role", SESSIONS)
def test_a_session_is_answered_as_described(examples, people, role):
    session = signed_in(Browser(), getattr(people, role)).cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    checks = [check for check in CHECKS if check is not ignored_auth]  # it takes away headers, not cookies
    sweep(f"{role} in a browser", {"Cookie": cookies, "X-CSRFToken": CSRF}, 1, checks)


def secret_of(role, people, day):
    """The secret of a token with all that the role may have; "program": of a service account of the DCC."""
    if role != "program":
        by = getattr(people, role)
        return make_api_token(by=by, name="Sweep", scopes=Scope.values, expires_on=day, on=day)[1]
    asked = ask_for_service_account(
        by=people.delivery,
        body=Body.objects.get(key="dcc"),
        name="Sweep",
        contact=people.delivery,
        scopes=["evidence"],
        on=day,
    )
    account = confirm_service_account(by=people.administrator, account=asked, token=1, on=day)
    return make_service_token(by=people.delivery, account=account, name="Sweep", expires_on=day, on=day)[1]


def sweep(who, headers, most, checks):
    schema = schemathesis.openapi.from_dict(description())
    schema.app = application()
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    for number, result in enumerate(schema.get_all_operations()):
        turn = TURNS.get(who)
        for mode in modes if turn is None else modes[(number + turn) % 2 :][:1]:
            _call(result.ok(), mode, who, headers, most, checks)


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


def _call(operation, mode, who, headers, most, checks):
    @seed(f"{SEED} {who} {operation.label}")
    @bounded(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case):
        with undone():
            if mode == GenerationMode.POSITIVE:
                meet(case)
            case.call_and_validate(headers=headers | versions(case, headers), checks=checks)

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
