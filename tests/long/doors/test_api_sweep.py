"""The API against its own description: generated requests, fitting and unfitting, for the public and for each role.

`docs/security.md` names the checks that are off, with the reason.
"""

import pytest
import schemathesis
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
    unsupported_method,
)

from tests.support.addresses import TABLE
from tests.support.writes import written

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    missing_required_header,
    unsupported_method,
    ignored_auth,
]
ROLES = ["", "analyst", "chair", "delivery", "ssc", "administrator", "party"]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "public")
def test_answers_are_as_described(stack, visit, role):
    cookies = visit(role).page.context.cookies()
    headers = {"Cookie": "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)}
    schema = schemathesis.openapi.from_url(f"{stack.address}/api/v1/schema/")
    operations = [result.ok() for result in schema.get_all_operations()]
    read = [name for name in TABLE if name.startswith("api-") and name != "api-schema"]
    assert len(operations) == len(read) + sum(name.startswith("api-") for _, name in written())
    for operation in operations:
        for mode in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:

            @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
            @given(case=operation.as_strategy(generation_mode=mode))
            def call(case):
                case.call_and_validate(headers=headers, checks=CHECKS)

            try:
                call()
            except Unsatisfiable:  # whatever is sent there fits
                assert mode == GenerationMode.NEGATIVE
