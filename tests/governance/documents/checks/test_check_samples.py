"""The two published RIDs: each slip that DOMAIN 9 names for them is found with its figures, and none that is none."""

import io
import json
import re
from datetime import date

import pytest
from django.core.management import call_command

from governance.documents.checks.document import CheckContext
from governance.documents.checks.run import check
from governance.documents.rid.plain import lift
from governance.examples import reference
from tests.governance.importer.test_importer import needs_samples
from tests.support.stack import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"
PAPER = "panel-releases-update-jan-2020-with-june-2020-rid-v1.1.txt"


def standard() -> list[tuple[str, str]]:
    """Annex 1 of the paper of January 2020: category and text of each criterion."""
    text = (SAMPLES / PAPER).read_text().split("Annex 1: Standard SEC Release acceptance criteria")[-1]
    text = " ".join(text.split("SEC Release Implementation")[0].split())
    found = []
    for category in ("Operational", "Testing", "Security"):
        heading = rf"{category} acceptance criteria – reviewed by[^0-9]*"
        part = re.search(heading + r"(.*?)(?=[A-Z][a-z]+ acceptance criteria –|$)", text)[1]
        rows = re.split(r"(?:^|\s)\d\. (?=The DCC|SECAS)", part)
        found += [(category.lower(), row.strip()) for row in rows if row.strip()]
    return found


def findings(name: str, **context) -> list[tuple[str, str, str]]:
    document = json.loads((SAMPLES / f"{name}.expected.json").read_text())
    rid = lift(document, site="http://localhost", marks=[])
    rows = check(rid, CheckContext(expansions=dict(reference.GLOSSARY), **context))
    return [(row.severity, row.rule, row.message) for row in rows]


JUNE_2020 = [
    (
        "warning",
        "participant-row-empty",
        "The row of MP088 has no tick, though it changes Section D, Section G, Section L.",
    ),
    (
        "warning",
        "date-not-set",
        "14 of 23 rows have no date yet: “DCC submits draft SEC Release TAD”, “TAG reviews draft SEC Release TAD”, "
        "“DCC consults on draft SEC Release TAD” and 11 more.",
    ),
    (
        "warning",
        "baseline-lead-short",
        "“Panel baselines RID for system-impacting modifications” is 258 days before the go-live. "
        "It is due 12 months before, by "
        "25 June 2019 (366 days).",
    ),
    (
        "warning",
        "baseline-lead-short",
        "“Panel baselines RID for non-system-impacting modifications” is 160 days before the "
        "go-live. It is due 6 months before, by "
        "25 December 2019 (183 days).",
    ),
    (
        "error",
        "total-mismatch",
        "The total is stated as £1,120,042; the cells add up to £1,180,042: £60,000 less is stated.",
    ),
    ("warning", "criteria-not-standard", "Testing 4 differs from the standard: “live” for “production”."),
    ("warning", "criteria-not-standard", "The security criteria of the standard are missing: 1."),
]
JUNE_2021 = [
    (
        "warning",
        "tick-without-summary",
        "DCC: four modifications tick it (MP144, MP146, MP147, MP153), and one is described "
        "(MP147); no point is about MP144, MP146, "
        "MP153 (judged by its words: this document does not say which point is about which modification).",
    ),
    (
        "warning",
        "baseline-lead-short",
        "“Panel baselines RID for system-impacting modifications” is 342 days before the go-live. "
        "It is due 12 months before, by "
        "24 June 2020 (365 days).",
    ),
    (
        "note",
        "baseline-date-disagrees",
        "The timetable says 17 July 2020 for “Panel baselines RID for system-impacting modifications”, the history "
        "24 July 2020 for version 1.0: 7 days later.",
    ),
    (
        "note",
        "baseline-date-disagrees",
        "The timetable says 11 December 2020 for “Panel baselines RID for non-system-impacting modifications”, the "
        "history 14 December 2020 for version 2.0: 3 days later.",
    ),
    (
        "error",
        "history-incomplete",
        "MP106 is approved, day not recorded: the history names it without its approval.",
    ),
    (
        "error",
        "history-incomplete",
        "MP147 is approved, day not recorded: the history names it without its approval.",
    ),
    ("error", "acronym-missing", "CH is used twice and is not in the glossary."),
    ("error", "acronym-missing", "CHISM is used once and is not in the glossary."),
    ("error", "acronym-missing", "SM is used once and is not in the glossary."),
    ("error", "acronym-missing", "SMKI is used 4 times and is not in the glossary."),
    ("error", "acronym-missing", "WAN is used 4 times and is not in the glossary."),
    (
        "error",
        "acronym-expanded-twice",
        "SIT is written out in 2 ways: “System Integration Testing”, “Systems Integration Testing”.",
    ),
]


@needs_samples
def test_the_paper_states_sixteen_standard_criteria():
    counted = [
        sum(category == name for category, _ in standard()) for name in ("operational", "testing", "security")
    ]
    assert counted == [9, 6, 1]


@needs_samples
def test_june_2020_has_the_slips_that_were_published():
    assert findings("june-2020-rid-v1.1", standard=standard()) == JUNE_2020


@needs_samples
def test_june_2021_has_the_slips_that_were_published():
    of_secas = [row for row in standard() if row[1].startswith("SECAS")]
    assert findings("june-2021-rid-v8.0", standard=of_secas) == JUNE_2021


SHIPPED_2020 = [
    *JUNE_2020[:5],
    (
        "warning",
        "criteria-not-standard",
        "The operational criteria are another set than the standard: 9 of 9 differ (1, 2, 3, 4, 5, 6, 7, 8, 9).",
    ),
    (
        "warning",
        "criteria-not-standard",
        "The testing criteria are another set than the standard: 6 of 6 differ (1, 2, 3, 4, 5, 6).",
    ),
    JUNE_2020[6],
]
"""With the standard of the product, which says the same in its own words, sentence by sentence."""
OF_2021 = [
    (
        "warning",
        "criteria-not-standard",
        "Operational 1 differs from the standard: “will be” for “is”; “implementation” is added.",
    ),
    (
        "warning",
        "criteria-not-standard",
        "Operational 2 differs from the standard: “brought to readiness all” for “made ready”; “that” for “for "
        "which”; “for that are needed to support the new services” is added.",
    ),
]


def shipped(*, for_documents: bool) -> list[tuple[str, str]]:
    """Category and text of the criteria that `manage.py bootstrap` loads."""
    return [
        (category, text)
        for category, _, text, _, _, also_for_documents in reference.CRITERIA
        if also_for_documents or not for_documents
    ]


@needs_samples
def test_june_2020_has_the_same_findings_with_the_standard_of_the_product_but_for_its_words():
    assert findings("june-2020-rid-v1.1", standard=shipped(for_documents=False)) == SHIPPED_2020


@needs_samples
def test_june_2021_has_the_same_findings_with_the_standard_of_the_product_but_for_its_words():
    found = findings("june-2021-rid-v8.0", standard=shipped(for_documents=True))
    assert [row for row in found if row not in OF_2021] == JUNE_2021
    assert [row for row in found if row in OF_2021] == OF_2021


@needs_samples
@pytest.mark.parametrize("name", ["june-2020-rid-v1.1", "june-2021-rid-v8.0"])
def test_a_document_older_than_the_standard_has_notes_on_its_criteria_that_say_so(name):
    standard = shipped(for_documents="2021" in name)
    found = findings(name, standard=standard, standard_from=date(2026, 3, 2))
    notes = [row for row in found if row[1] == "criteria-not-standard"]
    assert {severity for severity, *_ in notes} == {"note"}
    assert all(
        text.endswith(" The standard is in force since 2 March 2026, after the date of this document.")
        for *_, text in notes
    )
    assert len(found) == len(findings(name, standard=standard))


@needs_samples
def test_moved_to_6_may_six_rows_of_june_2020_come_after_the_go_live():
    document = json.loads((SAMPLES / "june-2020-rid-v1.1.expected.json").read_text())
    document["release"]["go_live"] = "2020-05-06"
    document["timeline"][-1]["when"] = {"label": "06 May 20", "precision": "day", "date": "2020-05-06"}
    rid = lift(document, site="http://localhost", marks=[])
    late = [row.message for row in check(rid, CheckContext()) if row.rule == "event-after-go-live"]
    assert len(late) == 6
    assert late[0] == (
        "“DCC submits UIT Completion Report and evidence against the testing acceptance criteria” on 20 May 20 is 14 "
        "days after the go-live of 6 May 2020."
    )


@needs_samples
@pytest.mark.django_db
def test_the_command_checks_a_file_without_later_facts_about_its_modifications(examples):
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_rid", str(SAMPLES / "june-2021-rid-v8.0.expected.json"), "--json", stdout=out)
    errors = [(row["severity"], row["rule"], row["said"]) for row in json.loads(out.getvalue())]
    assert [row for row in errors if row[0] == "error"] == [row for row in JUNE_2021 if row[0] == "error"]
