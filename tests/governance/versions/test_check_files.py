"""`check_rid` on files: the version before, and RIDs of other releases beside it."""

import copy
import io
import json

import pytest
from django.core.management import CommandError, call_command

from governance.versions.operations.versions import issue_draft
from governance.versions.queries.checking import check_version
from modifications.operations.register import add_part
from releases.operations.scope import add_to_scope, move_in_scope
from secrel.core.changes.operations import SYSTEM
from tests.governance.documents.slips.bases import complete
from tests.governance.importer.test_importer import take
from tests.governance.importer.test_importing_over import in_parts
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    """Writes documents as files, and returns their names."""

    def write(**documents):
        for name, data in documents.items():
            (tmp_path / f"{name}.json").write_text(data if isinstance(data, str) else json.dumps(data))
        return [str(tmp_path / f"{name}.json") for name in documents]

    return write


def found(*arguments: str) -> tuple[int, list[tuple[str, str]]]:
    """Exit status, and rule and sentence of each finding."""
    out, status = io.StringIO(), 0
    try:
        call_command("check_rid", *arguments, "--json", stdout=out)
    except SystemExit as ended:
        status = ended.code
    return status, [(row["rule"], row["said"]) for row in json.loads(out.getvalue())]


def versions() -> tuple[dict, dict]:
    """The complete document, and the version before it."""
    data = copy.deepcopy(complete().data)
    earlier = copy.deepcopy(data)
    last = earlier["history"].pop()
    assert last["version"] == data["document"]["version"]
    earlier["document"]["version"] = earlier["history"][-1]["version"]
    earlier["document"]["date"] = earlier["history"][-1]["date"]
    earlier["document"].pop("status", None)
    return data, earlier


def test_a_version_that_follows_the_one_before_has_no_finding(files):
    data, earlier = versions()
    name, before = files(rid=data, earlier=earlier)
    assert found(name, "--before", before) == (0, [])


def test_an_amount_ten_times_that_of_the_version_before_is_a_warning(files):
    data, earlier = versions()
    line = data["costs"]["dcc_lines"][0]
    cell = next(stage for stage in ("sit", "uit", "design_build_pit") if line[stage]["amount"])
    earlier["costs"]["dcc_lines"][0][cell]["amount"] = str(int(float(line[cell]["amount"]) * 10))
    name, before = files(rid=data, earlier=earlier)
    status, rows = found(name, "--before", before)
    assert status == 0
    [(rule, sentence)] = rows
    assert rule == "amount-jump"
    assert sentence.startswith(f"{line['ref']}, ")
    assert sentence.endswith("10 times less.")


def test_numbers_and_dates_out_of_order_against_the_version_before_are_errors(files):
    data, earlier = versions()
    earlier["document"] |= {"version": "9.0", "date": "2031-05-01"}
    name, before = files(rid=data, earlier=earlier)
    status, rows = found(name, "--before", before)
    head = data["document"]
    assert status == 1
    assert (
        "history-out-of-order",
        f"The document is version {head['version']}, and the version before it is 9.0.",
    ) in rows
    assert [rule for rule, _ in rows] == ["history-out-of-order"] * 2
    assert "and the version before it 1 May 2031." in rows[1][1]


def test_a_date_of_the_version_before_other_than_in_the_history_is_an_error(files):
    data, earlier = versions()
    row = earlier["history"][-1]
    earlier["document"]["date"] = "2020-01-02"
    name, before = files(rid=data, earlier=earlier)
    status, rows = found(name, "--before", before)
    assert (status, [rule for rule, _ in rows]) == (1, ["history-against-versions"])
    assert rows[0][1].startswith(f"The history dates version {row['version']} ")
    assert rows[0][1].endswith("that version says 2 January 2020.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "earlier.json is empty. Export the RID again, or choose another file."),
        ("not json", "earlier.json is not JSON: "),
        ("[]", "earlier.json: the document: “[]” has the wrong type: an object is expected."),
        ("{}", "earlier.json: schema: is missing; a RID as data begins with “schema”: “secrel.rid/1”."),
        ("%PDF-1.7", "earlier.json is damaged: its end is missing"),
    ],
)
def test_a_version_before_that_is_no_rid_is_refused_in_a_sentence(files, content, sentence):
    name, before = files(rid=versions()[0], earlier=content)
    with pytest.raises(CommandError) as refused:
        call_command("check_rid", name, "--before", before)
    assert sentence in str(refused.value)
    assert refused.value.returncode == 1


def test_a_missing_file_and_a_release_are_no_version_before(files, tmp_path):
    [name] = files(rid=versions()[0])
    with pytest.raises(CommandError, match=r"nothing\.json cannot be read: No such file or directory\."):
        call_command("check_rid", name, "--before", str(tmp_path / "nothing.json"))
    with pytest.raises(CommandError, match=r"Use --before with two files\."):
        call_command("check_rid", name, "--before", "june-2021")


def test_the_document_itself_and_another_release_are_no_version_before(files):
    data, earlier = versions()
    earlier["release"]["name"] = "February 2019 SEC Release"
    name, same, other = files(rid=data, same=data, other=earlier)
    with pytest.raises(
        CommandError, match=r"is the document itself\. Use --before with the file of the version"
    ):
        call_command("check_rid", name, "--before", same)
    with pytest.raises(CommandError, match="is a version of the February 2019 SEC Release, not of the "):
        call_command("check_rid", name, "--before", other)


def other_release(data: dict, ref: str, part: str | None) -> dict:
    """A document of another release with one of the modifications, as a whole or a part of it."""
    other = copy.deepcopy(data)
    other["release"]["name"] = "February 2031 SEC Release"
    for status in ("approved", "targeted"):
        other["scope"][status] = [
            entry | {"part": part} for entry in other["scope"][status] if entry["ref"] == ref
        ]
    return other


@pytest.mark.parametrize(
    ("here", "there", "named"),
    [
        (None, "1", "February 2031 SEC Release (part 1)"),
        ("1", None, "February 2031 SEC Release"),
        (None, None, "February 2031 SEC Release"),
        ("1", "1", "February 2031 SEC Release (part 1)"),
        ("1", "2", ""),
    ],
)
def test_a_modification_in_two_files_is_found_unless_they_hold_other_parts_of_it(files, here, there, named):
    data = versions()[0]
    entry = data["scope"]["approved"][0]
    entry["part"] = here
    name, other = files(rid=data, other=other_release(data, entry["ref"], there))
    _, rows = found(name, "--beside", other)
    shared = [sentence for rule, sentence in rows if rule == "in-two-releases"]
    assert shared == ([f"{entry['ref']} is in scope here, and in {named} too."] if named else [])


def test_files_of_the_same_release_and_releases_are_not_compared_beside(files):
    data, earlier = versions()
    name, other = files(rid=data, earlier=earlier)
    with pytest.raises(
        CommandError, match="Use --beside with a RID of another release, and --before with the"
    ):
        call_command("check_rid", name, "--beside", other)
    with pytest.raises(CommandError, match=r"Use --beside with a file\. The scope"):
        call_command("check_rid", "june-2021", "--beside", other)
    with pytest.raises(CommandError, match="There is no release “june-1999”"):
        call_command("check_rid", name, "--beside", "june-1999")


def in_two(version) -> list[str]:
    rows = check_version(version, with_drafts=True)
    return [row.finding.message for row in rows if row.finding.rule == "in-two-releases"]


def test_versions_with_the_whole_here_and_a_part_there_are_found_in_the_one_that_is_out_of_date(people, day):
    modification = ModificationFactory(reference="MP777")
    june, november = (ReleaseFactory(name=f"{month} 2044 SEC Release") for month in ("June", "November"))
    item = ScopeItemFactory(release=june, part=modification.parts.get(), status="targeted")
    whole = issue_draft(by=people.analyst, release=june, changes="MP777 added.", on=day)
    assert in_two(whole) == []
    move_in_scope(
        by=people.analyst,
        item=item,
        move="take_out",
        ground="moved",
        to_release=november,
        reason="Divided.",
        on=day,
    )
    part = add_part(by=people.analyst, modification=modification, name="1", on=day)
    add_to_scope(
        by=SYSTEM, release=november, part=part, status="targeted", description="do a part of it.", on=day
    )
    divided = issue_draft(by=people.analyst, release=november, changes="MP777 part 1 added.", on=day)
    assert in_two(whole) == ["MP777 is in scope here, and in November 2044 SEC Release (part 1) too."]
    assert in_two(divided) == []
    later = issue_draft(by=people.analyst, release=june, changes="MP777 left.", on=day)
    assert in_two(later) == []


def test_imported_versions_with_the_whole_here_and_a_part_there_are_found_in_both():
    june = take(in_parts("June 2045 SEC Release", None, True)).version
    assert in_two(june) == []
    november = take(in_parts("November 2045 SEC Release", "2", True)).version
    assert [item.status for item in november.release.scope.all()] == ["candidate"]
    assert in_two(november) == ["SECMP0060 is in scope here, and in June 2045 SEC Release too."]
    assert in_two(june) == ["SECMP0060 is in scope here, and in November 2045 SEC Release (part 2) too."]


def test_imported_versions_with_other_parts_are_not_found():
    june = take(in_parts("June 2045 SEC Release", "1", True)).version
    november = take(in_parts("November 2045 SEC Release", "2", True)).version
    assert (in_two(june), in_two(november)) == ([], [])
