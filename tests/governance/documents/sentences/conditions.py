"""What must hold of the facts of a document for each standard sentence, and how a sentence is recognised.

Written from the sentences, not from the sections that print them.
"""

import re
from decimal import Decimal
from types import SimpleNamespace

from governance.documents.rid.sections.scope import is_described
from governance.documents.rid.sentences.editions import LATEST, sentences_of
from governance.documents.rid.sentences.sentence import Sentence, flat


def stated(content, key):
    return (content.states or {}).get(key)


def has(state, key, *, field=lambda content: None):
    """The list is empty and stated so."""

    def holds(rid):
        found = stated(rid.content, key)
        return (found.state if found else field(rid.content)) == state and not ITEMS[key](rid.content)

    return holds


ITEMS = {
    "go_live": lambda c: c.release.go_live,
    "annexes": lambda c: c.annexes,
    "scope": lambda c: c.scope.approved or c.scope.targeted,
    "change_requests": lambda c: c.scope.change_requests,
    "participants": lambda c: (
        any(c.impacts.participants.values())
        or any(row.points for row in (*c.impacts.party_summaries, *c.impacts.dcc_summaries))
    ),
    "documents": lambda c: c.impacts.documents,
    "other_codes": lambda c: c.impacts.other_codes,
    "timeline": lambda c: c.timeline,
    "testing": lambda c: c.testing.dcc_approach or c.testing.user_approach,
    "dcc_costs": lambda c: c.costs.dcc_total.amount or list(cells(c)),
    "secas": lambda c: c.costs.secas_implementation or c.costs.secas_project_management,
    "acceptance": lambda c: [
        text
        for name in ("general", "operational", "testing", "security")
        for text in getattr(c.acceptance, name)
    ],
}
FIELD = {
    "change_requests": lambda c: c.scope.change_requests_state or None,
    "documents": lambda c: c.impacts.documents_state or None,
    "other_codes": lambda c: c.impacts.other_codes_state or "none",
}
TABLES = {
    "ANNEX_STATES": "annexes",
    "SCOPE": "scope",
    "CHANGE_REQUESTS": "change_requests",
    "PARTICIPANTS": "participants",
    "DOCUMENTS": "documents",
    "OTHER_CODES": "other_codes",
    "TIMELINE": "timeline",
    "TESTING_STATES": "testing",
    "SECAS_STATES": "secas",
    "ACCEPTANCE": "acceptance",
}


def cells(content):
    for line in (
        *content.costs.dcc_lines,
        *(content.costs.change_request_lines or ()),
        *([content.costs.combined] if content.costs.combined else []),
    ):
        yield from line.stated().values()


def listed(content):
    return [row for row in content.impacts.documents if row.listed is not False]


def counts(one, of):
    return lambda rid: len(of(rid.content)) == 1 if one else len(of(rid.content)) > 1


def cost(status, of, *, amount=None, apart=False):
    """A cost with a status; `apart`: the sentence denies what amounts of the table would say."""

    def holds(rid):
        found = of(rid.content)
        beside = apart and any(Decimal(cell.amount or 0) for cell in cells(rid.content))
        return bool(
            found
            and found.status in status
            and (amount is None or (found.amount is not None) == amount)
            and not beside
        )

    return holds


def costs_of(name, of, *, total):
    known, of_quoted = ("estimate", "firm"), ("quoted", "currently_quoted", "quoted_estimate")
    return {
        **{
            f"{name}.{key}": (lambda rid, key=key: bool(found := of(rid.content)) and quoted(found, key))
            for key in of_quoted
        },
        f"{name}.none": cost(["none"], of, amount=False, apart=total),
        f"{name}.not_applicable": cost(["not_applicable"], of, amount=False, apart=total),
        f"{name}.tbc": cost(["tbc"], of, amount=False),
        f"{name}.tbc_amount": cost(["tbc"], of, amount=True),
        **{f"{name}.{status}": cost([status], of, amount=True) for status in known},
        f"{name}.without_amount": cost((*known, "quoted"), of, amount=False),
    }


def targeted_named(rid):
    impacts = rid.content.impacts
    named = {ref for ref, ticks in impacts.participants.items() if ticks}
    for row in impacts.documents:
        named |= set(row.modifications)
    for summary in (*impacts.party_summaries, *impacts.dcc_summaries):
        for point in summary.points:
            named |= set(point.modifications or ())
    return any(entry.ref in named for entry in rid.content.scope.targeted)


def all_dated(rid):
    return all(entry.cut_off for entry in rid.content.scope.targeted)


def none_identified(rid):
    """Stated of the costs, or of their total."""
    return has("none", "dcc_costs")(rid) or cost(
        ["none"], lambda content: content.costs.dcc_total, amount=False, apart=True
    )(rid)


def with_source(content):
    return [row for row in content.impacts.documents if row.sources]


def yearly_costs():
    """Each sentence on yearly costs is true if one of them is as it says."""

    def any_of(holds):
        return lambda rid: any(holds(SimpleNamespace(content=row)) for row in rid.content.costs.yearly or ())

    one = costs_of("YEARLY", lambda yearly: yearly.cost, total=False)
    return {name: any_of(holds) for name, holds in one.items()}


def quoted(found, name):
    """Whether an amount is currently quoted; `quoted_estimate`: and an estimate."""
    says = found.status == "quoted" or "currently_quoted" in (found.qualifiers or ())
    return says and found.amount is not None and (name != "quoted_estimate" or found.status == "estimate")


ALWAYS = bool
TRUE_IF = {
    **{
        f"{name}.{state}": has(state, key, field=FIELD.get(key, lambda c: None))
        for name, key in TABLES.items()
        for state in ("unknown", "none", "not_applicable")
    },
    **{
        f"CLASSIFICATION.{name}": (lambda rid, name=name: rid.issue.document.classification == name)
        for name in ("white", "green", "amber", "red")
    },
    "NOT_AUTHORITATIVE": ALWAYS,
    "DOCUMENT_NAME": ALWAYS,
    "NOT_DESCRIBED": lambda rid: any(not is_described(entry) for entry in rid.content.scope.entries),
    "ABOUT.1": ALWAYS,
    "VERSIONS_LISTED": lambda rid: rid.issue.history,
    "ANNEXES.one": counts(True, lambda c: c.annexes),
    "ANNEXES_TO_COME.one": lambda rid: [row.is_to_come for row in rid.content.annexes] == [True],
    "ANNEXES_TO_COME.many": lambda rid: all(row.is_to_come for row in rid.content.annexes),
    "ANNEXES_IN_PART": lambda rid: {row.is_to_come for row in rid.content.annexes} == {True, False},
    "DOCUMENTS_BY_SOURCE.one": counts(True, with_source),
    "DOCUMENTS_BY_SOURCE.many": counts(False, with_source),
    "WINDOW": lambda rid: rid.content.release.go_live_window,
    "TOTAL_INCLUDES": lambda rid: any(cell.qualifiers for cell in cells(rid.content)),
    **yearly_costs(),
    "ANNEXES.many": counts(False, lambda c: c.annexes),
    "SCOPE_APPROVED.none": lambda rid: not rid.content.scope.approved and rid.content.scope.targeted,
    "SCOPE_APPROVED.one": counts(True, lambda c: c.scope.approved),
    "SCOPE_APPROVED.many": counts(False, lambda c: c.scope.approved),
    "SCOPE_TARGETED.one": counts(True, lambda c: c.scope.targeted),
    "SCOPE_TARGETED.many": counts(False, lambda c: c.scope.targeted),
    "SCOPE_BY_CUT_OFF.one": lambda rid: len(rid.content.scope.targeted) == 1 and all_dated(rid),
    "SCOPE_BY_CUT_OFF.many": lambda rid: len(rid.content.scope.targeted) > 1 and all_dated(rid),
    "CHANGE_REQUESTS.one": counts(True, lambda c: c.scope.change_requests),
    "CHANGE_REQUESTS.many": counts(False, lambda c: c.scope.change_requests),
    "CHANGE_REQUESTS_OUTSIDE": ALWAYS,
    "IMPACTS": ALWAYS,
    "ASSUMES_TARGETED": targeted_named,
    "PARTICIPANTS.no_ticks": lambda rid: (
        rid.content.impacts.participants and not any(rid.content.impacts.participants.values())
    ),
    "SUMMARIES": lambda rid: rid.content.impacts.party_summaries or rid.content.impacts.dcc_summaries,
    "NO_FURTHER": lambda rid: any(
        not row.points for row in (*rid.content.impacts.party_summaries, *rid.content.impacts.dcc_summaries)
    ),
    "DOCUMENTS.one": counts(True, listed),
    "DOCUMENTS.many": counts(False, listed),
    "DOCUMENTS_PROVISIONAL": lambda rid: rid.content.impacts.documents_provisional is True,
    "DOCUMENTS_BY_MODIFICATION": lambda rid: any(row.modifications for row in rid.content.impacts.documents),
    "OTHER_CODES.one": counts(True, lambda c: c.impacts.other_codes),
    "OTHER_CODES.many": counts(False, lambda c: c.impacts.other_codes),
    "TIMELINE.items": lambda rid: rid.content.timeline,
    "TO_BE_SET": lambda rid: (
        has("unknown", "go_live")(rid)
        or any(not row.when.date and not row.actual and not row.rule for row in rid.content.timeline)
    ),
    "COSTS": ALWAYS,
    "DCC_COSTS.unknown": has("unknown", "dcc_costs"),
    "DCC_COSTS.none": none_identified,
    "DCC_COSTS.not_applicable": has("not_applicable", "dcc_costs"),
    **costs_of("DCC_TOTAL", lambda c: c.costs.dcc_total, total=True),
    "DCC_TOTAL.none": none_identified,
    **costs_of("OPERATIONAL", lambda c: c.costs.operational, total=False),
    "DCC_BREAKDOWN": lambda rid: (
        rid.content.costs.dcc_lines or rid.content.costs.combined or rid.content.costs.change_request_lines
    ),
    "ESTIMATES": lambda rid: any(cell.status == "estimate" and cell.amount for cell in cells(rid.content)),
    "COMBINED": lambda rid: rid.content.costs.combined,
    "COMBINED_REPLACES": lambda rid: (
        rid.content.costs.combined
        and any(
            cell.amount is not None and stage in rid.content.costs.combined.stated()
            for line in rid.content.costs.dcc_lines
            for stage, cell in line.stated().items()
        )
    ),
    "CELLS.tbc": lambda rid: any(cell.status == "tbc" for cell in cells(rid.content)),
    "CELLS.not_applicable": lambda rid: any(cell.status == "not_applicable" for cell in cells(rid.content)),
    "CELLS.none": lambda rid: any(cell.status == "none" for cell in cells(rid.content)),
    "CELLS.without_amount": lambda rid: any(
        cell.status in ("firm", "estimate", "quoted") and cell.amount is None for cell in cells(rid.content)
    ),
    "SECAS.implementation": lambda rid: rid.content.costs.secas_implementation,
    "SECAS.project_management": lambda rid: rid.content.costs.secas_project_management,
    "ACCEPTANCE.items": lambda rid: ITEMS["acceptance"](rid.content),
    "REVIEW": lambda rid: rid.content.acceptance.criteria,
    "DECISION": lambda rid: rid.issue.decision,
    "GLOSSARY": lambda rid: rid.content.glossary or rid.issue.glossary,
}
FORMS = {
    "CUT_OFF",
    "SOLUTION",
    "REPLANNED",
    "CELL_REASON",
    "CELL_SOURCE",
    "SOURCE_OF_ALL",
    "REASON",
    "SOURCE",
    "SOURCE_KIND",
    "UNDER_CLAUSE",
    "ANNEX_TO_COME",
    "ANNEX_EXPECTED",
    "ANNEX_FROM",
}
"""Frames around a fact, without a statement of their own; and below, texts that are facts of a document."""
STORED = {"TESTING", "STATUS"}


def patterns():
    """For each sentence that prints something, what finds it at the beginning of a printed text or after another."""
    for name, sentence in flat(sentences_of(LATEST)):
        text = sentence.text if isinstance(sentence, Sentence) else ""
        if text and name.split(".")[0] not in FORMS | STORED:
            yield name, re.compile(re.sub(r"\\\{\w+\\\}", "[^\n]*", re.escape(text)))


PATTERNS = dict(patterns())
