"""Rules about the participant matrix and the impact summaries.

Points of our documents are linked to modifications. Points of imported documents are not, so the rules compare
references, titles and terms in the text, and the finding says so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from governance.documents.checks.document import Document, counted
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.checks.reading.changes import ChangeKind, read_changes
from governance.documents.rid.types.scope import Point, number_of
from modifications.participants import ALL_PARTIES, Participant

BY_WORDS = " (judged by its words: this document does not say which point is about which modification)"
COMMON = """
    about also and any are been being between both but can each for from has have into its may more must need not of
    only other out own per that than the their them then there these they this those through to under until was were
    when where which while will with within would sec dcc party parties user users modification modifications proposes
    proposal proposals allow allows provide update change changes amend ensure rather how what who
    supplier suppliers electricity gas network networks
"""
STOP = frozenset(COMMON.split())
"""Words common to the descriptions of all modifications, and those in the names of participants."""
SURE, LIKE, MARGIN = 3, 2, 3
"""From which likeness a point is about a modification; below which it is not; how many times more than another."""
WORDS, MANY = 4, 8
"""From how many words a point is judged; in more modifications than this a term tells nothing."""
_REFERENCE = re.compile(r"(?=((?:SECMP[0-9]{4}|(?:MP|DP)[0-9]{3})([A-Z]?)))")


@rule(
    "tick-without-summary",
    Against.COMPLETENESS,
    "impacts",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="The summaries for {} categories leave out modifications that are ticked for them",
)
def tick_is_summarised(document: Document) -> Iterator[Problem]:
    """For each participant that a modification ticks, the summary describes the impact on them. Where the document
    does not say which point is about which modification, words decide, and the finding is a warning."""
    weights = _weights(document)
    for participant, label in Participant.choices:
        ticked = [ref for ref in document.entries if participant in document.ticks.get(ref, ())]
        points = list(_points(document, participant))
        about = _described(document, points, {ref: weights[ref] for ref in ticked})
        silent = [ref for ref in ticked if ref not in about]
        if silent:
            described = [ref for ref in ticked if ref in about]
            names = ", ".join(silent)
            description = (
                f"{counted(described, 'is described', 'are described')}; no point is about {names}"
                if described
                else f"none is described: no point is about {names}"
            )
            means = "mean" if len(silent) > 1 else "means"
            yield Problem(
                "/content/impacts/dcc_summaries"
                if participant == "dcc"
                else "/content/impacts/party_summaries",
                f"{label}: {counted(ticked, 'modification ticks it', 'modifications tick it')}, and {description}"
                f"{_how(points)}.",
                f"Say what {names} {means} for {label}, or take the tick out.",
                certainty=Certainty.BY_WORDS if _how(points) else Certainty.CERTAIN,
                about=label,
            )


@rule(
    "summary-without-tick",
    Against.ITSELF,
    "impacts",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="{} summary points are about modifications that do not tick that participant",
)
def summary_is_ticked(document: Document) -> Iterator[Problem]:
    """Each modification described in the summary for a participant ticks that participant in the matrix."""
    for participant, label in Participant.choices:
        for path, point in _own_points(document, participant):
            for ref in _named(document, point):
                if participant not in document.ticks.get(ref, ()):
                    message = f"The summary for {label} speaks of {ref}, whose row does not tick {label}."
                    yield Problem(path, message, f"Tick {label} for {ref}, or take the point out.", about=ref)
            ref = _without_tick(document, participant, point)
            if ref:
                message = f"“{point.text[:80]}” reads like {ref}, whose row does not tick {label}{BY_WORDS}."
                mend = f"Tick {label} for {ref}, or take the point out."
                yield Problem(path, message, mend, certainty=Certainty.BY_WORDS, about=ref)


@rule(
    "summary-point-leftover",
    Against.ITSELF,
    "impacts",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="{} summary points are about no modification in scope",
)
def points_are_about_the_scope(document: Document) -> Iterator[Problem]:
    """A point of the summaries is about a modification in scope."""
    for name in (*Participant.values, ALL_PARTIES):
        for path, point in _own_points(document, name):
            refs = point.modifications or {found for found, _ in _REFERENCE.findall(point_text(point))}
            gone = [ref for ref in refs if ref not in document.entries]
            if gone and (point.modifications or len(gone) == len(refs)):
                message = f"“{point.text[:80]}” is about {', '.join(sorted(gone))}, which is not in scope."
                yield Problem(path, message, "Take the point out, or say which modification it is about.")
            elif not refs and _is_about_none(document, point):
                message = f"“{point.text[:80]}” reads like no modification in scope{BY_WORDS}."
                mend = "Take the point out, or say which modification it is about."
                left = document.once("somebody left", lambda: _somebody_left(document))
                against = Against.ITSELF if left else Against.USAGE
                yield Problem(path, message, mend, against, certainty=Certainty.BY_WORDS)


def all_points(document: Document) -> Iterator[tuple[str, Point]]:
    """Each point of the summaries, with its path."""
    for name in (*Participant.values, ALL_PARTIES):
        yield from _own_points(document, name)


def _own_points(document: Document, participant: str) -> Iterator[tuple[str, Point]]:
    impacts = document.content.impacts
    if participant == "dcc":
        for place, area in enumerate(impacts.dcc_summaries):
            for at, point in enumerate(area.points):
                yield f"/content/impacts/dcc_summaries/{place}/points/{at}", point
        return
    for place, row in enumerate(impacts.party_summaries):
        if row.participant == participant:
            for at, point in enumerate(row.points):
                yield f"/content/impacts/party_summaries/{place}/points/{at}", point


def _points(document: Document, participant: str) -> Iterator[Point]:
    """The points for a participant; for Parties also those for all Parties."""
    for name in (participant,) if participant == Participant.DCC else (participant, ALL_PARTIES):
        for _, point in _own_points(document, name):
            yield point


def _named(document: Document, point: Point) -> list[str]:
    """The modifications that a point is linked to or mentions."""
    if linked := point.modifications:
        return [ref for ref in linked if ref in document.entries]
    found = {
        ref
        for whole, letter in _REFERENCE.findall(point_text(point))
        for ref in (whole, whole.removesuffix(letter))
    }
    return sorted(found & document.entries.keys(), key=document.places.__getitem__)


def _without_tick(document: Document, participant: str, point: Point) -> str:
    """The modification that an unlinked point reads like, if it does not tick the participant; else empty. A point that
    reads somewhat like one that does is left alone."""
    if point.modifications or _named(document, point):
        return ""
    likeness = _likeness(document, point)
    best = max(likeness, key=likeness.__getitem__, default="")
    ticked = max((likeness[ref] for ref in likeness if participant in document.ticks.get(ref, ())), default=0)
    return best if best in document.ticks and likeness[best] >= max(SURE, MARGIN * ticked) else ""


def _is_about_none(document: Document, point: Point) -> bool:
    """Whether a point has words enough, and none of those that tell the modifications in scope apart."""
    terms = _terms(point_text(point))
    return (
        len(terms) >= WORDS
        and bool(document.entries)
        and max(_likeness(document, point).values(), default=0) < LIKE
    )


def _likeness(document: Document, point: Point) -> dict[str, int]:
    """How much a point reads like each modification: the weights of the terms that they share. A term of many
    modifications tells nothing."""
    index = document.once("modifications by term", lambda: _index(document))
    found: dict[str, int] = defaultdict(int)
    for term in _terms(point_text(point)):
        for ref, weight in index.get(term, ()):
            found[ref] += weight
    return found


def _index(document: Document) -> dict[str, list[tuple[str, int]]]:
    """The modifications that use each term, with its weight; without terms of many."""
    index: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for ref, weights in _weights(document).items():
        for term, weight in weights.items():
            index[term].append((ref, weight))
    return {term: refs for term, refs in index.items() if len(refs) <= MANY}


def _somebody_left(document: Document) -> bool:
    """Whether the history tells of a modification that left the scope and is not in it."""
    scope = {number_of(ref) for ref in document.entries}
    changes = (change for row in document.issue.history for change in read_changes(row.changes))
    return any(change.kind is ChangeKind.OUT and change.number not in scope for change in changes)


def _weights(document: Document) -> dict[str, dict[str, int]]:
    return document.once("weights of terms", lambda: _weighed(document))


def _weighed(document: Document) -> dict[str, dict[str, int]]:
    """How much each term of a modification says of it, by reference: 2 for one in its title and in no other
    modification, 1 for any other."""
    terms = {ref: _terms(entry.text) for ref, entry in document.entries.items()}
    titles = {ref: _terms(entry.title) for ref, entry in document.entries.items()}
    uses = Counter(term for own in terms.values() for term in own)
    return {
        ref: {term: 2 if uses[term] == 1 and term in titles[ref] else 1 for term in own}
        for ref, own in terms.items()
    }


def _described(document: Document, points: Iterable[Point], weights: dict[str, dict[str, int]]) -> set[str]:
    """The modifications that the points are about: named in one, or with terms of weight 2 in one that names none.

    `weights` are those of each modification. The points that hold a term are the bits of a number, so no modification
    is compared with each point.
    """
    about: set[str] = set()
    holding: dict[str, int] = defaultdict(int)
    for place, point in enumerate(points):
        if named := _named(document, point):
            about.update(named)
            continue
        for term in _terms(point_text(point)):
            holding[term] |= 1 << place
    for ref, own in weights.items():
        once = enough = 0
        for term, weight in own.items():
            held = holding.get(term, 0)
            enough |= once & held if weight == 1 else held
            once |= held
        if enough:
            about.add(ref)
    return about


def _how(points: list[Point]) -> str:
    return "" if all(point.modifications for point in points) else BY_WORDS


def point_text(point: Point) -> str:
    return " ".join([point.text, *point.sub])


def _terms(text: str) -> set[str]:
    """The significant words, without their endings."""
    words = re.findall(r"[a-z0-9]+(?:\.[0-9]+)*", text.lower().replace("’", "'"))
    return {_stem(word) for word in words if len(word) > 2 and word not in STOP}


def _stem(word: str) -> str:
    return re.sub(r"(?:ings?|al|ation|ed|es|s|ly)$", "", word) if len(word) > 4 else word
