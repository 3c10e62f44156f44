"""`compare_rid`: two of files, releases and versions."""

import copy
import io
import json

import pytest
from django.core.management import CommandError, call_command

from governance.versions.models import RidVersion
from tests.governance.documents.slips.bases import complete

pytestmark = pytest.mark.django_db


def compared(*arguments: str) -> tuple[int, str]:
    """Exit status and what is printed."""
    out, status = io.StringIO(), 0
    try:
        call_command("compare_rid", *arguments, stdout=out)
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue()


@pytest.fixture
def files(tmp_path):
    data = complete().data
    other = copy.deepcopy(data)
    other["release"]["go_live"] = "2023-11-09"
    for name, one in (("old", data), ("new", other)):
        (tmp_path / f"{name}.json").write_text(json.dumps(one))
    return str(tmp_path / "old.json"), str(tmp_path / "new.json")


def test_two_files_are_compared_as_sentences_or_data(files):
    status, printed = compared(*files)
    assert status == 1
    assert printed.endswith("1 fact differs.\n")
    status, printed = compared(*files, "--json")
    [change] = json.loads(printed)["changes"]
    assert (status, change["path"], change["kind"]) == (1, ["release", "go_live"], "changed")
    assert (change["before"], change["after"], change["days"]) == ("2 November 2023", "9 November 2023", 7)
    assert change["sentence"].endswith(".")


def test_equal_rids_differ_in_nothing(files):
    assert compared(files[0], files[0]) == (0, "0 facts differ.\n")
    status, printed = compared(files[0], files[0], "--json")
    assert (status, json.loads(printed)["changes"]) == (0, [])


def test_versions_and_snapshots_are_read_too(examples, tmp_path):
    version = RidVersion.objects.get(release=examples.june, major=8)
    (tmp_path / "snapshot.json").write_text(json.dumps(version.snapshot.as_data()))
    assert compared(str(tmp_path / "snapshot.json"), "june-2021/8.0")[0] == 0
    assert compared("june-2021/7.0", "june-2021/8.0") == (
        1,
        "Scope: MP144 is approved for this release; it was targeted before. [changed, scope/MP144/status]\n"
        "1 fact differs.\n",
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("june-2031", "There is no release “june-2031”."),
        ("june-2021/9.0", "has no version 9.0"),
        ("missing.json", "missing.json cannot be read: No such file or directory."),
    ],
)
def test_what_cannot_be_read_is_said_with_status_2(examples, name, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        compared("june-2021/8.0", name)
    assert refused.value.returncode == 2
