"""An annex that is still to come: entered, printed as to come, compared, imported, exported and checked."""

import copy
from datetime import date

import pytest

from governance.documents.engine.blocks import texts
from governance.documents.rid.document import annexes
from governance.documents.rid.types.rid import RidContent
from governance.importer.importing import import_rid
from governance.importer.reading import Refused, check_document
from releases.models.releases import Release
from releases.models.testing import Annex
from releases.operations.testing import set_annexes
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.record import AuditEntry
from tests.governance.acceptance.accepting import file
from tests.governance.importer.test_importer import ON
from tests.governance.versions.checked import checked, document
from tests.releases.editing.sheet_forms import save
from tests.support.factories import ReleaseFactory
from tests.support.large import large_document
from tests.support.rids import compared, composed

PATH = "/releases/june-2020/edit/annexes/"
TAD = {"label": "Annex A", "title": "The TAD"}
LATE_FEB = {"label": "Late Feb 21", "precision": "late_month", "date": "2021-02"}
TO_COME = TAD | {"state": "to_come", "expected": LATE_FEB, "owner": "the DCC"}


def printed(*rows):
    content = document()["content"] | {"annexes": list(rows)}
    return list(texts(annexes(RidContent.of_data(content))))


@pytest.mark.django_db
def test_an_annex_to_come_is_entered_and_is_there_once_its_file_is_attached(june, as_role):
    client = as_role("analyst")
    new = {
        "label": "Annex B",
        "title": "Report",
        "state": "to_come",
        "expected": "late feb 21",
        "owner": "the DCC",
    }
    assert save(client, PATH, add=[new]).status_code == 303
    assert composed(june)["annexes"][1] == TO_COME | {"label": "Annex B", "title": "Report"}
    assert AuditEntry.objects.filter(action="releases.set_annexes").latest("position").changes["annexes"][1][
        1
    ] == ("Report (to come, expected in Late Feb 21, from the DCC)")
    page = client.get(PATH).content.decode()
    assert "To come, expected in Late Feb 21, from the DCC" in page
    entered = {"what": "Report", "file": file("report.pdf"), "reason": "It came."}
    assert client.post(f"{PATH}file/", entered).status_code == 303
    assert composed(june)["annexes"][1] == {"label": "Annex B", "title": "Report"}
    assert AuditEntry.objects.filter(action="releases.attach_annex").latest("position").changes["state"] == [
        "to come, expected in Late Feb 21, from the DCC",
        "there",
    ]
    refused = save(client, PATH, **{"1.state": "to_come"})
    assert (refused.status_code, "has the file report.pdf, so it is there" in refused.content.decode()) == (
        422,
        True,
    )


@pytest.mark.django_db
def test_an_annex_that_comes_loses_its_date_and_one_that_is_there_takes_none(june, as_role):
    client = as_role("analyst")
    assert save(client, PATH, **{"0.state": "to_come", "0.expected": "Feb 21"}).status_code == 303
    assert save(client, PATH, **{"0.state": "there"}).status_code == 303
    row = Annex.objects.get(release=june)
    assert (row.is_to_come, str(row.expected)) == (False, "")
    refused = save(client, PATH, **{"0.expected": "Feb 21"})
    assert refused.status_code == 422
    assert "has an expected date or an owner, which only an annex to come has" in refused.content.decode()


@pytest.mark.django_db
def test_an_annex_is_either_to_come_or_there(analyst):
    release = ReleaseFactory()
    for facts in (
        ("Annex A", "TAD", None, False, PartialDate(2021)),
        ("Annex A", "TAD", None, False, PartialDate(), "X"),
    ):
        with pytest.raises(RuleBroken, match="Choose “To come”, or remove them"):
            set_annexes(by=analyst, release=release, annexes=[facts], token=AS_STORED, on=date(2021, 10, 1))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([TAD], ["This document names one annex:", "Annex A: The TAD"]),
        (
            [TO_COME],
            [
                "This document names one annex, which is still to come:",
                "Annex A: The TAD (to come, expected in Late Feb 21, from the DCC)",
            ],
        ),
        (
            [TAD, {"label": "Annex B", "title": "Report", "state": "to_come"}],
            [
                "This document names these annexes, some of which are still to come:",
                "Annex A: The TAD",
                "Annex B: Report (to come)",
            ],
        ),
        (
            [TAD | {"state": "to_come", "expected": {"label": "tbc", "precision": "unknown", "date": None}}]
            * 2,
            [
                "This document names these annexes, which are still to come:",
                *["Annex A: The TAD (to come, expected tbc)"] * 2,
            ],
        ),
    ],
)
def test_an_annex_to_come_prints_as_to_come(rows, said):
    assert printed(*rows) == said


def test_an_annex_that_came_is_compared_by_its_facts():
    old, new = (document()["content"] | {"annexes": [row]} for row in (TO_COME, TAD))
    assert [(one.label, one.before, one.after) for one in compared(old, new)] == [
        ("Annex A: state", "to come", ""),
        ("Annex A: expected", "Late Feb 21", ""),
        ("Annex A: owner", "the DCC", ""),
    ]


@pytest.mark.parametrize(("version", "severity"), [("0.2", "note"), ("1.1", "warning"), ("3.0", "error")])
def test_an_annex_to_come_is_no_broken_promise_before_the_second_baseline(version, severity):
    data = document()
    data["issue"]["document"]["version"] = version
    data["content"]["annexes"] = [TO_COME]
    data["content"]["testing"]["dcc_approach"].append("How SIT is done is in Annex A.")
    found = {finding.rule: finding.severity for finding in checked(data) if finding.rule.startswith("annex")}
    assert found == {"annex-to-come": severity}
    data["content"]["testing"]["dcc_approach"][-1] = "How SIT is done is in Annex C."
    assert "annex-missing" in {finding.rule for finding in checked(data)}


@pytest.mark.django_db
def test_an_annex_to_come_comes_in_and_goes_out_and_stays_where_a_later_document_is_silent():
    given = large_document(2)
    given["document"]["annexes"] = [TO_COME, {"label": "Annex B", "title": "Report", "state": "there"}]
    imported = import_rid(by=SYSTEM, document=check_document(copy.deepcopy(given)), on=ON)
    assert imported.again == given
    assert [row.place for row in imported.differences if "annexes" in row.place] == []
    release = Release.objects.get()
    assert composed(release)["annexes"] == [TO_COME, {"label": "Annex B", "title": "Report"}]
    silent = copy.deepcopy(given)
    silent["document"] |= {"version": "12.0", "annexes": [TAD]}
    import_rid(by=SYSTEM, document=check_document(silent), on=ON)
    assert composed(release)["annexes"] == [TO_COME]
    there = copy.deepcopy(given)
    there["document"] |= {"version": "13.0", "annexes": [TAD | {"state": "there"}]}
    import_rid(by=SYSTEM, document=check_document(there), on=ON)
    assert composed(release)["annexes"] == [TAD]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (TAD | {"owner": "the DCC"}, "document/annexes/0: only an annex with the state “to_come”"),
        (TO_COME | {"expected": LATE_FEB | {"date": "TBC"}}, "document/annexes/0/expected: “TBC”"),
        (TO_COME | {"state": "perhaps"}, "document/annexes/0/state"),
    ],
)
def test_an_annex_that_cannot_be_is_refused_with_its_place(row, sentence):
    given = large_document(2)
    given["document"]["annexes"] = [row]
    with pytest.raises(Refused) as refused:
        check_document(given)
    assert sentence in str(refused.value)
