"""Criteria, glossary, history, annexes and assessments as a browser sends them."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.criteria.models import Criterion
from governance.versions.models import EarlierVersion
from modifications.models.progress import Assessment
from releases.models.releases import Release
from secrel.core.changes.reasons import SENTENCE
from tests.governance.acceptance.accepting import file
from tests.releases.editing.sheet_forms import save
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"


def test_criteria_are_amended_and_numbered_in_order(june, as_role):
    path = f"{JUNE}/edit/criteria/"
    add = [{"category": "security", "text": "It is safe.", "owner": "dcc", "reviewer": "ssc"}]
    refused = save(as_role("analyst"), path, add=add, remove=["testing-1"])
    assert "Security 1 differs from the standard set" in refused.content.decode()
    add[0]["why"] = "As the SSC asked."
    assert save(as_role("analyst"), path, add=add, remove=["testing-1"]).status_code == 303
    acceptance = composed(june)["acceptance"]
    assert acceptance["security"] == ["It is safe."]
    assert (
        Criterion.objects.filter(release=june, category="testing").count() == len(acceptance["testing"]) == 5
    )


def test_a_release_has_its_own_glossary_once_it_is_changed(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/glossary/"
    assert save(client, path, add=[{"acronym": "XYZ", "expansion": "Something new"}]).status_code == 303
    assert composed(Release.objects.get(pk=june.pk))["glossary"]["XYZ"] == "Something new"
    assert client.post(f"{path}propose/").status_code == 409  # without the token of its page
    token = re.search(r'name="token" value="(\d+)"', client.get(path).content.decode())[1]
    assert save(client, path, add=[{"acronym": "ABC", "expansion": "Newer"}]).status_code == 303
    assert client.post(f"{path}propose/", {"token": token}).status_code == 409  # somebody was faster
    token = re.search(r'name="token" value="(\d+)"', client.get(path).content.decode())[1]
    assert client.post(f"{path}propose/", {"token": token}).status_code == 303
    assert "XYZ" not in composed(Release.objects.get(pk=june.pk))["glossary"]


def test_history_from_before_is_entered_and_a_version_of_ours_is_not(june, as_role):
    client, path = as_role("analyst"), "/releases/november-2021/edit/history/"
    row = {"version": "0.1", "dated_on": "5 May 2021", "kind": "draft", "changes": "First."}
    refused = save(client, path, add=[row])
    assert (refused.status_code, "Version 0.1 is stored here" in refused.content.decode()) == (422, True)
    assert save(client, path, add=[row | {"version": "0.9"}]).status_code == 303
    assert EarlierVersion.objects.get(release__slug="november-2021", minor=9).dated_on == date(2021, 5, 5)


def test_an_annex_is_attached_as_a_file_and_keeps_it_when_the_list_changes(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/annexes/file/"
    title = june.annexes.get().title
    refused = client.post(path, {"what": title, "file": SimpleUploadedFile("tad.pdf", b"no PDF")})
    assert refused.status_code == 422
    silent = client.post(path, {"what": title, "file": file("tad.pdf")})
    assert (silent.status_code, silent.context["outcome"].no_reason) == (422, SENTENCE)
    entered = {"what": title, "file": file("tad.pdf"), "reason": "It is final."}
    assert client.post(path, entered).status_code == 303
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
    assert "it cannot have been received earlier" in client.post(f"{at}file/", early).content.decode()
    assert (
        client.post(f"{at}file/", early | {"received_on": "4 Oct 2021", "file": file("ia.pdf")}).status_code
        == 303
    )
    assert client.get("/modifications/MP164/assessments/1/")["Content-Disposition"].endswith('"ia.pdf"')


def test_a_glossary_kept_by_hand_holds_what_only_the_history_uses(june, as_role):
    path = f"{JUNE}/edit/glossary/"
    client = as_role("analyst")
    assert "TABASC" in [line.row.key for line in client.get(path).context["lines"]]
    assert save(client, path, add=[{"acronym": "IHD", "expansion": "In-Home Display"}]).status_code == 303
    june.refresh_from_db()
    assert {"IHD", "TABASC"} <= set(composed(june)["glossary"])
