"""Releases update papers are understood: every modification of a release, and what the paper says of it."""

import pytest

from governance.importer.refused import Refused
from governance.importer.source.document import Cell, Line, Place, SourceDocument, Table
from governance.importer.source.text import read_text
from governance.importer.updates.paper import understand_paper
from governance.importer.updates.recognising import NOTICE, PAPER, RID, kind_of_document
from tests.support.stack import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"
needs_samples = pytest.mark.skipif(
    not SAMPLES.exists(), reason="the samples are beside the project, and are not here"
)
NOV_21, FEB_22, JUN_22, NOV_22 = (
    f"{name} SEC Release" for name in ("November 2021", "February 2022", "June 2022", "November 2022")
)
JUN_20, NOV_20, Y_21 = "June 2020 SEC Release", "November 2020 SEC Release", "2021 SEC Releases"
A, T, C, OUT = "approved", "targeted", "candidate", "out"
# release, reference, standing, tick, cut-off, change; where a tick is False, no text of this extract can be sure
SEPTEMBER_2021 = {
    *((NOV_21, ref, A, True, None, "") for ref in ("SECMP0007", "MP077", "MP090", "MP105")),
    *((NOV_21, ref, A, False, None, "") for ref in ("MP138", "MP150", "MP157", "MP158")),
    (NOV_21, "MP149", T, False, "2021-10-21", ""),
    (NOV_21, "MP164", T, False, None, ""),
    (NOV_21, "MP180", T, False, "2021-10-28", ""),
    *((FEB_22, ref, T, False, None, "") for ref in ("MP109", "MP116", "MP121", "MP159", "MP167", "DP173")),
    (FEB_22, "MP128B", T, False, None, "add"),
    (FEB_22, "MP154", OUT, None, None, "remove"),
    *((JUN_22, ref, A, True, None, "") for ref in ("SECMP0015", "SECMP0024", "MP104")),
    *((NOV_22, ref, A, True, None, "") for ref in ("SECMP0015", "SECMP0056", "MP099")),
    *((NOV_22, ref, T, True, None, "") for ref in ("MP078", "MP107", "MP140", "MP141")),
}
JANUARY_2020 = {
    *((JUN_20, ref, A, True, None, "") for ref in ("SECMP0053", "SECMP0062 1")),
    *((JUN_20, ref, T, False, None, "add") for ref in ("MP079", "MP084", "MP088")),
    *((NOV_20, ref, T, True, None, "") for ref in ("SECMP0046", "SECMP0062 2", "SECMP0067", "MP093")),
    *(
        (Y_21, r, C, True, None, "move")
        for r in ("SECMP0007", "SECMP0015", "SECMP0024", "SECMP0056", "MP078")
    ),
}


def sample(name):
    return read_text((SAMPLES / name).read_bytes(), name)


def rows_of(found, *, without_part=("DUIS and MMC changes only",)):
    return {
        (
            release["name"],
            f"{row['ref']} {row['part']}" if row["part"] and row["part"] not in without_part else row["ref"],
            row["standing"],
            row["impacts_dcc"],
            row["cut_off"]["date"],
            row["change"],
        )
        for release in found.facts["releases"]
        for row in release["rows"]
    }


@needs_samples
def test_paper_of_september_2021_is_understood():
    found = understand_paper(sample("csc-releases-update-sep-2021.txt"))
    assert rows_of(found) == SEPTEMBER_2021
    assert [row["go_live"] for row in found.facts["releases"]] == [
        "2021-11-04",
        "2022-02-24",
        "2022-06-30",
        "2022-11-03",
    ]
    assert (found.facts["paper"]["date"], found.facts["paper"]["body"]) == ("2021-09-21", "CSC")
    titles = {row["ref"]: row["title"] for release in found.facts["releases"] for row in release["rows"]}
    assert titles["MP149"] == "Effecting Changes to the Smart Energy Code efficiently"
    assert titles["MP105"] == "Sending SR11.2 to Devices in Suspended State"
    unsure = {field.path for field in found.below()}
    assert "/releases/0/rows/10/cut_off" in unsure  # the row of MP180 names MP149
    ticks = {f"/releases/{n}/rows/{m}/impacts_dcc" for n, m in ((0, 4), (0, 7), (1, 0))}
    assert ticks <= unsure


@needs_samples
def test_paper_of_january_2020_is_understood_although_a_rid_is_behind_it():
    source = sample("panel-releases-update-jan-2020-with-june-2020-rid-v1.1.txt")
    found = understand_paper(source)
    assert rows_of(found) == JANUARY_2020
    assert found.facts["paper"] == {
        "reference": "SECP_76_1701_23",
        "date": "2020-01-10",
        "body": "Panel",
        "classification": "white",
    }
    unsure = {field.path for field in found.below()}
    assert unsure == {
        f"/releases/0/rows/{n}/standing" for n in (0, 1)
    }  # included; SECMP0062 awaits its decision
    assert {row["from_release"] for row in found.facts["releases"][2]["rows"]} == {NOV_20}
    assert kind_of_document(source) == RID


@needs_samples
def test_kinds_of_the_samples_are_recognised():
    assert kind_of_document(sample("csc-releases-update-sep-2021.txt")) == PAPER
    assert kind_of_document(sample("website-notices-2020.txt")) == NOTICE
    assert kind_of_document(sample("june-2021-rid-v8.0.txt")) == RID


def table(*rows):
    cells = (tuple(Cell((Line(text, Place(1)),) if text else ()) for text in row) for row in rows)
    return Table(tuple(cells), "", Place(1))


def paper(*blocks):
    return SourceDocument("a.docx", "docx", "0" * 64, tuple(blocks))


def test_tables_are_read_by_what_their_columns_mean():
    found = understand_paper(
        paper(
            Line("Update on SEC Releases", heading=1),
            Line("This paper tells the Sub-Committee how the releases stand."),
            Line("November 2023 SEC Release (2 November 2023)", heading=2),
            table(
                ["DCC Systems impacted?", "Proposal", "Where it stands: progress", "Decision needed by"],
                ["Y", "MP201 ‘Hub swaps’ part 2", "Approved by the Change Board on 3 May 2023.", ""],
                [
                    "",
                    "DP219 ‘Parties’ reports’",
                    "In Refinement. It would be issued for vote in August 2023.",
                    "6 Oct 2023",
                ],
                ["N", "MP188A ‘Alerts’", "This was withdrawn by the Proposer.", "n/a"],
            ),
            Line("MP230 ‘Data’ should be added to the scope of the June 2024 SEC Release."),
            Line("Recommendations", heading=2),
        )
    )
    assert rows_of(found) == {
        ("November 2023 SEC Release", "MP201 2", A, True, None, ""),
        ("November 2023 SEC Release", "DP219", T, False, "2023-10-06", ""),
        ("November 2023 SEC Release", "MP188A", OUT, False, None, ""),
        ("June 2024 SEC Release", "MP230", T, None, None, "add"),
    }
    row = found.facts["releases"][0]["rows"][1]
    assert (row["title"], row["expected"]["label"]) == ("Parties’ reports", "August 2023")
    assert found.facts["releases"][0]["go_live"] == "2023-11-02"


def test_text_without_rows_is_no_paper():
    with pytest.raises(Refused, match="does not look like a releases update paper"):
        understand_paper(paper(Line("This paper asks the Panel to note the June 2024 SEC Release.")))
