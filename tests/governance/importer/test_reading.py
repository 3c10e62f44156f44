"""Bad input is refused with the place, the value and the rule, and nothing is stored."""

import copy
import io
import json

import pytest
from django.core.management import CommandError, call_command

from governance.importer.reading import LARGEST, Refused, check_document, read_document
from governance.versions.models import RidVersion
from releases.models.releases import Release
from secrel.core.models.record import AuditEntry

DOCUMENT = {
    "schema": "secrel.rid/1",
    "release": {"name": "June 2023 SEC Release", "go_live": "2023-06-29"},
    "document": {
        "version": "0.1",
        "date": "2021-10-01",
        "classification": "white",
        "reference": None,
        "annexes": [],
    },
    "scope": {
        "approved": [],
        "targeted": [
            {"ref": "MP901", "title": "A change", "part": None, "summary": "proposes to help.", "options": []}
        ],
        "change_requests": [],
    },
    "impacts": {
        "participants": {"MP901": ["dcc"]},
        **{name: [] for name in ("party_summaries", "dcc_summaries", "documents", "other_codes")},
    },
    "timeline": [
        {
            "when": {"label": "24 Jun 23", "precision": "day", "date": "2023-06-24"},
            "event": "Test",
            "notes": "",
        }
    ],
    "testing": {"system_testing": True, "dcc_approach": [], "user_approach": []},
    "costs": {
        "dcc_total": {"status": "quoted", "amount": "4"},
        "dcc_lines": [
            {"ref": "MP901"}
            | {
                stage: {"status": "firm", "amount": "1"}
                for stage in ("design_build_pit", "sit", "uit", "implement_to_live")
            }
        ],
        "secas_implementation": {"days": 2, "amount": "1200"},
        "secas_project_management": None,
    },
    "acceptance": {name: [] for name in ("general", "operational", "testing", "security")},
    "history": [{"version": "0.1", "date": "2021-10-01", "changes": "First."}],
    "glossary": {},
}


def changed(path, value):
    document = copy.deepcopy(DOCUMENT)
    *steps, last = path
    place = document
    for step in steps:
        place = place[step]
    if value is None and isinstance(place, dict):
        del place[last]
    else:
        place[last] = value
    return document


ITEM = DOCUMENT["scope"]["targeted"][0]
BAD = [
    (("schema",), "secrel.rid/2", "schema: “secrel.rid/2” is not supported. Use “secrel.rid/1”"),
    (("scope",), None, "the document: “scope” is missing."),
    (("colour",), "red", "the document: “colour” is not a field here."),
    (
        ("scope", "targeted", 0, "ref"),
        "MOD1",
        "scope/targeted/0/ref: “MOD1”: a reference is MP153, MP102A, DP173 or SECMP0062.",
    ),
    (("scope", "targeted", 0, "ref"), "MP000", "“MP000” is not a reference: numbers begin with 1."),
    (
        ("scope", "approved"),
        [ITEM],
        "scope/targeted/0/ref: “MP901” appears twice; each may appear only once.",
    ),
    (
        ("release", "go_live"),
        "2023-02-30",
        "release/go_live: “2023-02-30” is not a date: write it as 2021-06-24.",
    ),
    (
        ("release", "go_live"),
        "20230629",
        "release/go_live: “20230629” is not a date: write it as 2021-06-24.",
    ),
    (
        ("timeline", 0, "when", "date"),
        "2023-02-30",
        "timeline/0/when: “2023-02-30” with the precision “day” is not a date",
    ),
    (
        ("timeline", 0, "when", "date"),
        "2023-06",
        "timeline/0/when: “2023-06” with the precision “day” is not a date",
    ),
    *(
        (
            ("timeline", 0, "when", "date"),
            text,
            f"timeline/0/when: “{text}” with the precision “day” is not a date",
        )
        for text in ("", "TBC", "24 Jun 23", "٢٠٢٣-٠٦-٢٤")
    ),
    (
        ("costs", "dcc_lines", 0, "sit", "amount"),
        "12.345",
        "costs/dcc_lines/0/sit/amount: “12.345”: an amount is pounds, with two decimals or none: 1200 or 1200.50.",
    ),
    (
        ("costs", "dcc_lines", 0, "sit", "amount"),
        "9" * 20,
        "costs/dcc_lines/0/sit/amount: “99999999999999999999…” is more than a release can cost.",
    ),
    (
        ("costs", "secas_implementation", "days"),
        -1,
        "costs/secas_implementation/days: -1 is not a number of days",
    ),
    (("document", "version"), "1.1000", "version: “1.1000” is not a version number: 1.0, 1.1, 12.0."),
    (
        ("release", "go_live"),
        "0221-06-24",
        "release/go_live: “0221-06-24” lies outside the years 1990 to 2099.",
    ),
    (
        ("document", "annexes"),
        [{"label": "x" * 41, "title": "T"}],
        "has 41 characters; at most 40 are allowed.",
    ),
    (("scope", "targeted", 0, "ref"), "MP٩٠١", "a reference is MP153, MP102A, DP173 or SECMP0062."),
    (("scope", "targeted", 0, "ref"), "MP901\n", "a reference is MP153, MP102A, DP173 or SECMP0062."),
    (("costs", "dcc_lines", 0, "sit", "amount"), "١٢", "an amount is pounds"),
    (
        ("costs", "dcc_lines", 0, "sit", "amount"),
        "012",
        "“012”: an amount does not begin with a zero: 12, not 012.",
    ),
    (("costs", "dcc_lines", 0, "ref"), "DP901", "“DP901” and “MP901” are one modification"),
    (("scope", "targeted", 0, "url"), "javascript:alert(1)", "is not the address of a page"),
    (("release", "name"), " ", "release/name: is empty; a release has a name."),
    (("document",), {}, "document: “date” is missing."),
    (("testing", "dcc_approach"), ["a\uffffb"], "testing/dcc_approach/0: holds the control character"),
    (("testing", "dcc_approach"), ["a\x00b"], "testing/dcc_approach/0: holds the control character '\\x00'"),
    (("testing", "system_testing"), "yes", "“yes” has the wrong type: true or false is expected."),
    (
        ("document", "classification"),
        "blue",
        "document/classification: “blue” is not one of “white”, “green”",
    ),
    (
        ("impacts", "participants", "MP901"),
        ["dcc", "dcc"],
        'impacts/participants/MP901: “["dcc", "dcc"]” has the same entry twice',
    ),
]


@pytest.mark.parametrize(("path", "value", "sentence"), BAD, ids=lambda part: None)
def test_bad_document_is_refused_with_place_value_and_rule(path, value, sentence):
    with pytest.raises(Refused) as refused:
        check_document(changed(path, value))
    assert sentence in refused.value.text


FILES = [
    (b"{", "is not JSON: expecting property name enclosed in double quotes at line 1, column 2."),
    (b"\xff\xfe", "is not text in UTF-8 (byte 0). Save it as UTF-8."),
    (b"[1, 2]", "the document: “[1, 2]” has the wrong type: an object is expected."),
    (b'{"a": NaN}', "holds NaN, which is not a number."),
    (
        b'{"glossary": {"SEC": "a", "SEC": "b"}}',
        "glossary: “SEC” appears twice; each name may appear only once.",
    ),
    (b"[" * 100_000, "is not JSON of a RID: it is nested too deeply"),
    (b"%PDF-1.7", "rid.json is damaged: its end is missing, or something else follows it."),
    (b"{}", "schema: is missing; a RID as data begins with “schema”"),
    (b"1" * 5000, "is not JSON of a RID"),
]


def test_problems_are_listed_in_document_order():
    document = changed(("timeline",), [DOCUMENT["timeline"][0] | {"event": n} for n in range(12)])
    with pytest.raises(Refused) as refused:
        check_document(document)
    assert [problem.split(":")[0] for problem in refused.value.problems[:3]] == [
        *("timeline/0/event", "timeline/1/event", "timeline/2/event"),
    ]


def test_a_document_of_nothing_but_mistakes_is_soon_refused():
    with pytest.raises(Refused) as refused:
        check_document(changed(("timeline",), [1] * 150_000))
    assert len(refused.value.problems) == 100


def test_a_byte_order_mark_is_ignored(tmp_path):
    file = tmp_path / "rid.json"
    file.write_text("\ufeff" + json.dumps(DOCUMENT))
    assert read_document(file) == DOCUMENT


@pytest.mark.parametrize(("text", "sentence"), FILES, ids=lambda part: None)
def test_bad_file_is_refused_with_a_sentence(tmp_path, text, sentence):
    file = tmp_path / "rid.json"
    file.write_bytes(text)
    with pytest.raises(Refused) as refused:
        read_document(file)
    assert sentence in refused.value.text


def test_file_of_50_mb_is_refused_unread(tmp_path):
    file = tmp_path / "large.json"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(Refused, match=rf"large\.json has 50,000,000 bytes; a RID has at most {LARGEST:,}"):
        read_document(file)


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"nothing\.json cannot be read: No such file or directory\."):
        read_document(tmp_path / "nothing.json")


@pytest.mark.django_db
def test_refused_command_leaves_nothing_behind(tmp_path):
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(changed(("scope", "targeted", 0, "ref"), "MP000")))
    before = AuditEntry.objects.count()
    with pytest.raises(CommandError, match="numbers begin with 1"):
        call_command("import_rid", str(file))
    assert (Release.objects.count(), AuditEntry.objects.count()) == (0, before)


@pytest.mark.django_db
def test_dry_run_prints_the_document_and_stores_nothing(tmp_path):
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(DOCUMENT))
    out, before = io.StringIO(), AuditEntry.objects.count()
    call_command("import_rid", str(file), "--dry-run", stdout=out, stderr=io.StringIO())
    assert json.loads(out.getvalue()) == DOCUMENT
    assert (Release.objects.count(), AuditEntry.objects.count()) == (0, before)


@pytest.mark.django_db
def test_import_records_the_user_and_the_deviations(tmp_path, analyst):
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(changed(("costs", "dcc_total", "amount"), "5")))
    out = io.StringIO()
    call_command("import_rid", str(file), "--by", analyst.email, stdout=out)
    assert (
        "Costs, DCC costs, total, amount: the document says “£5”; the facts say “£4”. The total is computed from the "
        "costs, and not stored."
    ) in out.getvalue()
    assert AuditEntry.objects.latest("position").actor_name == "secrel"  # the queued PDF
    assert AuditEntry.objects.get(action="governance.import_rid").actor_name == analyst.name
    with pytest.raises(CommandError, match=r"There is no account with the address x@example.org"):
        call_command("import_rid", str(file), "--by", "x@example.org")


SNAPSHOTS = [
    (
        lambda data: data["issue"]["decision"].update(content_digest="0" * 64),
        "the digest of the decision is not that of this content",
    ),
    (
        lambda data: data["issue"]["record_head"].update(position=10**20),
        "is not a position in an audit trail",
    ),
    (
        lambda data: data["content"]["timeline"][0].update(key="a/b"),
        "may hold letters, digits and hyphens only",
    ),
    (lambda data: data["content"]["acceptance"]["criteria"][0].update(key="foo"), "the keys must be those"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("tamper", "sentence"), SNAPSHOTS, ids=lambda part: None)
def test_bad_snapshot_is_refused(examples, tamper, sentence):
    version = RidVersion.objects.get(release__slug="february-2021", major=2)
    data = json.loads(json.dumps(version.snapshot.as_data()))
    assert check_document(data) == data
    tamper(data)
    with pytest.raises(Refused) as refused:
        check_document(data)
    assert sentence in refused.value.text


@pytest.mark.django_db
def test_export_takes_the_version_beside_the_release_too(examples):
    one, other = io.StringIO(), io.StringIO()
    call_command("export_rid", "june-2021/8.0", stdout=one)
    call_command("export_rid", "june-2021", "--version", "8.0", stdout=other)
    assert json.loads(one.getvalue())["document"]["version"] == "8.0"
    assert other.getvalue() == one.getvalue()
    with pytest.raises(CommandError, match=r"is version 8\.0, but --version is 7\.0"):
        call_command("export_rid", "june-2021/8.0", "--version", "7.0")


@pytest.mark.django_db
def test_a_write_error_on_standard_output_is_reported_in_a_sentence(examples):
    with pytest.raises(CommandError, match="Standard output cannot be written: No space left on device"):
        call_command("export_rid", "june-2021", stdout=open("/dev/full", "w"))
