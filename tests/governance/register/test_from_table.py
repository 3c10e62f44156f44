"""A release from pasted or uploaded tables, as a browser sends them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from modifications.models.modifications import Modification
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.models.record import AuditEntry

NEW = "/releases/new/from-table/"
ENTERED = {"slot": "june", "year": "2023", "profile": "document_only", "go_live_on": "", "name": ""}
SCOPE = [
    ["Scope of the release"],
    ["Ref", "Title", "Status", "Cut-off", "Description", "Owner"],
    ["DP971", "A new proposal", "Candidate", "", "", "Ann"],
    ["MP972", "A new modification", "Targeted", "1 Jun 2023", "will do it.", ""],
    ["MP164", "", "", "", "", ""],
]
TIMETABLE = [
    ["Date", "Milestone"],
    ["12 May 2023", "Panel baselines the RID for system-impacting modifications"],
    ["29 Jun 2023", "SEC Release go-live"],
    ["2 Jun 2023", "Parties are told"],
    ["32 May 2023", "Something else"],
]


def book(*tables: list[list[str]]) -> SimpleUploadedFile:
    """The tables as an Excel file, each on a sheet of its own."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for table in tables:
        sheet = workbook.create_sheet()
        for row in table:
            sheet.append(row)
    content = BytesIO()
    workbook.save(content)
    return SimpleUploadedFile("release.xlsx", content.getvalue())


def sent(page) -> dict[str, str]:
    """What a browser sends of a page: the lines of the scope and the cells of the timetable."""
    start, rows = page.context["start"], page.context["rows"]
    lines = start.scope.lines
    fields = {field.html_name: field.value() or "" for line in lines for field in line}
    cells = {cell.name: cell.value for row in rows for cell in row.cells if not cell.locked}
    sheet = {"was": start.timetable.was_json, "row": [row.row.key for row in rows]}
    if start.timetable.guesses:
        sheet["guesses"] = start.timetable.guesses_json
    return ENTERED | fields | cells | sheet | {"lines": str(len(lines)), "save": "1"}


def test_a_release_is_created_with_scope_and_timetable_of_a_file(examples, as_role):
    client = as_role("analyst")
    assert client.get(NEW).context["form"]["keep_private"].value() is True
    shown = client.post(NEW, ENTERED | {"look": "1", "keep_private": "on", "file": book(SCOPE, TIMETABLE)})
    page = " ".join(shown.content.decode().split())
    assert shown.status_code == 200
    lines = shown.context["listed"].lines
    assert [line.standing.kind for line in lines] == ["new", "new", "elsewhere"]
    assert "Left out: Owner." in page
    assert "“32 May 2023”" in page
    assert "Move it from November 2021" in page
    assert not Release.objects.filter(slug="june-2023").exists()

    entered = sent(shown) | {"keep_private": "on"}
    unsure = client.post(NEW, entered)
    assert (unsure.status_code, Release.objects.filter(slug="june-2023").exists()) == (422, False)
    assert "Choose what to do with it." in unsure.content.decode()
    wrong = next(name for name, text in entered.items() if text == "32 May 2023")
    entered |= {"2-act": "move", wrong: "31 May 2023", "confirm": "all"}
    no_reason = client.post(NEW, entered)
    assert (no_reason.status_code, Modification.objects.filter(reference="DP971").exists()) == (422, False)
    assert "Enter why it leaves the November 2021 SEC Release." in no_reason.content.decode()
    saved = client.post(NEW, entered | {"reason": "Not ready in November"})
    assert saved["Location"] == "/releases/june-2023/edit/"

    release = Release.objects.get(slug="june-2023")
    assert (release.private_until_published, str(release.go_live_on)) == (True, "2023-06-29")
    scope = ScopeItem.objects.filter(release=release).order_by("part__modification__reference")
    assert [(str(row.part), row.status) for row in scope.select_related("part__modification")] == [
        *(("DP971", "candidate"), ("MP164", "targeted"), ("MP972", "targeted"))
    ]
    rows = {row.event: str(row.date) for row in release.timeline.select_related("release")}
    assert rows["Panel baselines the RID for system-impacting modifications"] == "2023-05-12"
    assert rows["Release go-live"] == "2023-06-29"
    assert (rows["Parties are told"], rows["Something else"]) == ("2023-06-02", "2023-05-31")
    assert rows["Last day for approvals"] == "2023-06-22"
    entry = AuditEntry.objects.get(action="governance.open_from_table")
    assert entry.changes == {"opened from a table": [None, ["DP971", "MP972", "MP164"]]}


def test_a_pasted_list_alone_gives_the_standard_timetable_and_follows_the_form(examples, as_role):
    client = as_role("analyst")
    nothing = client.post(NEW, ENTERED | {"look": "1"})
    assert (nothing.status_code, "Paste a table or choose a file first." in nothing.content.decode()) == (
        422,
        True,
    )
    html = "<table><tr><td>Ref</td><td>Title</td></tr><tr><td>DP971</td><td>One<br>two</td></tr></table>"
    shown = client.post(NEW, ENTERED | {"look": "1", "text": "Ref\tTitle\nDP971\tOne\ntwo", "html": html})
    [line] = shown.context["listed"].lines
    assert line.cleaned_data["title"] == "One two"
    entered = sent(shown) | {"profile": "system_impacting"}
    other = client.post(NEW, {name: text for name, text in entered.items() if name != "save"})
    assert len(other.context["rows"]) == 27
    assert (
        client.post(NEW, sent(other) | {"profile": "system_impacting"})["Location"]
        == "/releases/june-2023/edit/"
    )
    release = Release.objects.get(slug="june-2023")
    assert (release.private_until_published, release.profile, release.timeline.count()) == (
        False,
        "system_impacting",
        25,
    )
    text = SimpleUploadedFile("release.pdf", b"%PDF-1.4 no table")
    refused = client.post(NEW, ENTERED | {"look": "1", "file": text})
    assert refused.status_code == 422
    assert refused.context["form"].errors["file"][0].startswith("release.pdf is damaged")
