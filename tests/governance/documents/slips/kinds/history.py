"""Slips of the history, against itself, the cover and the scope: DOMAIN.md 9, 16."""

import re
from datetime import date, timedelta

from tests.governance.documents.slips.draft import Draft, NotHere, long_date
from tests.governance.documents.slips.registry import Places, slip

SCOPE, ORDER, COVER = "history-against-scope", "history-out-of-order", "cover-against-history"
LEFT = (
    "Updated following {} falling out of scope.",
    "{} was removed from the scope.",
    "Updated following the withdrawal of {}.",
    "Updated following the rejection of {}.",
    "{} rejected by the Authority and taken out of the release.",
    "Updated following {} being moved to the February 2024 SEC Release.",
    "{} missed its cut-off date and leaves the scope.",
    "{} has been deferred to a later release.",
)
APPROVED = (
    "Updated following the approval of {}.",
    "{} was approved by the Change Board.",
    "The Authority approved {}.",
    "Updated as {} is now approved.",
)
ADDED = (
    "Updated following {} being added to scope.",
    "{} added to the scope.",
    "{} joins the scope by exception.",
    "Updated to include {}.",
)


def _named(draft: Draft) -> list[str]:
    return [ref for ref in draft.refs if any(ref in row["changes"] for row in draft.history)]


def _last_word(draft: Draft) -> str:
    """The last version, or a further one, says this."""
    return draft.pick(("last", "further"))


def _say(draft: Draft, sentence: str) -> str:
    if _last_word(draft) == "further":
        return draft.new_version(sentence)["version"]
    row = draft.history[-1]
    row["changes"] = f"{row['changes'].rstrip('.')}. {sentence}"
    return row["version"]


@slip("9.16", "history-incomplete")
def approval_not_recorded(draft: Draft) -> Places:
    """The history tells that a modification came in and never that it was approved."""
    approved = [entry["ref"] for entry in draft.data["scope"]["approved"]]
    told = {}
    for row in draft.history:
        for ref in approved:
            if ref in row["changes"] and "approv" in row["changes"]:
                told[ref] = row
    ref = draft.pick([ref for ref in told if sum(ref in row["changes"] for row in draft.history) > 1])
    row = told[ref]
    if "added" in row["changes"]:
        row["changes"] = re.sub(rf"{ref} and |,? and {ref}|{ref}, ", "", row["changes"], count=1)
    else:
        row["changes"] = draft.pick(
            ("Updated costs and timetable.", "Updated draft.", "Test strategy revised.")
        )
    if ref in row["changes"]:
        raise NotHere
    for one in draft.history:
        one["changes"] += draft.pick(("", "", " Dates updated."))
    return ref


@slip("9.16", SCOPE, edition=2)
def left_by_the_history_and_in_scope(draft: Draft) -> Places:
    """The history says that a modification left, and the scope holds it."""
    ref = draft.pick(draft.refs)
    _say(draft, draft.pick(LEFT).format(ref))
    return ref


@slip("9.16", SCOPE, edition=2)
def approved_by_the_history_and_targeted(draft: Draft) -> Places:
    """The history says that a modification was approved, and the scope has it as targeted."""
    ref = draft.pick(draft.data["scope"]["targeted"])["ref"]
    _say(draft, draft.pick(APPROVED).format(ref))
    return ref


@slip("9.16", SCOPE, edition=2)
def added_by_the_history_and_not_in_scope(draft: Draft) -> Places:
    """The history says that a modification came in, and it is not in scope and never left."""
    ref = draft.stranger()
    _say(draft, draft.pick(ADDED).format(ref))
    return ref


@slip("9.16", SCOPE, "history-incomplete", "history-names-all", edition=2)
def never_named_by_the_history(draft: Draft) -> Places:
    """A modification is in scope, and a history that names the others never names it."""
    named = _named(draft)
    if len(named) < 3:
        raise NotHere
    ref = draft.pick(named)
    for row in draft.history:
        if row["changes"] == f"Updated following the approval of {ref}.":
            row["changes"] = "Updated costs."
        row["changes"] = re.sub(rf"{ref}(, | and )|(, | and ){ref}\b", "", row["changes"])
    if any(ref in row["changes"] for row in draft.history):
        raise NotHere
    draft.history[0]["changes"] += draft.pick(("", " It is for comment.", " Comments are welcome."))
    return ref


@slip("9.16", SCOPE, "history-incomplete", "history-names-all", edition=2)
def came_in_without_a_version(draft: Draft) -> Places:
    """A modification is in the scope, its matrices and documents, and no version tells that it came in."""
    ref = draft.stranger()
    text = f"will show {draft.pick(('readings', 'tariffs', 'invoices'))} in a table."
    entry = {"ref": ref, "title": "Tables for readers", "part": None, "summary": text, "options": []}
    if len(_named(draft)) < 3:
        raise NotHere
    draft.data["scope"]["approved"].append(entry | {"system_impact": False})
    draft.context["titles"][ref] = entry["title"]
    impacts = draft.data["impacts"]
    impacts["participants"][ref] = ["other_sec_parties"]
    impacts["documents"][0]["modifications"].append(ref)
    point = {"text": "Tables show what was text.", "sub": [], "modifications": [ref]}
    next(one for name, one in draft.summaries if name == "other_sec_parties")["points"].append(point)
    return ref


@slip("dates", ORDER, edition=2)
def version_dated_before_the_one_before(draft: Draft) -> Places:
    """A version is dated before the version before it: a wrong year, a wrong month, swapped dates."""
    place = draft.draw.randrange(1, len(draft.history))
    row, before = draft.history[place], draft.history[place - 1]
    last = date.fromisoformat(before["date"])
    day = draft.pick(
        [
            last - timedelta(days=draft.draw.randint(1, 60)),
            date.fromisoformat(row["date"]).replace(year=last.year - draft.draw.choice((1, 9, 10)), day=15),
        ]
    )
    row["date"] = day.isoformat()
    if place == len(draft.history) - 1:
        draft.on_cover(row)
    return row["version"], row["date"], f"/history/{place}"


@slip("dates", ORDER, edition=2)
def version_numbers_out_of_order(draft: Draft) -> Places:
    """Two versions have changed their numbers."""
    place = draft.draw.randrange(1, len(draft.history))
    row, before = draft.history[place], draft.history[place - 1]
    row["version"], before["version"] = before["version"], row["version"]
    row["changes"] += draft.pick(("", " Costs updated.", " Dates updated."))
    return row["version"], f"/history/{place}", "history"


@slip("dates", COVER, edition=2)
def cover_of_another_version(draft: Draft) -> Places:
    """The cover has another number or date than the last row of the history."""
    head, last = draft.data["document"], draft.history[-1]
    if head["version"] != last["version"] or head["date"] != last["date"]:
        raise NotHere
    if draft.draw.random() < 0.5:
        major, minor = head["version"].split(".")
        head["version"] = draft.pick((f"{int(major) + 1}.{minor}", f"{major}.{int(minor) + 1}"))
        return head["version"], "version"
    day = date.fromisoformat(head["date"]) + timedelta(days=draft.draw.choice((-365, -31, -2, 1, 7, 30, 365)))
    head["date"] = day.isoformat()
    if "status" in head:
        head["status"] = f"Issued by SECAS on {long_date(day)}"
    return long_date(day), head["date"], "date"


@slip("dates", COVER, "status-against-history", words=True, edition=2)
def status_of_another_day(draft: Draft) -> Places:
    """What the cover says of the document names another day or another step than the history."""
    head = draft.data["document"]
    if not head.get("status"):
        raise NotHere
    day = date.fromisoformat(head["date"]) + timedelta(days=draft.draw.choice((-90, -14, 14, 31, 365)))
    meeting = long_date(day)
    head["status"] = draft.pick(
        (
            f"Issued by SECAS on {meeting}",
            f"Baselined by the Panel on {meeting}",
            f"Draft for comment until {meeting}",
        )
    )
    return head["status"], "status"


@slip("9.16", "history-against-versions")
def version_missing_from_the_history(draft: Draft) -> Places:
    """A version that is held here is missing from the history, or has another date there."""
    place = draft.draw.randrange(len(draft.history) - 1)
    draft.context["versions"] = {row["version"]: row["date"] for row in draft.history}
    row = draft.history[place]
    if draft.draw.random() < 0.5:
        day = date.fromisoformat(row["date"]) + timedelta(days=draft.draw.choice((-3, -1, 1, 2)))
        row["date"] = day.isoformat()
    else:
        draft.history.pop(place)
    return row["version"]
