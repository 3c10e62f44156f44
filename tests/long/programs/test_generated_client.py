"""A client that openapi-python-client makes from our description creates, reads, changes with the ETag, gets 412 and
recovers.

The generator is no dependency of ours: it is what other people's programs are made with, and it pins typer, ruamel-yaml
and httpx for itself. So it stands in a virtual environment of its own, in this version.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from secrel.core.api.describing.page import description
from tests.support.stack import Stack

GENERATOR = (
    "openapi-python-client==0.29.1"  # the newest when this was written; it makes clients of OpenAPI 3.1
)
TOKEN = """
from secrel.core.api.tokens.operations import make_api_token
from secrel.core.dates.clock import today
from secrel.core.models.people import User
by = User.objects.get(email="delivery@dcc.example")
print(make_api_token(by=by, name="Client", scopes=["evidence"], expires_on=today(), on=today())[1])
"""
PROGRAM = """
import sys
from io import BytesIO

from secrel_client import AuthenticatedClient
from secrel_client.api.releases import (
    change_evidence, discard_evidence, draft_evidence, releases_criteria_list, releases_evidence_read,
)
from secrel_client.models import ChangeEvidence, Defects, DraftEvidence, DraftEvidenceFilesBody, Problem
from secrel_client.types import File

site, token = sys.argv[1:]
client = AuthenticatedClient(base_url=site, token=token, raise_on_unexpected_status=True)
release = "november-2021"

listed = releases_criteria_list.sync(release, client=client, page_size=500)
key = next(row.criterion for row in listed.results if row.owner == "dcc")

facts = DraftEvidence(criteria=[key], text="Made by a client.", defects=Defects(field_3=1))
report = File(payload=BytesIO(b"test,result\\n1,passed\\n"), file_name="client.csv", mime_type="text/csv")
made = draft_evidence.sync_detailed(
    release, client=client, body=DraftEvidenceFilesBody(facts=facts, add=[report]), idempotency_key="client-1"
)
assert made.status_code == 201, made.content
piece = made.parsed
assert (piece.state, piece.criteria, [file.name for file in piece.files]) == ("draft", [key], ["client.csv"])
assert made.headers["Location"].endswith(f"/evidence/{piece.receipt}/")

read = releases_evidence_read.sync_detailed(release, piece.receipt, client=client)
assert read.parsed == piece
change = ChangeEvidence(criteria=[key], text="Changed by a client.", defects=Defects(field_3=0))
done = change_evidence.sync_detailed(
    release, piece.receipt, client=client, body=change, if_match=read.headers["ETag"]
)
assert (done.status_code, done.parsed.text) == (200, "Changed by a client."), done.content
assert done.parsed.defects.to_dict() == {"3": 0}

late = ChangeEvidence(criteria=[key], text="From an old page.")
stale = change_evidence.sync_detailed(
    release, piece.receipt, client=client, body=late, if_match=read.headers["ETag"]
)
assert stale.status_code == 412
problem = stale.parsed
assert isinstance(problem, Problem)
assert problem.yours["text"] == "From an old page."
assert problem.theirs["text"] == "Changed by a client."
again = change_evidence.sync_detailed(
    release, piece.receipt, client=client, body=late, if_match=problem.stored
)
assert (again.status_code, again.parsed.text) == (200, "From an old page."), again.content

refused = draft_evidence.sync(release, client=client, body=DraftEvidence(criteria=["testing-999"]))
assert isinstance(refused, Problem) and refused.status == 422
assert (refused.errors[0].field, refused.errors[0].place) == ("criteria", "/criteria")
gone = discard_evidence.sync_detailed(
    release, piece.receipt, client=client, if_match=again.headers["ETag"]
)
assert gone.status_code == 204, gone.content
print("The client did it all.")
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """The interpreter of an environment with the generator."""
    folder = tmp_path_factory.mktemp("generator")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    made = folder / "bin" / "python"
    install = [str(made), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", GENERATOR]
    done = subprocess.run(install, capture_output=True, text=True, timeout=600)
    if done.returncode:
        pytest.skip(f"{GENERATOR} cannot be installed here: {done.stderr.strip().splitlines()[-1]}")
    return made


@pytest.fixture(scope="module")
def client_folder(python, tmp_path_factory) -> Path:
    """The client, made without a warning: each would be a defect of our description."""
    from rest_framework.renderers import JSONRenderer

    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_bytes(JSONRenderer().render(description()))
    (folder / "config.yml").write_text("package_name_override: secrel_client\n")
    done = subprocess.run(
        [
            *(str(python.with_name("openapi-python-client")), "generate", "--path", "openapi.json"),
            *(
                "--config",
                "config.yml",
                "--meta",
                "none",
                "--output-path",
                "secrel_client",
                "--fail-on-warning",
            ),
        ],
        cwd=folder,
        env=os.environ | {"PATH": f"{python.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip() == "Generating secrel_client"
    return folder


def test_each_endpoint_has_a_function_of_the_client(client_folder):
    made = {path.stem for path in (client_folder / "secrel_client" / "api").glob("*/*.py")} - {"__init__"}
    described = [endpoint for methods in description()["paths"].values() for endpoint in methods.values()]
    assert made == {endpoint["operationId"] for endpoint in described}
    assert len(made) == len(described)


def test_the_client_creates_reads_changes_gets_412_and_recovers(python, client_folder, stack: Stack):
    secret = stack.shell(TOKEN)
    program = client_folder / "program.py"
    program.write_text(PROGRAM)
    done = subprocess.run(
        [str(python), "program.py", stack.address, secret], cwd=client_folder, capture_output=True, text=True
    )
    assert done.stdout.strip() == "The client did it all.", done.stdout + done.stderr
