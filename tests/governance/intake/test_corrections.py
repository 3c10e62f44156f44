"""Unsure fields of papers and notices: what is asked of several rows stands together, and is yes or no where it is."""

from django.template.loader import render_to_string

from governance.importer.source.document import Place
from governance.importer.understanding.understood import UnderstoodField
from governance.importer.updates.recognising import PAPER
from governance.intake.corrections import corrected, unsure_fields
from governance.intake.reading import Reading

LOST = "A text can lose where a tick stood."


def unsure(path, changed=LOST, source=""):
    return UnderstoodField(path, 0.5, Place(line=3), "tick in the table", changed, source)


def reading(*fields):
    rows = [{"ref": "MP138", "impacts_dcc": False}, {"ref": "MP149", "impacts_dcc": True}]
    return Reading({"releases": [{"name": "November 2021 SEC Release", "rows": rows}]}, fields, kind=PAPER)


BOTH = reading(*(unsure(f"/releases/0/rows/{row}/impacts_dcc") for row in (0, 1)))


def test_what_is_asked_of_several_rows_is_one_table_of_yes_or_no():
    page = render_to_string("intake/unsure.html", {"unsure": unsure_fields(BOTH)})
    assert page.count("Impacts DCC Systems") == 1
    assert page.count(LOST) == 1
    assert page.count("<select") == 2
    assert '<label for="field/releases/0/rows/0/impacts_dcc">MP138, November 2021 SEC Release</label>' in page
    assert page.count('<option value="yes" selected>') == page.count('<option value="no" selected>') == 1


def test_a_field_with_a_source_of_its_own_or_another_reason_stands_alone():
    fields = unsure_fields(
        reading(
            unsure("/releases/0/rows/0/impacts_dcc"),
            unsure("/releases/0/rows/1/impacts_dcc", changed="The row is torn."),
            unsure("/releases/0/rows/1/ref", changed="“MPI49” is read as MP149.", source="MPI49"),
        )
    )
    page = render_to_string("intake/unsure.html", {"unsure": fields})
    assert "<table" not in page
    assert [one.label for one in fields] == [
        "MP138, November 2021 SEC Release: impacts DCC Systems",
        "MP149, November 2021 SEC Release: impacts DCC Systems",
        "MP149, November 2021 SEC Release: reference",
    ]


def test_yes_and_no_are_taken_over():
    facts = corrected(BOTH, {"field/releases/0/rows/0/impacts_dcc": "yes"})
    assert [row["impacts_dcc"] for row in facts["releases"][0]["rows"]] == [True, True]
