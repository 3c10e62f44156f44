"""Each endpoint by a Party user and by a service account of the DCC: who else may is in tests/support/api/rows.py."""

from django.test import Client

from secrel.core.api.models import Scope
from secrel.core.api.tokens.operations import make_api_token
from tests.governance.regression.declaring import party
from tests.long.doors.test_api_sweep import FIRST, secret_of
from tests.support.addresses import ROLES, TABLE
from tests.support.sweeps import undone
from tests.support.writes import written

PARTY = {
    ("GET", "api-releases-release-regression"): 200,
    ("GET", "api-releases-release-regression-participant"): 404,
    ("GET", "api-releases-release-regression-declared-own"): 200,
    ("POST", "api-releases-release-regression-declared-own-declarations"): 428,
    ("PUT", "api-releases-release-regression-declared-own"): 428,
    ("GET", "api-releases-release-versions-version-state"): 200,
    ("POST", "api-releases-release-versions-version-comments"): 422,
}
"""What a Party user is answered otherwise than somebody without a role."""
PROGRAM = {
    ("GET", "api-releases-release-versions-version-state"): 403,  # what only who comments needs
    ("GET", "api-releases-release-sheets-sheet"): 403,  # this and the others: what only who proposes needs
    ("GET", "api-releases-release-sheets-sheet-proposals"): 403,
    ("GET", "api-modifications-modification-sheets-assessments"): 403,
    ("GET", "api-modifications-modification-sheets-assessments-proposals"): 403,
}
"""What a service account of the DCC reads otherwise than a person of the DCC."""
MAY = {
    ("POST", "api-releases-release-evidence"): 422,
    ("PUT", "api-releases-release-evidence-evidence"): 404,
    ("DELETE", "api-releases-release-evidence-evidence"): 404,
}
"""What it may write: drafts of evidence."""


def answers(client, receipt="E-2021-AAAA-BBBB"):
    """The status of each endpoint for an empty body, by method and name."""
    found = {}
    for name, (path, _) in TABLE.items():
        if path.startswith(FIRST):
            with undone():
                found["GET", name] = client.get(path.format(receipt=receipt)).status_code
    for (method, name), (path, entered, _) in written().items():
        if path.startswith(FIRST):
            with undone():
                found[method, name] = client.generic(
                    method, path, "{}" if not entered else str(entered), content_type="application/json"
                ).status_code
    return found


def of_role(role):
    place = ROLES.index(role)
    read = {("GET", name): row[place] for name, (path, row) in TABLE.items() if path.startswith(FIRST)}
    return read | {
        key: answered.get(role, 403)
        for key, (path, _, answered) in written().items()
        if path.startswith(FIRST)
    }


def different(found, expected):
    return {key: status for key, status in found.items() if status != expected[key]}


def test_a_party_user_is_answered_as_anybody_with_an_account_but_for_what_parties_do(examples, day):
    _, secret = make_api_token(by=party(), name="Sweep", scopes=Scope.values, expires_on=day, on=day)
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    assert different(answers(client), of_role("nobody")) == PARTY


def test_a_program_reads_as_its_organisation_and_writes_drafts_alone(examples, people, day):
    client = Client(headers={"Authorization": f"Bearer {secret_of('program', people, day)}"})
    found, person = answers(client), of_role("delivery")
    writes = {key: status for key, status in found.items() if key[0] != "GET"}
    assert writes == dict.fromkeys(writes, 403) | MAY
    reads = {key: status for key, status in found.items() if key[0] == "GET"}
    assert different(reads, person) == PROGRAM
