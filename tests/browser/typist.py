"""Builds a release from its data through the pages alone, as a person would type, click and paste."""

import csv
import io
import re
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

COLUMNS = {
    "design_build_pit": "Design, Build & PIT",
    "sit": "SIT",
    "uit": "UIT",
    "implement_to_live": "Implement to live",
}
AUDIENCES = {
    "suppliers": "Suppliers",
    "electricity_networks": "Electricity Networks",
    "gas_networks": "Gas Networks",
    "other_sec_parties": "Other SEC Parties",
    "dcc": "DCC",
}
VERB = {"approved": "will ", "targeted": "proposes to "}
BODIES = {"operational": ("DCC", "Operations Group"), "testing": ("DCC", "TAG"), "security": ("DCC", "SSC")}


def block(rows: list[list[str]]) -> str:
    """Rows as a spreadsheet puts them on the clipboard."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


class Typist:
    """`page` of somebody signed in as an analyst; `site` is the address of the application."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)

    def press(self, name: str, within: str = "body") -> None:
        """A button that sends the form; returns on the page that answers."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("button", name=name, exact=True).click()

    def saved(self, message: str) -> None:
        """Expect a success message; any alert on the page fails the test."""
        alerts = self.page.get_by_role("alert").all_inner_texts()
        assert not alerts, alerts
        expect(self.page.get_by_role("status").filter(has_text=message).first).to_be_visible()

    def fill(self, **fields: str) -> None:
        for label, text in fields.items():
            self.page.get_by_label(label.replace("_", " "), exact=True).fill(text)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def save_sheet(self, name: str) -> None:
        self.reason()
        self.press("Save", within=".savebar")
        self.saved(f"{name} saved")

    def paste(self, rows: list[list[str]]) -> None:
        self.page.get_by_text("Paste from a spreadsheet").click()
        self.page.get_by_label("Copied cells").fill(block(rows))
        self.press("Preview")
        self.saved("Understood: ")

    def take_all_out(self) -> None:
        for box in self.page.locator("[data-out]").all():
            box.check()

    # -- modifications and release ----------------------------------------------------------------------------

    def raise_modification(self, entry: dict[str, Any], status: str, systems: bool) -> None:
        self.open("/modifications/new/")
        self.fill(Reference=entry["ref"], Title=entry["title"])
        self.choose("Stage", "Report")
        self.choose("DCC systems", "Impacted" if systems else "Not impacted")
        self.press("Add to the register")
        self.saved(f"{entry['ref']} is in the register.")
        address = f"/modifications/{entry['ref']}/edit"
        if entry["part"]:
            self.open(f"{address}/parts/")
            self.page.locator("tbody tr").first.get_by_role("textbox").first.fill(entry["part"])
            self.save_sheet("Parts and impacts")
        if entry["options"]:
            self.open(f"{address}/solutions/")
            kinds = {"proposed": "Proposed Solution", "alternative": "Alternative Solution"}
            self.paste([[kinds[row["kind"]], row["text"]] for row in entry["options"]])
            self.save_sheet("Solutions")
        if status == "approved":
            self.open(f"{address}/stage/")
            self.choose("Body", "Change Board")
            self.press("Record the decision")
            self.saved("recorded")

    def open_release(self, name: str, go_live: str) -> str:
        slot, year = name.split(" ")[:2]
        self.open("/releases/new/")
        self.choose("Slot", slot)
        self.fill(Year=year, **{"Go-live": long_date(go_live)})
        self.choose("Kind", "System-impacting")
        self.press("Create the release")
        self.saved(f"The {name} is open")
        return f"/releases/{slot.lower()}-{year}"

    def add_to_scope(self, at: str, entry: dict[str, Any], status: str) -> None:
        self.open(f"{at}/edit/scope/")
        part = f" part {entry['part']}" if entry["part"] else ""
        self.fill(Modification=entry["ref"] + part)
        self.choose("Status", status.capitalize())
        summary = entry["summary"]
        own_verb = not summary.startswith(VERB[status])
        self.fill(Description=summary if own_verb else summary.removeprefix(VERB[status]))
        if own_verb:
            self.page.get_by_label(re.compile("Print the description as entered")).check()
        self.reason()
        self.press("Add to the scope")
        self.saved("has been added to the scope.")

    # -- sections ----------------------------------------------------------------------------------------------

    def change_requests(self, at: str, rows: list[dict[str, str]]) -> None:
        self.open(f"{at}/edit/change-requests/")
        self.paste([[row["ref"], row["title"], row["summary"]] for row in rows])
        self.save_sheet("DCC Change Requests")

    def participants(self, at: str, ticks: dict[str, list[str]], names: dict[str, str]) -> None:
        self.open(f"{at}/edit/participants/")
        for reference, audiences in ticks.items():
            for audience in audiences:
                self.page.get_by_label(f"{AUDIENCES[audience]}: {names[reference]}", exact=True).check()
        self.save_sheet("Participant matrix")

    def documents(self, at: str, rows: list[dict[str, Any]], names: dict[str, str]) -> None:
        self.open(f"{at}/edit/documents/")
        heads = ["SEC document", *names.values()]
        ticks = [
            [row["document"], *("x" if ref in row["modifications"] else "" for ref in names)] for row in rows
        ]
        self.paste([heads, *ticks])
        self.save_sheet("Document matrix")

    def summary(self, at: str, impacts: dict[str, Any]) -> None:
        self.open(f"{at}/edit/summary/")
        rows = [["Audience", "Area", "Sub-point", "Point", "Modifications"]]
        for group in impacts["party_summaries"]:
            rows += _points(AUDIENCES[group["participant"]], "", group["points"])
        for group in impacts["dcc_summaries"]:
            rows += _points("DCC", group["area"], group["points"])
        self.paste(rows)
        self.save_sheet("Impact summary")

    def notes(self, at: str, section: str, label: str, paragraphs: list[str]) -> None:
        """Statements of a section; none are no change."""
        if paragraphs:
            self.open(f"{at}/edit/statements/{section}/")
            self.page.get_by_label(label, exact=True).fill("\n\n".join(paragraphs))
            self.reason()
            self.press("Save")
            self.saved("saved.")

    def reason(self) -> None:
        """Enter a reason once per session; afterwards the field is filled."""
        field = self.page.locator("#reason")
        if field.count() and not field.input_value():
            field.fill("As agreed by the Panel")

    def statements(self, at: str, impacts: dict[str, Any]) -> None:
        self.open(f"{at}/edit/statements/impacts/")
        self.choose("Other industry codes", "Listed" if impacts["other_codes"] else "None")
        self.page.get_by_label("Names of the other codes").fill("\n".join(impacts["other_codes"]))
        self.press("Save")
        self.saved("Impacts saved.")

    def timetable(self, at: str, rows: list[dict[str, Any]]) -> None:
        self.open(f"{at}/edit/timeline/")
        self.take_all_out()
        go_live = rows[-1]
        entered = [
            [row["when"]["label"] if row is not go_live else "go-live", row["event"], row["notes"]]
            for row in rows
        ]
        self.paste([["Date", "Event", "Notes"], *entered])
        self.save_sheet("Timetable")

    def testing(self, at: str, testing: dict[str, Any], annexes: list[dict[str, str]]) -> None:
        self.open(f"{at}/edit/testing/")
        self.page.get_by_label("The DCC’s approach").fill("\n\n".join(testing["dcc_approach"]))
        self.page.get_by_label("The users’ approach").fill("\n\n".join(testing["user_approach"]))
        self.press("Save")
        self.saved("Test strategy saved.")
        self.open(f"{at}/edit/annexes/")
        self.paste([[row["label"], row["title"]] for row in annexes])
        self.save_sheet("Annexes")

    def costs(self, at: str, costs: dict[str, Any], names: dict[str, str]) -> None:
        self.open(f"{at}/edit/costs/")
        for line in costs["dcc_lines"]:
            for stage, label in COLUMNS.items():
                cell = line[stage]
                text = cell["amount"] if cell["status"] == "firm" else f"{cell['amount']} est"
                self.page.get_by_label(f"{label}: {names[line['ref']]}", exact=True).fill(text)
                if source := cell.get("source"):
                    self.page.get_by_label(f"Source: {names[line['ref']]}", exact=True).fill(source)
        self.save_sheet("DCC costs")
        self.open(f"{at}/edit/other-costs/")
        for kind, label in (
            ("secas_implementation", "implementation"),
            ("secas_project_management", "project management"),
        ):
            self.page.get_by_label(f"Days: SECAS: {label}").fill(str(costs[kind]["days"]))
        if stated := costs.get("operational"):
            assert stated["status"] == "none"
            self.page.get_by_label(re.compile("Stated cost, £: The DCC’s operational")).fill("None")
        self.save_sheet("Operational and SECAS costs")

    def criteria(self, at: str, acceptance: dict[str, list[str]]) -> None:
        self.open(f"{at}/edit/criteria/")
        self.take_all_out()
        rows = [["Set", "Criterion", "Evidence from", "Reviewed by"]]
        for category, (owner, reviewer) in BODIES.items():
            rows += [[category, text, owner, reviewer] for text in acceptance[category]]
        self.paste(rows)
        self.save_sheet("Acceptance criteria")

    def glossary(self, at: str, terms: dict[str, str]) -> None:
        self.open(f"{at}/edit/glossary/")
        self.take_all_out()
        self.paste([["Acronym", "Full term"], *map(list, terms.items())])
        self.save_sheet("Glossary")

    def history(self, at: str, rows: list[dict[str, str]]) -> None:
        self.open(f"{at}/edit/history/")
        entered = [
            [
                row["version"],
                long_date(row["date"]),
                "Baseline" if row["version"].endswith(".0") else "Draft",
                row["changes"],
            ]
            for row in rows
        ]
        self.paste(entered)
        self.save_sheet("Earlier versions")

    def issue(self, at: str, changes: str, meeting: str, reference: str) -> None:
        """A draft, issued for comment until the day of the meeting, to which it is presented."""
        self.open(f"{at}/")
        self.page.get_by_label("Summary of changes, for the document history").fill(changes)
        self.press("Issue a draft")
        self.saved("has been issued")
        self.fill(**{"Open for comment until": meeting})
        self.press("Issue for comment")
        self.saved("issued for comment")
        self.fill(**{"Meeting on": meeting, "Paper reference": reference})
        self.press("Present")
        self.saved("presented")


def long_date(day: str) -> str:
    """A date such as 25 June 2020."""
    parsed = date.fromisoformat(day)
    return f"{parsed.day} {parsed:%B %Y}"


def _points(audience: str, area: str, points: list[dict[str, Any]]) -> list[list[str]]:
    rows = []
    for point in points:
        rows.append([audience, area, "", point["text"], ", ".join(point.get("modifications", ()))])
        rows += [[audience, area, "x", text, ""] for text in point["sub"]]
    return rows


def build(typist: Typist, document: dict[str, Any], meeting: str) -> str:
    """Enter everything in the document, in the order of an analyst; returns the release's address."""
    scope = [(status, entry) for status in ("approved", "targeted") for entry in document["scope"][status]]
    names = {e["ref"]: e["ref"] + (f" part {e['part']}" if e["part"] else "") for _, e in scope}
    costed = {line["ref"] for line in document["costs"]["dcc_lines"]}
    for status, entry in scope:
        typist.raise_modification(entry, status, entry["ref"] in costed)
    at = typist.open_release(document["release"]["name"], document["release"]["go_live"])
    for status, entry in scope:
        typist.add_to_scope(at, entry, status)
    typist.change_requests(at, document["scope"]["change_requests"])
    typist.participants(at, document["impacts"]["participants"], names)
    typist.documents(at, document["impacts"]["documents"], names)
    typist.summary(at, document["impacts"])
    typist.statements(at, document["impacts"])
    notes = "Notes at the end of the section"
    typist.notes(at, "scope", "Additions", document["scope"].get("additions", []))
    typist.notes(at, "timeline", notes, document.get("timeline_notes", []))
    typist.notes(at, "costs", notes, document["costs"].get("notes", []))
    typist.notes(at, "acceptance", notes, document["acceptance"].get("notes", []))
    typist.timetable(at, document["timeline"])
    typist.testing(at, document["testing"], document["document"]["annexes"])
    typist.costs(at, document["costs"], names)
    typist.criteria(at, document["acceptance"])
    typist.glossary(at, document["glossary"])
    typist.history(at, document["history"][:-1])
    typist.issue(at, document["history"][-1]["changes"], meeting, document["document"]["reference"])
    return at
