"""Pages that edit a release: what a browser sends, what is stored, what is said."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from costs.models import CostCell, SecasEffort
from governance.documents.compose import compose
from governance.models import Criterion, EarlierVersion
from modifications.models import Assessment, ChangeRequest, Modification
from releases.models import Release, ScopeEvent, ScopeItem, TimelineRow
from secrel.core.models import AuditEntry
from tests.governance.test_evidence import file

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"


@pytest.fixture
def june(examples):
    return Release.objects.get(slug="june-2020")


def sheet(client, path, *, add=None, remove=(), **cells) -> dict[str, list[str]]:
    """The sheet at an address as a browser would send it back; `add` is a list of new rows."""
    page = client.get(path)
    lines = [line for line in page.context["lines"] if not line.is_new]
    data = QueryDict(mutable=True)
    data["was"] = page.context["typed"].was_json
    rows = [line.row.key for line in lines]
    for line in lines:
        for cell in line.cells:
            if not cell.locked:
                data[cell.name] = cell.value
    for number, row in enumerate(add or [], start=1):
        rows.append(f"new-{number}")
        for name, text in row.items():
            data[f"new-{number}.{name}"] = text
    data.setlist("row", rows)
    for name, text in cells.items():
        data[name] = text
    for key in remove:
        data[f"{key}.remove"] = "1"
    data["reason"] = "As agreed"
    return dict(data.lists())


def save(client, path, **typed):
    return client.post(path, sheet(client, path, **typed))


def test_participants_are_ticked_and_the_record_says_why(june, as_role):
    client = as_role("analyst")
    response = save(client, f"{JUNE}/edit/participants/", **{"MP088.dcc": "1", "MP084.other_sec_parties": ""})
    assert response.status_code == 303
    ticks = compose(june)["impacts"]["participants"]
    assert (ticks["MP088"], ticks["MP084"]) == (["dcc"], [])
    entry = AuditEntry.objects.filter(action="releases.set_ticks").latest("position")
    assert (entry.reason, entry.changes["ticks"][1]) == ("As agreed", ["MP084", "MP088"])


def test_two_analysts_in_one_matrix_both_get_their_ticks(june, as_role):
    first, second = as_role("analyst"), as_role("analyst")
    mine = sheet(first, f"{JUNE}/edit/participants/", **{"MP088.dcc": "1"})
    assert save(second, f"{JUNE}/edit/participants/", **{"MP088.suppliers": "1"}).status_code == 303
    assert first.post(f"{JUNE}/edit/participants/", mine).status_code == 303
    assert compose(june)["impacts"]["participants"]["MP088"] == ["suppliers", "dcc"]


def test_a_document_is_added_by_typing_its_short_name(june, as_role):
    path = f"{JUNE}/edit/documents/"
    response = save(as_role("analyst"), path, add=[{"document": "app o", "MP088": "1"}])
    assert response.status_code == 303
    added = [row for row in compose(june)["impacts"]["documents"] if row["document"] == "Appendix O"]
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
    area = compose(june)["impacts"]["dcc_summaries"][-1]
    assert area["points"][-1] == {"text": "Above.", "sub": ["Below."], "modifications": ["MP079"]}


def test_a_point_of_the_dcc_without_an_area_is_refused_and_kept(june, as_role):
    response = save(as_role("analyst"), f"{JUNE}/edit/summary/", add=[{"audience": "dcc", "text": "Where?"}])
    assert response.status_code == 422
    page = response.content.decode()
    assert "Say which area of the DCC the point “Where?” is about." in page
    assert "\nWhere?</textarea>" in page


def test_coverage_names_ticks_without_text_and_text_without_tick(june, as_role):
    client = as_role("analyst")
    save(client, f"{JUNE}/edit/participants/", **{"MP088.dcc": "1", "MP084.other_sec_parties": ""})
    gaps = client.get(f"{JUNE}/edit/summary/").context["coverage"]
    said = {(gap.reference, gap.label, gap.sentence) for gap in gaps}
    assert ("MP088", "Tick without text", "DCC is ticked, and no point says why.") in said
    assert ("MP084", "Text without tick", "A point for Other SEC Parties is not ticked.") in said


def test_timetable_takes_dates_and_rules_as_people_write_them(june, as_role):
    path = f"{JUNE}/edit/timeline/"
    cells = {
        "sit-commences.date": "Late Nov 19",
        "uit-commences.date": "11 October 2019",
        "dcc-submits-the-draft-tad.date": "Q4 20",
        "tag-reviews-the-draft-tad.date": "10 WD before UIT commences",
    }
    assert save(as_role("analyst"), path, **cells).status_code == 303
    rows = {row.key: row for row in TimelineRow.objects.filter(release=june)}
    assert str(rows["sit-commences"].date) == "2019-11 late"
    assert str(rows["uit-commences"].date) == "2019-10-11"
    assert str(rows["dcc-submits-the-draft-tad"].date) == "2020-Q4"
    ruled = rows["tag-reviews-the-draft-tad"]
    assert (str(ruled.date), ruled.rule_days, ruled.follows_rule) == ("2019-09-27", -10, True)


def test_another_go_live_is_looked_at_first_and_breaks_six_rows(june, as_role):
    client = as_role("analyst")
    path = f"{JUNE}/edit/go-live/"
    page = client.get(path)
    typed = {
        "go_live_on": "6 May 2020",
        "was": page.context["form"]["was"].value(),
        "reason": "The DCC asked",
    }
    shown = client.post(path, typed)
    assert shown.status_code == 422
    assert [row.breaks for row in shown.context["consequences"]] == [True] * 6
    june.refresh_from_db()
    assert june.go_live_on == date(2020, 6, 25)
    again = {**typed, "seen": shown.context["form"]["seen"].value()}
    assert client.post(path, again).status_code == 303
    june.refresh_from_db()
    assert june.go_live_on == date(2020, 5, 6)


def test_costs_are_typed_and_a_slip_is_refused(june, as_role):
    path, client = f"{JUNE}/edit/costs/", as_role("analyst")
    refused = save(client, path, **{"SECMP0053.sit": "1,2o0"})
    assert refused.status_code == 422
    assert "“1,2o0” is no cost" in refused.content.decode()
    add = [{"line": "CR1088", "sit": "1,000 est"}]
    saved = save(
        client, path, add=add, **{"SECMP0053.sit": "n/a: counted with SECMP0062", "combined.uit": "5"}
    )
    assert saved.status_code == 303
    costs = compose(june)["costs"]
    assert costs["dcc_lines"][0]["sit"]["reason"] == "counted with SECMP0062"
    assert costs["change_request_lines"][0]["sit"] == {"status": "estimate", "amount": "1000"}
    assert costs["combined"]["uit"]["amount"] == "5"
    assert save(client, path, remove=["CR1088"], **{"combined.uit": ""}).status_code == 303
    june = Release.objects.get(pk=june.pk)
    assert not {"change_request_lines", "combined"} & set(compose(june)["costs"])


def test_the_total_is_computed_as_it_is_typed(june, as_role):
    client = as_role("analyst")
    path = f"{JUNE}/edit/costs/"
    data = sheet(client, path, **{"SECMP0053.sit": "26,640"})
    assert "£1,180,043" in client.post(f"{path}total/", data).content.decode()
    data["SECMP0053.sit"] = "tbc"
    assert "Not yet determined" in client.post(f"{path}total/", data).content.decode()
    assert CostCell.objects.get(item__part__modification__reference="SECMP0053", stage="sit").amount == 26639


def test_days_of_secas_come_to_their_amount(june, as_role):
    path = f"{JUNE}/edit/other-costs/"
    assert save(as_role("analyst"), path, **{"implementation.days": "3.5"}).status_code == 303
    assert SecasEffort.objects.get(release=june, kind="implementation").amount == 2100
    assert save(as_role("analyst"), path, **{"implementation.days": "0"}).status_code == 422


def test_criteria_are_amended_and_numbered_in_order(june, as_role):
    path = f"{JUNE}/edit/criteria/"
    add = [{"category": "security", "text": "It is safe.", "owner": "dcc", "reviewer": "ssc"}]
    assert save(as_role("analyst"), path, add=add, remove=["testing-1"]).status_code == 303
    acceptance = compose(june)["acceptance"]
    assert acceptance["security"] == ["It is safe."]
    assert (
        Criterion.objects.filter(release=june, category="testing").count() == len(acceptance["testing"]) == 5
    )


def test_a_glossary_is_kept_by_hand_once_it_is_changed(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/glossary/"
    assert save(client, path, add=[{"acronym": "XYZ", "expansion": "Something new"}]).status_code == 303
    assert compose(Release.objects.get(pk=june.pk))["glossary"]["XYZ"] == "Something new"
    assert client.post(f"{path}propose/").status_code == 303
    assert "XYZ" not in compose(Release.objects.get(pk=june.pk))["glossary"]


def test_history_from_before_is_entered_and_a_version_of_ours_is_not(june, as_role):
    client, path = as_role("analyst"), "/releases/november-2021/edit/history/"
    row = {"version": "0.1", "dated_on": "5 May 2021", "kind": "draft", "changes": "First."}
    refused = save(client, path, add=[row])
    assert (refused.status_code, "Version 0.1 is here" in refused.content.decode()) == (422, True)
    assert save(client, path, add=[row | {"version": "0.9"}]).status_code == 303
    assert EarlierVersion.objects.get(release__slug="november-2021", minor=9).dated_on == date(2021, 5, 5)


def test_change_requests_beside_are_entered_with_their_title(june, as_role):
    path = f"{JUNE}/edit/change-requests/"
    assert save(as_role("analyst"), path, add=[{"reference": "CR2002"}]).status_code == 422
    add = [{"reference": "cr 2002", "title": "Another", "description": "does more."}]
    assert save(as_role("analyst"), path, add=add).status_code == 303
    assert compose(june)["scope"]["change_requests"][-1]["ref"] == "CR2002"


def test_neighbours_and_annexes_are_lists(june, as_role):
    client = as_role("analyst")
    add = [{"name": "ECoS", "kind": "aligned", "tests_from": "Mar 22", "note": "Shares UIT."}]
    assert save(client, f"{JUNE}/edit/neighbours/", add=add).status_code == 303
    assert str(june.neighbours.get().programme.tests_from) == "2022-03"
    assert (
        save(client, f"{JUNE}/edit/annexes/", add=[{"label": "Annex B", "title": "More"}]).status_code == 303
    )
    assert compose(june)["annexes"][-1] == {"label": "Annex B", "title": "More"}


def test_statements_of_two_people_in_different_facts_are_merged(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/statements/scope/"
    was = client.get(path).context["form"]["was"].value()
    stored = client.get(path).context["form"].initial
    typed = {"change_requests": stored["change_requests"], "reason": "Agreed", "was": was}
    assert client.post(path, {**typed, "additions": "Theirs.", "notes": ""}).status_code == 303
    before = "\n\n".join(stored["additions"])
    assert client.post(path, {**typed, "additions": before, "notes": "Mine."}).status_code == 303
    scope = compose(Release.objects.get(pk=june.pk))["scope"]
    assert scope["additions"] == ["Theirs."]
    assert june.sections.get(key="scope").notes == ["Mine."]


def test_the_same_fact_shows_both_sides_to_keep_or_take(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/statements/scope/"
    was = client.get(path).context["form"]["was"].value()
    typed = {"change_requests": "items", "notes": "", "reason": "Agreed"}
    client.post(path, {**typed, "was": was, "additions": "Theirs."})
    conflict = client.post(path, {**typed, "was": was, "additions": "Mine."})
    assert conflict.status_code == 409
    assert conflict.context["outcome"].theirs == [("additions", "Additions", "Theirs.", "Mine.")]
    now = conflict.context["form"].data["was"]
    assert client.post(path, {**typed, "was": now, "additions": "Mine."}).status_code == 303
    assert compose(Release.objects.get(pk=june.pk))["scope"]["additions"] == ["Mine."]


def test_the_reason_is_asked_once_a_sitting(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/participants/"
    data = sheet(client, path, **{"MP088.dcc": "1"})
    data["reason"] = ""
    refused = client.post(path, data)
    assert "Say why you change it; you are asked once a sitting" in refused.content.decode()
    data["reason"] = "Panel of 17 January"
    assert client.post(path, data).status_code == 303
    assert 'value="Panel of 17 January"' in client.get(f"{JUNE}/edit/timeline/").content.decode()


def test_scope_takes_a_part_moves_it_and_keeps_both_ledgers(june, as_role):
    client = as_role("analyst")
    path = "/releases/february-2022/edit/scope/"
    typed = {"reference": "MP104", "status": "targeted", "description": "do it.", "reason": "The CSC agreed"}
    assert client.post(path, {**typed, "reference": "MP999"}).status_code == 422
    already = client.post(path, typed)
    assert "targeted" in already.content.decode() or already.status_code == 422
    item = ScopeItem.objects.get(release__slug="november-2021", part__modification__reference="MP164")
    move = client.get("/releases/november-2021/scope/MP164/").context["move_form"]
    moved = client.post(
        "/releases/november-2021/scope/MP164/",
        {"moves": "1", "to_release": "february-2022", "reason": "Not ready", "token": move["token"].value()},
    )
    assert moved.status_code == 303
    item.refresh_from_db()
    there = ScopeItem.objects.get(release__slug="february-2022", part=item.part)
    assert (item.status, there.status, there.description) == ("out", "targeted", item.description)
    left, entered = ScopeEvent.objects.filter(item__part=item.part).order_by("-pk")[:2][::-1]
    assert (left.move, left.ground, left.other_release.slug) == ("take_out", "moved", "february-2022")
    assert (entered.move, entered.other_release.slug) == ("enter", "november-2021")


def test_after_the_baseline_an_addition_says_its_ground(examples, as_role):
    june = Release.objects.get(slug="june-2020")
    client = as_role("analyst")
    path = f"{JUNE}/edit/scope/"
    systems = Modification.objects.get(reference="MP078")
    typed = {"reference": "MP078", "status": "targeted", "description": "do it.", "reason": "Panel"}
    refused = client.post(path, typed)
    assert systems.impacts_dcc_systems
    assert june.life == "system_baselined"
    assert "The scope of the June 2020 SEC Release is baselined" in refused.content.decode()


def test_a_release_is_opened_from_a_slot_with_what_its_kind_gives(examples, as_role):
    client = as_role("analyst")
    typed = {"slot": "june", "year": "2023", "profile": "document_only", "go_live_on": "", "name": ""}
    assert client.post("/releases/new/", typed)["Location"] == "/releases/june-2023/edit/"
    release = Release.objects.get(slug="june-2023")
    assert (release.name, str(release.go_live_on)) == ("June 2023 SEC Release", "2023-06-29")
    assert {row.category for row in release.criteria.all()} == {"operational"}
    assert [row.event for row in release.timeline.all()][-1] == "Release go-live"
    again = client.post("/releases/new/", typed)
    assert (again.status_code, "There is a release at the address june-2023" in again.content.decode()) == (
        422,
        True,
    )


def test_a_day_that_is_no_working_day_is_kept_and_said(examples, as_role):
    typed = {
        "slot": "ad_hoc",
        "year": "2023",
        "profile": "document_only",
        "go_live_on": "25 Dec 2023",
        "name": "Yule",
    }
    page = as_role("analyst").post("/releases/new/", typed, follow=True).content.decode()
    assert "25 Dec 2023 is no Working Day. It is kept" in page
    assert Release.objects.get(slug="2023-12-25-yule").slot == ""


def test_a_cancelled_release_says_where_its_scope_went(examples, as_role):
    typed = {"move": "cancel", "to_release": "june-2022", "reason": "Merged"}
    assert as_role("analyst").post("/releases/february-2022/edit/life/", typed).status_code == 303
    release = Release.objects.get(slug="february-2022")
    assert release.life == "cancelled"
    assert set(release.scope.values_list("status", flat=True)) == {"out"}
    moved = ScopeItem.objects.get(release__slug="june-2022", part__modification__reference="MP121")
    assert moved.status == "targeted"


def test_the_kind_is_changed_with_what_it_gives(examples, as_role):
    path = "/releases/february-2022/edit/kind/"
    client = as_role("analyst")
    assert "SIT commences" in client.get(path).content.decode()
    typed = {
        "profile": "system_impacting",
        "with_timetable": "on",
        "with_criteria": "on",
        "reason": "MP154 is in",
    }
    assert client.post(path, typed).status_code == 303
    release = Release.objects.get(slug="february-2022")
    assert release.timeline.filter(event="SIT commences").exists()
    assert release.criteria.filter(category="testing").count() == 6


def attributes_of(text: str) -> set[str]:
    """Names of all attributes that a browser would see."""
    found: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.update(name for name, _ in attributes)
    parser.feed(text)
    return found


def test_scripts_in_a_text_are_shown_as_text(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    save(client, path, **{"sit-commences.notes": "<script>alert(1)</script>\"' onfocus=x"})
    for page in (path, f"{JUNE}/", f"{JUNE}/preview/timeline/"):
        text = client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text
        assert "onfocus" not in attributes_of(text)


def test_the_preview_is_empty_until_something_was_saved(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/preview/timeline/"
    first = client.get(path, HTTP_HX_REQUEST="true")
    stamp = first.context["stamp"]
    assert client.get(path, {"have": stamp}, HTTP_HX_REQUEST="true").status_code == 204
    save(client, f"{JUNE}/edit/timeline/", **{"sit-commences.date": "4 May 2020"})
    again = client.get(path, {"have": stamp}, HTTP_HX_REQUEST="true")
    assert "04 May 20" in again.content.decode()


def test_what_was_typed_outlives_an_expired_sign_in(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    user = client.get(path).context["request"].user
    data = sheet(client, path, **{"sit-commences.date": "4 May 2020"})
    client.session.flush()
    client.cookies.pop("sessionid")
    sent = client.post(path, data)
    assert (sent.status_code, sent["Location"].startswith("/accounts/login/?next=")) == (303, True)
    typed = client.session["typed"]
    client.force_login(user)
    session = client.session
    session["typed"] = typed  # signing in through the page keeps it: tests/browser
    session.save()
    page = client.get(path).content.decode()
    assert "This is what you typed when your sign-in had expired." in page
    assert 'value="04 May 20"' in page
    assert not TimelineRow.objects.get(release=june, key="sit-commences").date


def test_an_annex_is_attached_as_a_file_and_keeps_it_when_the_list_changes(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/annexes/file/"
    title = june.annexes.get().title
    refused = client.post(path, {"what": title, "file": SimpleUploadedFile("tad.pdf", b"no PDF")})
    assert refused.status_code == 422
    assert client.post(path, {"what": title, "file": file("tad.pdf")}).status_code == 303
    assert (
        save(client, f"{JUNE}/edit/annexes/", add=[{"label": "Annex B", "title": "More"}]).status_code == 303
    )
    sent = client.get(f"{JUNE}/annexes/1/")
    assert sent["Content-Disposition"] == 'attachment; filename="tad.pdf"'
    assert as_role("member").get(f"{JUNE}/annexes/1/").status_code == 403
    assert as_role("analyst").get(f"{JUNE}/annexes/2/").status_code == 404


def test_an_assessment_is_attached_as_a_file_with_the_day_it_came(examples, as_role):
    client, at = as_role("analyst"), "/modifications/MP164/edit/assessments/"
    save(client, at, add=[{"kind": "impact", "requested_on": "1 Oct 2021"}])
    row = Assessment.objects.get(part__modification__reference="MP164")
    early = {"what": str(row.pk), "received_on": "1 Sep 2021", "file": file("ia.pdf")}
    assert "it cannot have come before" in client.post(f"{at}file/", early).content.decode()
    assert (
        client.post(f"{at}file/", early | {"received_on": "4 Oct 2021", "file": file("ia.pdf")}).status_code
        == 303
    )
    assert client.get("/modifications/MP164/assessments/1/")["Content-Disposition"].endswith('"ia.pdf"')


def test_a_document_without_a_tick_is_not_dropped_silently(june, as_role):
    response = save(as_role("analyst"), f"{JUNE}/edit/documents/", add=[{"document": "App O"}])
    assert response.status_code == 422
    assert "Tick what changes Appendix O" in response.content.decode()


def test_modifications_of_a_sub_point_are_not_dropped_silently(june, as_role):
    add = [{"audience": "suppliers", "text": "Below.", "sub": "1", "modifications": "MP079"}]
    response = save(as_role("analyst"), f"{JUNE}/edit/summary/", add=add)
    assert response.status_code == 422
    assert "belongs to its modifications: empty its own" in response.content.decode()


@pytest.mark.parametrize("was", ["[1]", "5", "{", '{"additions": 5}'])
def test_a_form_that_says_nonsense_of_how_it_was_opened_is_answered(june, as_role, was):
    typed = {"change_requests": "items", "additions": "x", "notes": "", "was": was, "reason": "r"}
    status = as_role("analyst").post(f"{JUNE}/edit/statements/scope/", typed).status_code
    assert status in (303, 409)


def test_control_characters_are_refused_with_a_sentence(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    for cells in ({"sit-commences.notes": "a\x00b"}, {"sit-commences.notes": "fine"}):
        data = sheet(client, path, **cells)
        data["reason"] = ["ok" if "\x00" in cells["sit-commences.notes"] else "no\x00"]
        response = client.post(path, data)
        assert response.status_code == 422
        assert "control character" in response.content.decode()


def test_a_new_line_of_what_has_costs_already_wipes_nothing(june, as_role):
    response = save(as_role("analyst"), f"{JUNE}/edit/costs/", add=[{"line": "SECMP0053", "sit": "1"}])
    assert (response.status_code, "has a line already" in response.content.decode()) == (422, True)
    assert compose(june)["costs"]["dcc_lines"][0]["sit"]["amount"] == "26639"


def test_notes_of_the_impacts_are_saved_alone(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/statements/impacts/"
    form = client.get(path).context["form"]
    typed = {"sec_documents": form.initial["sec_documents"], "other_codes": form.initial["other_codes"]}
    typed |= {"other_code_names": "\n".join(form.initial["other_code_names"]), "was": form["was"].value()}
    assert client.post(path, typed | {"notes": "To come.", "reason": "r"}).status_code == 303
    assert june.sections.get(key="impacts").notes == ["To come."]


def test_a_conflict_beside_a_slip_is_shown_once_the_slip_is_mended(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/statements/impacts/"
    form = client.get(path).context["form"]
    typed = {"sec_documents": form.initial["sec_documents"], "other_codes": "none", "reason": "r"}
    was = form["was"].value()
    assert client.post(path, typed | {"was": was, "notes": "Theirs."}).status_code == 303
    slip = client.post(path, typed | {"was": was, "notes": "Mine.", "other_code_names": "BSC"})
    assert slip.status_code == 422
    mended = client.post(path, typed | {"was": slip.context["form"].data["was"], "notes": "Mine."})
    assert mended.status_code == 409


def test_a_second_go_live_row_and_an_emptied_date_get_sentences(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    twice = save(client, path, **{"sit-commences.date": "go-live"})
    assert "A timetable has one row for the go-live" in twice.content.decode()
    emptied = save(client, path, **{"panel-gono-go-decision.date": "tbc"})
    assert (emptied.status_code, "planned anew, not emptied" in emptied.content.decode()) == (422, True)


def test_a_date_typed_beside_its_rule_is_pinned(june, as_role):
    cells = {"sit-commences.date": "1 Feb 2020", "sit-commences.rule": "3 WD before go-live"}
    assert save(as_role("analyst"), f"{JUNE}/edit/timeline/", **cells).status_code == 303
    row = TimelineRow.objects.get(release=june, key="sit-commences")
    assert (str(row.date), row.rule_days, row.follows_rule) == ("2020-02-01", -3, False)


def test_a_change_request_listed_twice_is_refused_and_not_created(june, as_role):
    add = [{"reference": "CR7001", "title": "Once"}, {"reference": "cr7001", "title": "Twice"}]
    response = save(as_role("analyst"), f"{JUNE}/edit/change-requests/", add=add)
    assert (response.status_code, "CR7001 stands there twice" in response.content.decode()) == (422, True)
    assert not ChangeRequest.objects.filter(reference="CR7001").exists()


@pytest.mark.parametrize("text", ["CR\x00", "CR\x001", "CR１２"])
def test_a_reference_that_no_database_holds_gets_a_sentence(june, as_role, text):
    client = as_role("analyst")
    for path, add in (("costs", {"line": text}), ("change-requests", {"reference": text, "title": "x"})):
        assert save(client, f"{JUNE}/edit/{path}/", add=[add]).status_code == 422


def test_a_programme_whose_name_looks_like_another_is_one_of_its_own(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/neighbours/"
    alike = [{"name": name, "kind": "aligned"} for name in ("SMETS1 X", "SMETS1-X!")]
    assert "too much alike" in save(client, path, add=alike).content.decode()
    for name in ("SMETS1 X", "SMETS1-X!", "…"):
        assert save(client, path, add=[{"name": name, "kind": "aligned"}]).status_code == 303
    assert sorted(june.neighbours.values_list("programme__name", flat=True)) == ["SMETS1 X", "SMETS1-X!", "…"]
