"""What an import says about facts that it cannot store, and what it stores then."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command

from governance.versions.models import Deviation, RidVersion
from releases.models.releases import Release
from secrel.core.models.record import AuditEntry
from tests.governance.importer.test_importer import take
from tests.governance.importer.test_importing_over import document, in_parts

pytestmark = pytest.mark.django_db
TOP = "cannot be stored as facts"
NOT_WORDS = re.compile(r"[{}\[\]]|None|True|False|\": |_")
OTHER_TITLE = (
    "Scope, approved, SECMP0060, title: the document says “Another title”; the facts say “Change 0 of the enduring "
    "arrangements – quicker answers”. An import never changes a title that is stored here. Correct the document, or "
    "the title in the register."
)


def clean(version):
    """A document of which every fact can be stored."""
    data = document(version)
    data["impacts"]["documents"] = [row for row in data["impacts"]["documents"] if row["modifications"]]
    return data


@pytest.fixture
def other_title(tmp_path):
    """The next version of a release, with another title than the one that is stored."""
    take(clean("1.1"))
    data = clean("1.2")
    data["scope"]["approved"][0]["title"] = "Another title"
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(data))
    return file


def run(*arguments):
    """Exit status, standard output and standard error."""
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("import_rid", *map(str, arguments), stdout=out, stderr=errors)
    except SystemExit as ended:
        return ended.code, out.getvalue(), errors.getvalue()
    return 0, out.getvalue(), errors.getvalue()


def test_import_that_would_lose_a_fact_saves_nothing(other_title):
    before = AuditEntry.objects.count()
    status, out, errors = run(other_title)
    first, *lines = errors.splitlines()
    assert (status, out) == (1, "")
    assert first.startswith("1 statement of the document cannot be stored as facts, so nothing was saved.")
    assert f"  {OTHER_TITLE}" in lines
    assert not NOT_WORDS.search(errors)
    assert (RidVersion.objects.count(), AuditEntry.objects.count()) == (1, before)


def test_dry_run_reports_the_same_with_the_same_status(other_title):
    _, _, report = run(other_title)
    status, out, errors = run(other_title, "--dry-run")
    assert status == 1
    assert errors.splitlines()[1:] == report.splitlines()[1:]
    assert "a real import would save nothing and exit with 1" in errors.splitlines()[0]
    assert json.loads(out)["document"]["version"] == "1.2"
    assert run(other_title, "--dry-run", "--keep-as-published")[0] == 0
    assert RidVersion.objects.count() == 1


def test_version_kept_as_published_shows_the_same_sentences(other_title, as_role):
    status, out, errors = run(other_title, "--keep-as-published")
    assert (status, errors) == (0, "")
    assert out.splitlines()[0].startswith(
        "1 statement of the document cannot be stored as facts; the version keeps"
    )
    assert f"  {OTHER_TITLE}" in out.splitlines()
    version = RidVersion.objects.get(minor=2)
    assert version.snapshot.content.data["scope"]["approved"][0]["title"] == "Another title"
    assert OTHER_TITLE in as_role("analyst").get(version.get_absolute_url()).content.decode()


def test_deviation_of_an_older_import_is_shown_in_words(as_role):
    version = take(document("1.1")).version
    Deviation.objects.create(
        version=version,
        path="scope/approved",
        stated='[{"ref": "MP149", "title": "T"}]',
        computed='[{"ref": "MP150", "title": "U"}]',
    )
    page = as_role("analyst").get(version.get_absolute_url()).content.decode()
    assert "Scope, approved, MP149: the document has “MP149 T”; the facts do not." in page
    assert "Scope, approved, MP150: the facts have “MP150 U”; the document does not." in page


def test_modification_of_another_release_is_named_with_it(tmp_path):
    take(in_parts("June 2045 SEC Release", None, True))
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(in_parts("November 2045 SEC Release", "2", True)))
    status, _, errors = run(file)
    assert status == 1
    assert (
        "Scope, approved, SECMP0060: the document has “SECMP0060 Change 0 of the enduring arrangements – quicker "
        "answers”; the facts do not. SECMP0060 is approved in the June 2045 SEC Release. A modification is in one "
        "release only, unless it is divided into parts."
    ) in errors
    assert not NOT_WORDS.search(errors)
    assert not Release.objects.filter(slug="november-2045").exists()


def test_proposal_under_its_other_name_is_no_difference(tmp_path):
    data = json.loads(json.dumps(clean("1.1")).replace("MP061", "DP061"))
    assert "DP061" in json.dumps(data)
    take(data)
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(clean("1.2")))
    status, out, errors = run(file)
    assert (status, TOP in out + errors) == (0, False)


def test_total_that_is_no_sum_is_reported_and_imported(tmp_path):
    data = clean("1.1")
    data["costs"]["dcc_total"] = {"status": "quoted", "amount": "5"}
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(data))
    status, out, _ = run(file)
    assert (status, TOP in out) == (0, False)
    assert (
        "Costs, DCC costs, total, amount: the document says “£5”; the facts say “£26,670”. The total is computed from "
        "the costs, and not stored."
    ) in out


def test_facts_that_an_operation_refuses_are_reported(tmp_path):
    """Days and amount that give no possible day rate: the costs stay as they are, and the reason is the operation's."""
    data = document("1.1")
    data["costs"]["secas_implementation"] = {"days": 0.01, "amount": "999999"}
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(data))
    status, _, errors = run(file)
    assert status == 1
    assert "Costs, SECAS, implementation: " in errors
    assert "Enter a day rate above £0 and below £1,000,000." in errors
    before = AuditEntry.objects.count()
    assert run(file, "--keep-as-published")[0] == 0
    assert not AuditEntry.objects.filter(position__gt=before, action="costs.set_cells").exists()


def test_message_of_the_database_is_never_shown(tmp_path, monkeypatch):
    from django.db import IntegrityError

    from governance.management.commands import import_rid

    def refused(**_):
        raise IntegrityError('duplicate key value violates unique constraint "x"')

    monkeypatch.setattr(import_rid, "import_rid", refused)
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(document("1.1")))
    with pytest.raises(CommandError, match=r"rid\.json does not fit the facts stored here") as error:
        call_command("import_rid", str(file))
    assert "constraint" not in str(error.value)
