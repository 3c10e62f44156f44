"""Rules for a RID that a schema cannot express: repeated references, impossible dates, unsupported texts."""

import re
from collections.abc import Iterator
from typing import Any

from governance.documents.rid.categories import Category
from governance.importer.rules_of_costs import cost_rules
from modifications.models.documents import DESIGNATION
from secrel.core.changes.record import digest_of
from secrel.core.dates.partial_date_text import partial_date
from secrel.core.values.texts import UNSTORABLE

_VERSION = re.compile(r"(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})")
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")
_DESIGNATION = re.compile(DESIGNATION)
_NUMBER_ZERO = re.compile(r"(SECMP0000|MP000|DP000)[A-Z]?")
LONGEST = {
    "title": 300,
    "event": 300,
    "name": 80,
    "area": 160,
    "part": 120,
    "label": 40,
    "of": 300,
    "reason": 300,
}
LONGEST |= {"source": 300, "ref": 11, "url": 300, "slug": 50, "key": 80}
LONGEST |= {"clause": 80, "owner": 120}
LONGEST_TERM = (40, 300)
LONGEST_SOURCE = 200
LARGEST_AMOUNT = 12  # digits before the point
LARGEST_DAYS = 9_999
MOST_ROWS = 10_000
"""Rows of one list, and points of all summaries together: a position is a small number in the database."""


def broken_rules(document: dict[str, Any]) -> Iterator[str]:
    """A sentence for each broken rule. `document`: plain or a snapshot, valid by its schema."""
    inside = document.get("content", document)
    prefix = "content/" if "content" in document else ""
    every = list(_walk(document, ""))
    walked = [(place.removeprefix(prefix), value) for place, value in every] if prefix else every
    yield from _texts(every)
    yield from _annexes(document)
    if "issue" in document:
        yield from _of_snapshot(document)
    for of_values in (_both_names, _names, _references, _days):
        for problem in of_values(walked):
            yield f"{prefix if re.split('[/:]', problem)[0] in inside else ''}{problem}"
    for check in (
        _long_lists,
        _twice,
        _name,
        _window,
        _dates,
        _documents,
        _figures,
        _costs,
        _rules,
        _terms,
        _states,
    ):
        for problem in check(inside):
            yield f"{prefix}{problem}"
    issue = document.get("issue", document)
    history = issue["history"]
    numbers = [("document/version", issue["document"]["version"])]
    numbers += [(f"history/{n}/version", row["version"]) for n, row in enumerate(history)]
    for place, number in numbers:
        if not _VERSION.fullmatch(number):
            yield f"{place}: “{number[:20]}” is not a version number: 1.0, 1.1, 12.0."
    yield from _repeated([(f"history/{n}/version", row["version"]) for n, row in enumerate(history)])


def _states(inside: dict[str, Any]) -> Iterator[str]:
    """A list that does not apply has a reason, and no other state has one, because only that one prints it."""
    for key, row in inside.get("states", {}).items():
        reason = row.get("reason", "").strip()
        if row["state"] == "not_applicable" and not reason:
            yield f"states/{key}/reason: is missing; say why the list does not apply."
        elif row["state"] != "not_applicable" and "reason" in row:
            yield f"states/{key}/reason: belongs to “not_applicable” only; remove it, or correct the state."


Walked = list[tuple[str, Any]]
"""Every value of a document that is neither a list nor an object, with its place."""


def _references(walked: Walked) -> Iterator[str]:
    """References in the right form that no modification can have, such as MP000."""
    for place, text in walked:
        if not (isinstance(text, str) and "000" in text) and "000" not in place:
            continue
        for name in (*([text] if isinstance(text, str) else []), *place.split("/")):
            if _NUMBER_ZERO.fullmatch(name):
                yield f"{place}: “{name}” is not a reference: numbers begin with 1."


_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def _name(inside: dict[str, Any]) -> Iterator[str]:
    if not inside["release"]["name"].strip():
        yield "release/name: is empty; a release has a name."


def _names(walked: Walked) -> Iterator[str]:
    for place, text in walked:
        if place.endswith("/url") and not _ADDRESS.fullmatch(text):
            yield f"{place}: “{text[:60]}” is not the address of a page: write one that begins with https://."


_EITHER_NAME = re.compile(r"(MP|DP)[0-9]{3}[A-Z]?")


def _both_names(walked: Walked) -> Iterator[str]:
    """A Draft Proposal and the modification it was converted to count as one."""
    named = {
        name
        for place, text in walked
        for name in (text, *(place.split("/") if "MP" in place or "DP" in place else ()))
        if isinstance(name, str) and _EITHER_NAME.fullmatch(name)
    }
    for name in sorted(named):
        if name.startswith("DP") and f"MP{name[2:]}" in named:
            yield f"scope: “{name}” and “MP{name[2:]}” are one modification; give it one reference."


def _long_lists(inside: dict[str, Any]) -> Iterator[str]:
    for place, rows in _lists(inside, ""):
        if len(rows) > MOST_ROWS:
            yield f"{place}: has {len(rows):,} entries; at most {MOST_ROWS:,} are allowed."
    summaries = (*inside["impacts"]["party_summaries"], *inside["impacts"]["dcc_summaries"])
    if (points := sum(len(row["points"]) for row in summaries)) > MOST_ROWS:
        yield f"impacts: the summaries have {points:,} points together; at most {MOST_ROWS:,} are allowed."


def _lists(value: Any, path: str) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        if isinstance(child, dict | list):
            yield from _lists(child, f"{path}/{key}".lstrip("/"))


def _twice(inside: dict[str, Any]) -> Iterator[str]:
    scope, impacts = inside["scope"], inside["impacts"]
    yield from _repeated(
        [
            (f"scope/{status}/{n}/ref", item["ref"])
            for status in ("approved", "targeted")
            for n, item in enumerate(scope[status])
        ]
    )
    for rows, place, key in (
        (scope["change_requests"], "scope/change_requests", "ref"),
        (inside["costs"]["dcc_lines"], "costs/dcc_lines", "ref"),
        (inside["costs"].get("change_request_lines", ()), "costs/change_request_lines", "ref"),
        (impacts["documents"], "impacts/documents", "document"),
        (impacts["party_summaries"], "impacts/party_summaries", "participant"),
        (impacts["dcc_summaries"], "impacts/dcc_summaries", "area"),
        *(
            (row.get("sources", ()), f"impacts/documents/{n}/sources", "kind")
            for n, row in enumerate(impacts["documents"])
        ),
    ):
        yield from _repeated([(f"{place}/{n}/{key}", row[key]) for n, row in enumerate(rows)])


def _repeated(named: list[tuple[str, str]]) -> Iterator[str]:
    seen: set[str] = set()
    for place, name in named:
        if name in seen:
            yield f"{place}: “{name}” appears twice; each may appear only once."
        seen.add(name)


def _of_snapshot(document: dict[str, Any]) -> Iterator[str]:
    content, issue = document["content"], document["issue"]
    keys = [row["key"] for row in content["timeline"]]
    yield from _repeated([(f"content/timeline/{n}/key", key) for n, key in enumerate(keys)])
    for key in keys:
        if not _SLUG.fullmatch(key):
            yield f"content/timeline: the key “{key[:40]}” may hold letters, digits and hyphens only."
    stated = [
        f"{category}-{number}"
        for category in Category.values
        for number, _ in enumerate(content["acceptance"][category], start=1)
    ]
    if [entry["key"] for entry in content["acceptance"]["criteria"]] != stated:
        yield f"content/acceptance/criteria: the keys must be those of the criteria, in order: {', '.join(stated)}."
    if not re.fullmatch(r"https?://[^\s/?#<>\"]+(/[^\s?#<>\"]*)?", issue["document"]["site"]):
        yield f"issue/document/site: “{issue['document']['site'][:60]}” is not the address of a site: https://example.org."
    if issue["decision"] and issue["decision"]["content_digest"] != digest_of(content):
        yield "issue/decision/content_digest: the digest of the decision is not that of this content."
    if issue["record_head"] and not 0 <= issue["record_head"]["position"] < 2**53:
        yield f"issue/record_head/position: {issue['record_head']['position']} is not a position in an audit trail."


def _window(inside: dict[str, Any]) -> Iterator[str]:
    window = inside["release"].get("go_live_window")
    if window is None:
        return
    if not (window["earliest"] or window["latest"]):
        yield "release/go_live_window: has neither a first nor a last day; take it out."
    elif window["earliest"] and window["latest"] and window["earliest"] > window["latest"]:
        yield f"release/go_live_window: “{window['latest']}” is before “{window['earliest']}”; correct one of the days."
    for name, most in (("permitted_by", 120), ("reference", 200)):
        if len(window.get(name, "")) > most:
            yield f"release/go_live_window/{name}: has {len(window[name])} characters; at most {most} are allowed."


def _days(walked: Walked) -> Iterator[str]:
    """Dates outside the supported years. What is no date has a sentence from the schema, or from `_dates`."""
    for place, text in walked:
        if (
            place.endswith(("/date", "/go_live", "decision/on", "/earliest", "/latest", "/decided_on"))
            and isinstance(text, str)
            and text[:4].isdecimal()
            and not 1990 <= int(text[:4]) <= 2099
        ):
            yield f"{place}: “{text}” lies outside the years 1990 to 2099."


def _documents(inside: dict[str, Any]) -> Iterator[str]:
    for n, row in enumerate(inside["impacts"]["documents"]):
        if not _DESIGNATION.fullmatch(row["document"]):
            examples = "Section A, Schedule 8, Appendix AB"
            yield f"impacts/documents/{n}/document: “{row['document'][:30]}” is not an SEC document: {examples}."
        for m, source in enumerate(row.get("sources", ())):
            place = f"impacts/documents/{n}/sources/{m}"
            if source.get("clause") and source["kind"] != "dcc_notification":
                yield f"{place}/clause: only a DCC notification has a clause; take it out."
            length = len(source.get("reference", ""))
            if length > LONGEST_SOURCE:
                yield f"{place}/reference: has {length} characters; at most {LONGEST_SOURCE} are allowed."


def _annexes(document: dict[str, Any]) -> Iterator[str]:
    """Annexes are in the head of the plain form, and in the content of a snapshot."""
    inside = document.get("content") or document["document"]
    prefix = "content" if "content" in document else "document"
    for n, row in enumerate(inside.get("annexes", ())):
        place = f"{prefix}/annexes/{n}"
        if "expected" in row:
            yield from _date(f"{place}/expected", row["expected"])
        if row.get("state") != "to_come" and (row.get("expected", {}).get("date") or row.get("owner")):
            yield f"{place}: only an annex with the state “to_come” has an expected date or an owner."


def _dates(inside: dict[str, Any]) -> Iterator[str]:
    for number, row in enumerate(inside["timeline"]):
        for name in ("when", "actual", "planned"):
            if name in row:
                yield from _date(f"timeline/{number}/{name}", row[name])
    for status in ("approved", "targeted"):
        for number, item in enumerate(inside["scope"][status]):
            if "cut_off" in item:
                yield from _date(f"scope/{status}/{number}/cut_off", item["cut_off"])


def _date(place: str, when: dict[str, Any]) -> Iterator[str]:
    try:
        partial_date(when["date"], when["precision"])
    except ValueError:
        stated = "null" if when["date"] is None else when["date"]
        yield (
            f"{place}: “{stated}” with the precision “{when['precision']}” is not a date: "
            "write 2021-06-24, 2021-11, 2021-Q4, 2021, or null where it is unknown."
        )


def _figures(inside: dict[str, Any]) -> Iterator[str]:
    costs = inside["costs"]
    for path, value in _walk(costs, "costs"):
        is_amount = path.endswith(("/amount", "/amount_to"))
        if is_amount and isinstance(value, str) and len(value.split(".")[0]) > LARGEST_AMOUNT:
            yield f"{path}: “{value[:20]}…” is more than a release can cost."
        if is_amount and isinstance(value, str) and re.match(r"0[0-9]", value):
            yield f"{path}: “{value}”: an amount does not begin with a zero: 12, not 012."
        if (
            path.endswith(("secas_implementation/amount", "secas_project_management/amount"))
            and len(value) > 9
        ):
            yield f"{path}: “{value}” is more than SECAS can spend."
        if path.endswith("/days") and not 0 <= value <= LARGEST_DAYS:
            yield f"{path}: {value} is not a number of days that a release can take."


def _rules(inside: dict[str, Any]) -> Iterator[str]:
    for number, row in enumerate(inside["timeline"]):
        if "rule" not in row:
            continue
        days, of = row["rule"]["working_days"], row["rule"]["of"]
        if abs(days) > 999:
            yield f"timeline/{number}/rule/working_days: {days} is more than 999 Working Days."
        if not of.strip():
            yield f"timeline/{number}/rule/of: is empty; name the step that the Working Days are counted from."


def _costs(inside: dict[str, Any]) -> Iterator[str]:
    yield from cost_rules(inside["costs"])
    for number, row in enumerate(inside["costs"].get("yearly", ())):
        for name in ("starts", "ends"):
            if name in row:
                yield from _date(f"costs/yearly/{number}/{name}", row[name])


def _terms(inside: dict[str, Any]) -> Iterator[str]:
    for acronym, term in inside["glossary"].items():
        if not acronym or len(acronym) > LONGEST_TERM[0] or len(term) > LONGEST_TERM[1]:
            longest = f"1 to {LONGEST_TERM[0]} characters, its term at most {LONGEST_TERM[1]}"
            yield f"glossary/{acronym[:40]}: an acronym has {longest}."


def _texts(walked: Walked) -> Iterator[str]:
    for place, text in walked:
        if not isinstance(text, str):
            continue
        if found := UNSTORABLE.search(text):
            yield f"{place}: holds the control character {found[0]!a}; take it out."
        longest = LONGEST.get(place[place.rfind("/") + 1 :], 20_000)
        if len(text) > longest:
            yield f"{place}: has {len(text):,} characters; at most {longest:,} are allowed."


def _walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The values in the order of the document, and keys that cannot be stored."""
    ahead: list[tuple[str, Any]] = [(path, value)]
    while ahead:
        path, value = ahead.pop()
        if isinstance(value, dict):
            inner = [(f"{path}/{key}" if path else key, child) for key, child in value.items()]
            yield from ((f"{path}/{key}" if path else key, key) for key in value if UNSTORABLE.search(key))
            ahead.extend(reversed(inner))
        elif isinstance(value, list):
            ahead.extend((f"{path}/{place}", value[place]) for place in range(len(value) - 1, -1, -1))
        else:
            yield path, value
