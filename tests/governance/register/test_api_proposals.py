"""A program proposes, accepts and sends back cells, restores a value and fills a release, as its page does."""

import pytest

from costs.models import CostCell
from releases.models.releases import Release
from secrel.core.models.proposals import Proposal
from secrel.core.models.record import AuditEntry
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db
JSON = "application/json"
SHEET = "/api/v1/releases/june-2020/sheets/costs/"
OPEN = f"{SHEET}proposals/"


TABLES = """
<table><tr><th>Date<th>Event<th>Notes<tr><td>24 Jun 22<td>Go-live<td><tr><td>Q1 22<td>Begin<td>Not before MP901</table>
<table><tr><th>Fruit<th>Colour<tr><td>Apple<td>Red</table>
"""


def cell(column: str, text: str, row: str = "SECMP0053") -> dict[str, str]:
    return {"row": row, "column": column, "text": text}


def named(*columns: str) -> list[dict[str, str]]:
    return [{"row": "SECMP0053", "column": column} for column in columns]


def stored(stage: str) -> int:
    rows = CostCell.objects.filter(item__release__slug="june-2020")
    return rows.get(item__part__modification__reference="SECMP0053", stage=stage).amount


def test_a_pipeline_proposes_and_an_analyst_decides_with_both_sides(examples, as_role, people):
    dcc, analyst = as_role("delivery"), as_role("analyst")
    rows = {row["row"]: row["cells"] for row in dcc.get(SHEET).json()["rows"]}
    assert rows["SECMP0053"]["sit"] == "26,639"
    cells = {"cells": [cell("sit", "30,000"), cell("uit", "6,000 est")]}
    made = dcc.post(OPEN, cells, content_type=JSON)
    assert made.status_code == 200, made.content
    assert [(one["column"], one["text"]) for one in made.json()["open"]] == [
        ("sit", "30,000"),
        ("uit", "6,000 est"),
    ]
    [sit, _] = analyst.get(OPEN).json()["results"]
    assert (sit["was"], sit["text"], sit["stored"], sit["state"]) == ("26,639", "30,000", "26,639", "open")
    assert sit["proposed_by"] == people.delivery.name
    accepted = analyst.post(f"{OPEN}accept/", {"proposals": named("sit")}, content_type=JSON)
    assert accepted.status_code == 200, accepted.content
    assert stored("sit") == 30000
    back = {"proposals": named("uit")}
    assert analyst.post(f"{OPEN}send-back/", back, content_type=JSON).status_code == 422
    sent = analyst.post(f"{OPEN}send-back/", back | {"reason": "Not assessed."}, content_type=JSON)
    assert (sent.status_code, sent.json()["open"], stored("uit")) == (200, [], 5929)
    assert dict(Proposal.objects.values_list("column", "state")) == {"sit": "accepted", "uit": "sent_back"}
    assert {row["column"]: row["reason"] for row in dcc.get(OPEN).json()["results"]}["uit"] == "Not assessed."
    gone = analyst.post(f"{OPEN}accept/", {"proposals": named("sit")}, content_type=JSON)
    assert gone.json()["errors"][0]["field"] == "proposals"


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        (cell("sit", "many"), "/cells/0/text"),
        (cell("nothing", "1"), "/cells/0/column"),
        (cell("sit", "1", row="MP999"), "/cells/0/row"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_proposed(examples, as_role, sent, place):
    answer = as_role("delivery").post(OPEN, {"cells": [sent]}, content_type=JSON)
    assert answer.status_code == 422
    assert [one["place"] for one in answer.json()["errors"]] == [place]
    assert not Proposal.objects.exists()


def test_a_value_is_put_back_from_the_history(examples, as_role):
    analyst = as_role("analyst")
    facts, history = "/api/v1/modifications/MP149/facts/", "/api/v1/modifications/MP149/history/"
    read = analyst.get(facts)
    before = read.json()["title"]
    changed = {"fields": {"title": "Another title"}, "reason": "A slip"}
    saved = analyst.patch(facts, changed, content_type=JSON, headers={"If-Match": read["ETag"]})
    assert saved.status_code == 200, saved.content
    entry = analyst.get(history).json()["results"][0]
    assert entry["changes"]["title"] == [before, "Another title"]
    address = f"{history}{entry['entry']}/put-back/"
    assert analyst.post(address, {"name": "title"}, content_type=JSON).status_code == 428
    version, put = {"If-Match": saved["ETag"]}, {"name": "title", "reason": "It was right"}
    done = analyst.post(address, put, content_type=JSON, headers=version)
    assert (done.status_code, done.json()["title"]) == (200, before)
    stale = analyst.post(address, put, content_type=JSON, headers=version)
    assert stale.status_code == 412
    other = AuditEntry.objects.exclude(target__startswith="modifications/MP149").latest("position")
    assert analyst.post(f"{history}{other.position}/put-back/", put, content_type=JSON).status_code == 404


def test_a_release_is_filled_after_its_preview(as_role):
    release = ReleaseFactory()
    for reference in ("MP901", "MP902"):
        ScopeItemFactory(release=release, part=ModificationFactory(reference=reference).parts.get())
    analyst, address = as_role("analyst"), f"/api/v1/releases/{release.slug}/fill/"
    sent = {"html": TABLES}
    asked = analyst.post(f"{address}preview/", sent, content_type=JSON)
    assert asked.status_code == 422
    assert asked.json()["errors"][0]["field"] == "tables"
    number = asked.json()["detail"].partition("table ")[2].partition(",")[0]
    sent |= {"tables": {number: "none"}}
    preview = analyst.post(f"{address}preview/", sent, content_type=JSON)
    assert preview.status_code == 200, preview.content
    assert {row["sheet"] for row in preview.json()["sheets"]} == {"timeline"}
    assert not Release.objects.get(pk=release.pk).timeline.filter(event="Begin").exists()
    late = analyst.post(address, sent | {"seen": "0" * 64}, content_type=JSON)
    assert late.status_code == 409
    save = sent | {"seen": preview.json()["seen"], "confirmed": ["timeline"]}
    saved = analyst.post(address, save, content_type=JSON)
    assert saved.status_code == 200, saved.content
    assert release.timeline.filter(event="Begin").exists()
    nothing = analyst.post(f"{address}preview/", {"text": "no table"}, content_type=JSON)
    assert nothing.json()["errors"][0]["field"] == "text"
