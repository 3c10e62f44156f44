"""Impacts and summaries as a browser sends them: what is stored, and the sentences shown."""

from datetime import date

import pytest

from releases.operations.scope import move_in_scope
from releases.queries import scope_item
from secrel.core.models.record import AuditEntry
from tests.releases.editing.sheet_forms import save, sheet
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"


def test_participants_are_ticked_and_the_audit_trail_holds_the_reason(june, as_role):
    client = as_role("analyst")
    response = save(client, f"{JUNE}/edit/participants/", **{"MP088.dcc": "1", "MP084.other_sec_parties": ""})
    assert response.status_code == 303
    ticks = composed(june)["impacts"]["participants"]
    assert (ticks["MP088"], ticks["MP084"]) == (["dcc"], [])
    entry = AuditEntry.objects.filter(action="releases.set_ticks").latest("position")
    assert (entry.reason, entry.changes["ticks"][1]) == ("As agreed", ["MP084", "MP088"])


def test_two_analysts_in_one_matrix_both_get_their_ticks(june, as_role):
    first, second = as_role("analyst"), as_role("analyst")
    mine = sheet(first, f"{JUNE}/edit/participants/", **{"MP088.dcc": "1"})
    assert save(second, f"{JUNE}/edit/participants/", **{"MP088.suppliers": "1"}).status_code == 303
    assert first.post(f"{JUNE}/edit/participants/", mine).status_code == 303
    assert composed(june)["impacts"]["participants"]["MP088"] == ["suppliers", "dcc"]


def test_a_document_is_added_by_its_short_name(june, as_role):
    path = f"{JUNE}/edit/documents/"
    response = save(as_role("analyst"), path, add=[{"document": "app o", "MP088": "1"}])
    assert response.status_code == 303
    added = [row for row in composed(june)["impacts"]["documents"] if row["document"] == "Appendix O"]
    assert added[0]["modifications"] == ["MP088"]


def test_an_unknown_document_is_refused_at_its_cell(june, as_role):
    response = save(
        as_role("analyst"), f"{JUNE}/edit/documents/", add=[{"document": "App ZZZ", "MP088": "1"}]
    )
    assert response.status_code == 422
    assert "There is no SEC document “App ZZZ”." in response.content.decode()


def test_summary_points_nest_move_and_keep_their_modifications(june, as_role):
    path = f"{JUNE}/edit/summary/"
    client = as_role("analyst")
    add = [
        {"audience": "dcc", "area": "Governance", "text": "Above.", "modifications": "mp79"},
        {"audience": "dcc", "area": "Governance", "text": "Below.", "sub": "1"},
    ]
    assert save(client, path, add=add).status_code == 303
    area = composed(june)["impacts"]["dcc_summaries"][-1]
    assert area["points"][-1] == {"text": "Above.", "sub": ["Below."], "modifications": ["MP079"]}


def test_a_point_of_the_dcc_without_an_area_is_refused_and_stays_in_the_form(june, as_role):
    response = save(as_role("analyst"), f"{JUNE}/edit/summary/", add=[{"audience": "dcc", "text": "Where?"}])
    assert response.status_code == 422
    page = response.content.decode()
    errors = response.context["sheet_input"].errors
    assert list(errors.values()) == ["Enter the area of the DCC, for example Systems."]  # at its cell
    assert next(iter(errors))[1] == "area"
    assert "\nWhere?</textarea>" in page


def test_coverage_names_ticks_without_text_and_text_without_tick(june, as_role):
    client = as_role("analyst")
    save(client, f"{JUNE}/edit/participants/", **{"MP088.dcc": "1", "MP084.other_sec_parties": ""})
    gaps = client.get(f"{JUNE}/edit/summary/").context["coverage"]
    sentences = {(gap.reference, gap.label, gap.sentence) for gap in gaps}
    assert ("MP088", "Tick without text", "DCC is ticked, but no point explains it.") in sentences
    assert (
        "MP084",
        "Text without tick",
        "There is a point for Other SEC Parties, but it is not ticked.",
    ) in sentences


def test_a_document_without_a_tick_is_not_dropped_silently(june, as_role):
    response = save(as_role("analyst"), f"{JUNE}/edit/documents/", add=[{"document": "App O"}])
    assert response.status_code == 422
    assert "Tick the modifications that change Appendix O" in response.content.decode()


def test_modifications_of_a_sub_point_are_not_dropped_silently(june, as_role):
    add = [{"audience": "suppliers", "text": "Below.", "sub": "1", "modifications": "MP079"}]
    response = save(as_role("analyst"), f"{JUNE}/edit/summary/", add=add)
    assert response.status_code == 422
    assert "has the modifications of the point above" in response.content.decode()


def test_notes_of_the_impacts_are_saved_alone(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/statements/impacts/"
    form = client.get(path).context["form"]
    entered = {"sec_documents": form.initial["sec_documents"], "other_codes": form.initial["other_codes"]}
    entered |= {"other_code_names": "\n".join(form.initial["other_code_names"]), "was": form["was"].value()}
    assert client.post(path, entered | {"notes": "To come.", "reason": "r"}).status_code == 303
    assert june.sections.get(key="impacts").notes == ["To come."]


def test_coverage_names_points_about_what_is_not_in_scope_and_rows_without_a_tick(june, as_role, analyst):
    item = scope_item("june-2020", "MP084").get()
    move_in_scope(by=analyst, item=item, move="take_out", reason="As agreed", on=date(2021, 10, 1))
    gaps = as_role("analyst").get(f"{JUNE}/edit/summary/").context["coverage"]
    sentences = {(gap.reference, gap.label, gap.sentence) for gap in gaps}
    assert ("MP084", "Not in scope", "A point for Other SEC Parties mentions it.") in sentences
    assert ("MP088", "No tick", "No participant is ticked, and no reason is given.") in sentences


def test_the_summary_knows_whom_each_modification_affects(june, as_role):
    page = as_role("analyst").get(f"{JUNE}/edit/summary/")
    found = {row.reference: row.audiences for row in page.context["affecting"]}
    assert found["MP084"] == ["other_sec_parties"]
    assert list(found) == ["SECMP0053", "SECMP0062", "MP079", "MP084", "MP088"]
