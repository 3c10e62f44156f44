"""Publication notices are understood: what comes into effect, which modifications, which documents."""

import pytest

from governance.importer.refused import Refused
from governance.importer.source.document import Line
from governance.importer.updates.notice import understand_notices
from tests.governance.importer.updates.test_papers import needs_samples, paper, sample, table

MODIFICATIONS = ["SECMP0062"] + [
    f"MP{name}"
    for name in [
        "080",
        "081",
        "093",
        "098",
        "101",
        "102A",
        "103",
        "110",
        "112",
        "115",
        "118",
        "120",
        "124",
        "127",
        "131",
        "133",
        "142",
    ]
]
# document: CodeWorks, modification, designation
NOVEMBER = {
    **dict.fromkeys(("Section A", "Section G", "Section I", "Section J", "Section L"), "YYN"),
    **dict.fromkeys(("Schedule 8", "Schedule 9", "Appendix AD", "Appendix AF"), "NYY"),
    **dict.fromkeys(("Schedule 10", "Appendix M", "Appendix O"), "NNY"),
    **dict.fromkeys(("Schedule 11", "Appendix D", "Appendix E"), "YYY"),
    **dict.fromkeys(("Appendix A", "Appendix Q"), "NYN"),
    "Appendix B": "NYY",
    **dict.fromkeys(("Appendix I", "Appendix L"), "YYN"),
    **dict.fromkeys(("Appendix AB", "Appendix AC"), "YNY"),
}
OTHERS = [  # effective, SEC version, form, modifications, documents
    ("2020-07-23", None, "ad_hoc", ["MP135"], ["Section G"]),
    ("2020-05-29", None, "ad_hoc", ["MP123"], ["Schedule 11"]),
    ("2020-05-27", None, "ad_hoc", ["MP130"], ["Section F"]),
    ("2020-04-03", None, "documents", [], ["Appendix AK"]),
    ("2020-02-27", None, "release", [], ["Section G", "Section Z", "Appendix H"]),
    ("2020-01-31", "6.24", "ad_hoc", ["SECMP0069"], ["Section A", "Section D", "Section I"]),
]


def answers(row):
    return "".join(
        "Y" if said in (True, "yes") else "N"
        for said in (row["codeworks"], row["by_modification"], row["by_designation"])
    )


def facts_of(row):
    refs = [one["ref"] for one in row["modifications"]]
    documents = [one["document"] for one in row["documents"]]
    return row["effective"]["date"], row["sec_version"], row["form"], refs, documents


@needs_samples
def test_notices_of_2020_are_understood():
    found = understand_notices(sample("website-notices-2020.txt"))
    first, *others = found.facts["notices"]
    assert (first["effective"]["date"], first["published"], first["sec_version"]) == (
        "2020-11-29",
        "2020-11-27",
        "27.0",
    )
    assert (first["form"], first["release"], first["stated_count"]) == (
        "release",
        "November 2020 SEC Release",
        18,
    )
    assert [row["ref"] for row in first["modifications"]] == MODIFICATIONS
    assert (first["modifications"][0]["part"], first["modifications"][1]["title"]) == (
        "2",
        "Managing DUIS uplifts",
    )
    assert {row["status"] for row in first["modifications"]} == {"Implemented"}
    assert {row["document"]: answers(row) for row in first["documents"]} == NOVEMBER
    assert [facts_of(row) for row in others] == OTHERS
    assert others[4]["stated_count"] == 3
    assert others[3]["documents"][0]["clause"] == "Clause 4.2 of the SEC Appendix AK"
    assert [field.path for field in found.below()] == ["/notices/1/documents/0/document"]  # “Schedule G”
    assert [row.text.split(" ")[0] for row in found.left] == ["SEC", "Proposal"]


def test_notice_in_tables_is_understood():
    found = understand_notices(
        paper(
            Line("SEC version 41.0 published", heading=1),
            Line("2 March 2023"),
            Line("SEC version 41.0 takes effect on 3 March 2023 and implements two modifications."),
            table(
                ["Modification", "Status"],
                ["MP201 ‘Hub swaps’", "Implemented"],
                ["MP188A ‘Alerts’", "Implemented"],
            ),
            table(
                ["SEC document", "Changed by designation", "Changed by modification", "On CodeWorks"],
                ["Section F ‘Smart Metering System Requirements’", "No", "Yes", "Yes"],
                ["Appendix 7 ‘GB Companion Specification’", "Yes", "", "No"],
            ),
        )
    )
    (notice,) = found.facts["notices"]
    assert facts_of(notice)[:2] == ("2023-03-03", "41.0")
    assert [(row["ref"], row["title"]) for row in notice["modifications"]] == [
        ("MP201", "Hub swaps"),
        ("MP188A", "Alerts"),
    ]
    assert [(row["document"], answers(row)) for row in notice["documents"]] == [("Section F", "YYN")]
    assert "Appendix 7" in found.left[0].text


def test_other_news_is_no_notice():
    with pytest.raises(Refused, match="does not look like a publication notice"):
        understand_notices(paper(Line("Our helpdesk is closed on 25 December 2023.")))
