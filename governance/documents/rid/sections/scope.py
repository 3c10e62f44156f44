"""1 Scope: approved, targeted, whether more may be added, Change Requests beside the release."""

from collections.abc import Iterable
from typing import Any

from governance.documents.engine.blocks import Block, Listing, ListItem, Run, heading, paragraph
from governance.documents.engine.links import Links
from governance.documents.engine.text import long_date
from governance.documents.rid import wording
from governance.documents.rid.section import EditPage, Printed, Section, statements_page
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.sentences.saying import say, state_said, under
from governance.documents.rid.types.rid import Issue, RidContent
from governance.documents.rid.types.scope import ScopeEntry
from releases.workflow import VERB
from secrel.core.web.csv_text import Rows, yes_or_no


def scope(content: RidContent, issue: Issue, links: Links) -> list[Block]:
    facts, words = content.scope, wording_of(issue)
    if facts.entries:
        approved = say(words.SCOPE_APPROVED[wording.count_key(facts.approved)])
    else:
        approved = state_said(content, "scope", words.SCOPE, words)
    blocks = under("Approved Modification Proposals", approved)
    if facts.approved:
        blocks.append(_modifications(facts.approved, words, links))
    if facts.targeted:
        blocks.append(heading("Targeted Modification Proposals"))
        dated = all(item.cut_off for item in facts.targeted)
        opening = words.SCOPE_BY_CUT_OFF if dated else words.SCOPE_TARGETED
        blocks.append(paragraph(opening[wording.count_key(facts.targeted)]))
        blocks.append(_modifications(facts.targeted, words, links))
    blocks += [paragraph(text) for text in facts.additions or ()]
    blocks += _change_requests(content, words, links)
    return [*blocks, *notes(content, "scope")]


def notes(content: RidContent, section: str) -> list[Block]:
    """The notes at the end of a section without a field of its own for them."""
    return [paragraph(text) for text in (content.section_notes or {}).get(section, ())]


def _modifications(items: Iterable[ScopeEntry], words: Any, links: Links) -> Listing:
    return Listing(
        tuple(
            ListItem(
                tuple(_runs(item, words, links)),
                item.ref,
                tuple(wording.solution(words.SOLUTION[option.kind], option.text) for option in item.options),
            )
            for item in items
        )
    )


def _runs(item: ScopeEntry, words: Any, links: Links) -> list[Run]:
    runs = [
        Run(f"{item.ref} ‘{item.title}’", links.modification(item.ref)),
        Run(f"{wording.part(item.part)}{_described(item, words)}"),
    ]
    if cut_off := item.cut_off:
        when = long_date(cut_off.date) if cut_off.date and cut_off.precision == "day" else cut_off.label
        runs.append(Run(" " + words.CUT_OFF.format(date=when or words.TO_BE_SET.lower())))
    return runs


def is_described(entry: ScopeEntry) -> bool:
    """Whether the summary says more than the verb of a status, with which earlier versions stored an empty one."""
    return entry.summary.strip() not in ("", *VERB.values())


def _described(item: ScopeEntry, words: Any) -> str:
    """What follows the title: the description, or from the fourth edition on that it is still to come."""
    if words.NOT_DESCRIBED and not is_described(item):
        return f". {words.NOT_DESCRIBED}"
    return f" {item.summary}"


def _change_requests(content: RidContent, words: Any, links: Links) -> list[Block]:
    rows = content.scope.change_requests
    if rows:
        items = tuple(
            ListItem(
                (Run(f"{row.ref} ‘{row.title}’", links.change_request(row.ref)), Run(f" {row.summary}")),
                row.ref,
            )
            for row in rows
        )
        blocks: list[Block] = [*say(words.CHANGE_REQUESTS[wording.count_key(rows)]), Listing(items)]
    else:
        blocks = [*state_said(content, "change_requests", words.CHANGE_REQUESTS, words)]
    return under("DCC Change Requests", [*blocks, *say(words.CHANGE_REQUESTS_OUTSIDE)] if blocks else [])


def part_names(content: RidContent) -> dict[str, str]:
    """The name of each modification in tables: with its part if the part has a short name."""
    return {
        item.ref: item.ref + (wording.part(item.part) if (item.part or "").isalnum() else "")
        for item in content.scope.entries
    }


def _tables(content: RidContent, issue: Issue) -> dict[str, Rows]:
    return {
        "scope": [
            ("reference", "title", "part", "status", "impacts_dcc_systems", "cut_off", "summary"),
            *(
                (
                    item.ref,
                    item.title,
                    item.part,
                    status,
                    yes_or_no(item.impacts_dcc_systems),
                    item.cut_off.date if item.cut_off else "",
                    item.summary,
                )
                for status, items in content.scope.by_status
                for item in items
            ),
        ],
        "change_requests": [
            ("reference", "title", "summary"),
            *((row.ref, row.title, row.summary) for row in content.scope.change_requests),
        ],
    }


SCOPE = Section(
    "scope",
    "Scope",
    Printed.NUMBERED,
    blocks=scope,
    contents={"scope": "Scope"},
    history="scope",
    tables=_tables,
    pages=(
        EditPage("scope", "Scope", "Scope", "Edit the scope", ("/content/scope",)),
        EditPage(
            "change-requests",
            "Change Requests",
            "DCC Change Requests",
            "Change Requests",
            takes_proposals=True,
        ),
        statements_page("scope", "Scope", "/content/scope/additions"),
    ),
)
