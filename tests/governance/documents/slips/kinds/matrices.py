"""Slips of the matrices and of the summaries: DOMAIN.md 9, 1 to 6, and 11 (slip 24)."""

from modifications.participants import Participant
from tests.governance.documents.slips.draft import COLUMNS, NAMES, Draft, NotHere
from tests.governance.documents.slips.registry import Places, slip
from tests.governance.documents.slips.rewording import reword_points

PARTICIPANTS, DOCUMENTS = "scope-not-in-participant-matrix", "scope-not-in-document-matrix"
FURTHER = {
    "Section E": "Registration Data",
    "Section M": "General",
    "Section X": "Transition",
    "Schedule 9": "Smart Metering Equipment Technical Specifications",
    "Appendix H": "CH Handover Support Materials",
    "Appendix R": "Common Test Scenarios Document",
}
COLUMN_NAMES = {name: str(label) for name, label in Participant.choices}
UNLIKE = (
    "recharge vehicles in public car parks",
    "paint the cases of their equipment in other colours",
    "print annual reports on recycled paper",
    "send apprentices abroad for a term",
    "plant hedges around their offices",
)


def _ticks(draft: Draft) -> dict[str, list[str]]:
    return draft.data["impacts"]["participants"]


@slip("9.1", PARTICIPANTS)
def participant_row_left_out(draft: Draft) -> Places:
    """A modification in scope has no row in the participant matrix."""
    ref = draft.pick(_ticks(draft))
    del _ticks(draft)[ref]
    return ref


@slip("9.1", PARTICIPANTS)
def participant_row_of_another(draft: Draft) -> Places:
    """The participant matrix has a row of a modification that is not in scope."""
    ref = draft.stranger()
    _ticks(draft)[ref] = [name for name in COLUMNS if draft.draw.random() < 0.5] or ["suppliers"]
    return ref


@slip("9.1", PARTICIPANTS)
def participant_row_misnumbered(draft: Draft) -> Places:
    """A row of the participant matrix has a wrong digit in its reference."""
    ref = draft.pick(_ticks(draft))
    wrong = draft.misnumbered(ref)
    draft.data["impacts"]["participants"] = {
        (wrong if one == ref else one): of for one, of in _ticks(draft).items()
    }
    return wrong, ref


@slip("9.2", "participant-row-empty")
def participant_row_without_tick(draft: Draft) -> Places:
    """A row of the participant matrix has no tick, and nothing explains it."""
    ref = draft.pick([ref for ref, row in _ticks(draft).items() if row])
    _ticks(draft)[ref] = []
    return ref


@slip("9.3", DOCUMENTS)
def document_column_of_another(draft: Draft) -> Places:
    """The document matrix ticks a modification that is not in scope."""
    ref = draft.stranger()
    rows = draft.data["impacts"]["documents"]
    for row in draft.draw.sample(rows, draft.draw.randint(1, min(3, len(rows)))):
        row["modifications"].append(ref)
    return ref


@slip("9.3", DOCUMENTS)
def document_column_misnumbered(draft: Draft) -> Places:
    """The document matrix has a wrong digit in a reference."""
    row = draft.pick([row for row in draft.data["impacts"]["documents"] if row["modifications"]])
    ref = draft.pick(row["modifications"])
    wrong = draft.misnumbered(ref)
    row["modifications"] = [wrong if one == ref else one for one in row["modifications"]]
    return wrong


@slip("9.4", "document-column-empty", DOCUMENTS)
def document_column_without_tick(draft: Draft) -> Places:
    """A modification in scope changes no SEC document."""
    impacts = draft.data["impacts"]
    ref = draft.pick(
        [ref for ref in draft.refs if any(ref in row["modifications"] for row in impacts["documents"])]
    )
    for row in impacts["documents"]:
        row["modifications"] = [one for one in row["modifications"] if one != ref]
    impacts["documents"] = [row for row in impacts["documents"] if row["modifications"]]
    return ref


@slip("9.5", "document-without-tick")
def listed_document_without_tick(draft: Draft) -> Places:
    """A document stands in the list of those updated, and no modification ticks it."""
    rows = draft.data["impacts"]["documents"]
    name = draft.pick([name for name in FURTHER if all(row["document"] != name for row in rows)])
    extra = {"document": name, "title": FURTHER[name], "modifications": [], "listed": True}
    rows.insert(draft.draw.randint(0, len(rows)), extra)
    if draft.draw.random() < 0.5:
        for row in rows:
            row["listed"] = True
    return name


@slip("9.5", "document-not-listed", "document-without-tick", edition=2)
def ticked_document_not_listed(draft: Draft) -> Places:
    """A document has a tick and is missing from the list of those updated."""
    rows = draft.data["impacts"]["documents"]
    for row in rows:
        row["listed"] = True
    row = draft.pick(rows)
    row["listed"] = False
    return row["document"]


@slip("9.6", "tick-without-summary")
def tick_without_point(draft: Draft) -> Places:
    """A tick has no summary point, in a document whose points say which modification they are about."""
    if not draft.is_linked:
        raise NotHere
    pairs = [(ref, one) for ref in _ticks(draft) for one in COLUMNS if not draft.covering(ref, one)]
    covered = [(ref, one) for ref, row in _ticks(draft).items() for one in row if draft.covering(ref, one)]
    if draft.draw.random() < 0.5:
        ref, participant = draft.pick([pair for pair in pairs if pair[1] not in _ticks(draft)[pair[0]]])
        row = {*_ticks(draft)[ref], participant}
        _ticks(draft)[ref] = [name for name in COLUMNS if name in row]
        return ref
    ref, participant = draft.pick(covered)
    for part, point in draft.covering(ref, participant):
        point["modifications"].remove(ref)
        if not point["modifications"]:
            part[:] = [one for one in part if one is not point]
    return ref


@slip("9.6", "tick-without-summary")
def summary_emptied(draft: Draft) -> Places:
    """A participant that modifications tick has “No further impacts”, and nothing stands for all Parties."""
    if not draft.is_linked:
        raise NotHere
    participant, summary = draft.pick(
        [(n, p) for n, p in draft.summaries if n != "all_sec_parties" and p["points"]]
    )
    refs = {ref for point in summary["points"] for ref in point["modifications"]}
    summary["points"] = []
    left = [ref for ref in refs if not draft.covering(ref, participant)]
    return draft.pick(sorted(left))


@slip("9.6", "tick-without-summary", words=True)
def tick_without_point_by_words(draft: Draft) -> Places:
    """A tick has no summary point, and no point says which modification it is about."""
    if not draft.is_linked:
        ref = draft.pick(_ticks(draft))
        participant = draft.pick([one for one in COLUMNS if one not in _ticks(draft)[ref]])
        _ticks(draft)[ref] = [name for name in COLUMNS if name in (*_ticks(draft)[ref], participant)]
        return f"{COLUMN_NAMES[participant]}: & {ref}"
    whole = [
        (ref, one) for ref, row in _ticks(draft).items() for one in row if len(draft.covering(ref, one)) == 1
    ]
    own = [pair for pair in whole if draft.covering(*pair)[0][1]["modifications"] == [pair[0]]]
    ref, participant = draft.pick(own)
    part, point = draft.covering(ref, participant)[0]
    part[:] = [one for one in part if one is not point]
    reword_points(draft)
    draft.unlink()
    return f"{COLUMN_NAMES[participant]}: & {ref}"


@slip("9.6", "summary-without-tick")
def point_without_tick(draft: Draft) -> Places:
    """A summary point is about a modification that does not tick its participant."""
    pairs = [(r, name) for name, _, p in draft.points for r in p.get("modifications", ()) if name in COLUMNS]
    ref, participant = draft.pick([(r, name) for r, name in pairs if len(_ticks(draft).get(r, [])) > 1])
    _ticks(draft)[ref].remove(participant)
    return ref


@slip("9.6", "summary-without-tick", words=True)
def point_without_tick_by_words(draft: Draft) -> Places:
    """A summary tells of a modification that does not tick its participant, and no point is linked."""
    if not draft.is_linked:
        raise NotHere
    own = [(p["modifications"][0], n) for n, _, p in draft.points if len(p.get("modifications", ())) == 1]
    ref, participant = draft.pick([(r, n) for r, n in own if n in COLUMNS and len(_ticks(draft)[r]) > 1])
    _ticks(draft)[ref].remove(participant)
    reword_points(draft)
    draft.unlink()
    return ref


@slip("ticks and texts", "tick-without-summary", words=True, edition=2)
def name_of_participant_is_no_description(draft: Draft) -> Places:
    """A tick has no summary point, though text and summary share the name of the participant."""
    draft.unlink()
    summarised = dict.fromkeys(name for name, _, _ in draft.points if name in NAMES and name != "dcc")
    ref, participant = draft.pick(
        [(r, n) for r, row in _ticks(draft).items() for n in summarised if n not in row]
    )
    own = next(part for name, part in draft.summaries if name == participant)
    for point in own["points"]:
        text = point["text"][0].lower() + point["text"][1:]
        point["text"] = (
            f"{NAMES[participant]} {draft.pick(('will see this', 'are affected', 'must know'))}: {text}"
        )
    entry = draft.entry(ref)
    verb = "will" if entry in draft.data["scope"]["approved"] else "proposes to"
    name, aim = NAMES[participant], draft.draw.choice(UNLIKE)
    entry["title"] = draft.draw.choice((f"Freedom for {name}", f"{name} and their freedoms", "A freedom"))
    entry["summary"] = f"{verb} let {name} {aim}."
    entry["options"] = []
    draft.context["titles"][ref] = entry["title"]
    _ticks(draft)[ref] = [one for one in COLUMNS if one in (*_ticks(draft)[ref], participant)]
    return f"{COLUMN_NAMES[participant]}: & {ref}"


@slip("11", "summary-point-leftover", "summary-without-tick", edition=2)
def point_of_one_not_in_scope(draft: Draft) -> Places:
    """A summary point is linked to a modification that is not in scope."""
    if not draft.is_linked:
        raise NotHere
    ref = draft.stranger()
    _, summary = draft.pick(draft.summaries)
    text = draft.pick(
        ("Invoices are itemised by site.", "Readers see the register in one table.", "Keys last longer.")
    )
    summary["points"].append({"text": text, "sub": [], "modifications": [ref]})
    return ref


@slip("11", "summary-point-leftover", "summary-without-tick", edition=2)
def point_of_one_that_left(draft: Draft) -> Places:
    """A modification left, and a summary point that is linked to it stayed."""
    if not draft.is_linked:
        raise NotHere
    ref = draft.pick([ref for ref in draft.refs if any(ref in p["modifications"] for *_, p in draft.points)])
    draft.take_out(ref, with_points=False)
    return ref


@slip("11", "summary-point-leftover", words=True, edition=2)
def text_of_one_that_left(draft: Draft) -> Places:
    """A modification left, and a summary point about it stayed that is linked to none."""
    if not draft.is_linked:
        raise NotHere
    ref = draft.pick(
        [ref for ref in draft.refs if any(p["modifications"] == [ref] for *_, p in draft.points)]
    )
    reword_points(draft)
    texts = [p["text"] for *_, p in draft.points if p["modifications"] == [ref]]
    draft.take_out(ref, with_points=False)
    draft.unlink()
    return (*texts, *(text[:40] for text in texts))
