"""Slips of texts against the document, the register and the standard: DOMAIN.md 9, 17 to 23."""

import re

from tests.governance.documents.slips.draft import Draft, NotHere
from tests.governance.documents.slips.registry import Places, slip

PROMISE, PATH = "promise-not-kept", "path-against-decider"
ANNEX, DECISION_DATES = "annex-missing", "decision-dates-missing"
CATEGORIES = ("operational", "testing", "security")
SWAPPED = {
    "production": "live",
    "SECAS": "The DCC",
    "The DCC": "SECAS",
    "ready": "prepared",
    "risk": "cost",
    "Severity 1": "Severity 3",
    "each": "one",
    "every": "some",
    "consumers": "Parties",
    "regression": "smoke",
    "completed": "started",
    "stable": "available",
    "environments": "tools",
    "security": "operational",
    "agreed": "planned",
}
OWN_ASSUMPTION = "It assumes that every targeted modification is approved."
OTHER_ASSUMPTIONS = (
    "This section assumes that all targeted Modification Proposals will be approved.",
    "It is assumed that each targeted modification is approved in time.",
    "The impacts below assume the approval of all targeted modifications.",
    "Targeted modifications are assumed to be approved.",
    "We have assumed that the targeted modifications will all be approved.",
    "The costs include those of targeted modifications, on the assumption that these are approved.",
)


def _criteria(draft: Draft) -> list[tuple[str, int]]:
    said = draft.data["acceptance"]
    return [(category, place) for category in CATEGORIES for place in range(len(said[category]))]


@slip("9.17", "criteria-not-standard")
def criterion_left_out(draft: Draft) -> Places:
    """A standard criterion is missing."""
    category, place = draft.pick(_criteria(draft))
    draft.data["acceptance"][category].pop(place)
    return category, category.capitalize()


@slip("9.17", "criteria-not-standard")
def criterion_reworded(draft: Draft) -> Places:
    """A criterion has another word than the standard."""
    said = draft.data["acceptance"]
    options = [(c, n, w) for c, n in _criteria(draft) for w in SWAPPED if re.search(rf"\b{w}\b", said[c][n])]
    category, place, word = draft.pick(options)
    said[category][place] = re.sub(rf"\b{word}\b", SWAPPED[word], said[category][place], count=1)
    return category, category.capitalize()


@slip("9.17", "criteria-not-standard")
def criterion_added(draft: Draft) -> Places:
    """A criterion stands there that the standard does not have, or one stands twice."""
    said = draft.data["acceptance"]
    category = draft.pick([name for name in CATEGORIES if said[name]])
    place = draft.draw.randint(0, len(said[category]))
    said[category].insert(
        place, draft.pick(("The DCC has trained its service desk.", "Parties have been told."))
    )
    return category, category.capitalize()


@slip("9.17", "criteria-not-standard")
def criteria_set_left_out(draft: Draft) -> Places:
    """A whole set of criteria is missing."""
    said = draft.data["acceptance"]
    category = draft.pick([name for name in CATEGORIES if said[name]])
    said[category] = []
    other = draft.pick([name for name in CATEGORIES if said[name]])
    said[other] = said[other][:: draft.draw.choice((1, 1, -1))]
    return category, category.capitalize()


@slip("standard", "criteria-not-standard", edition=2)
def unsorted_criteria_without_one(draft: Draft) -> Places:
    """The criteria are one unsorted set, and one of the standard is missing or has another word."""
    said = draft.data["acceptance"]
    texts = [said[category][place] for category, place in _criteria(draft)]
    place = draft.draw.randrange(len(texts))
    text = texts[place]
    words = [word for word in SWAPPED if re.search(rf"\b{word}\b", text)]
    if words and draft.draw.random() < 0.5:
        word = draft.pick(words)
        texts[place] = re.sub(rf"\b{word}\b", SWAPPED[word], text, count=1)
        found: Places = (text[:30], SWAPPED[word])
    else:
        texts.pop(place)
        found = text[:30]
    said |= {category: [] for category in CATEGORIES} | {"general": texts}
    return found


@slip("9.18", PROMISE)
def cut_off_dates_promised(draft: Draft) -> Places:
    """The text speaks of cut-off dates, and a targeted modification has none."""
    sentence = (
        "Targeted modifications are included if they are approved by their cut-off dates.",
        "Each targeted modification must be approved by its cut-off date.",
        "The cut-off dates of the targeted modifications are given above.",
    )
    entry = draft.pick(draft.data["scope"]["targeted"])
    entry.pop("cut_off", None)
    draft.data["scope"]["additions"] = [*draft.data["scope"].get("additions", []), draft.pick(sentence)]
    return entry["ref"], "cut-off"


@slip("9.18", PROMISE, DECISION_DATES, words=True, edition=2)
def decision_dates_promised(draft: Draft) -> Places:
    """The text says that decision dates are given, and none is."""
    sentence = draft.pick(
        (
            "The dates on which they will be decided are given beside each modification.",
            "The expected decision date of each targeted modification is shown below.",
            "The decision dates are listed in the timetable.",
        )
    )
    if not draft.data["scope"]["targeted"]:
        raise NotHere
    draft.add_sentence(sentence)
    return "decision date", "decided", "decision"


@slip("promises", PROMISE, ANNEX, edition=2)
def annex_promised(draft: Draft) -> Places:
    """The text refers to an annex that the document does not have."""
    labels = {annex["label"] for annex in draft.data["document"]["annexes"]}
    if labels and draft.draw.random() < 0.3:
        gone = draft.pick(
            [a for a in draft.data["document"]["annexes"] if a["label"] in str(draft.data["testing"])]
        )
        draft.data["document"]["annexes"].remove(gone)
        return gone["label"]
    label = draft.pick([f"Annex {letter}" for letter in "BCDE" if f"Annex {letter}" not in labels])
    form = draft.pick(
        ("{} sets out the details.", "See {}.", "The template is in {}.", "It is annexed as {}.")
    )
    draft.add_sentence(form.format(label))
    return label


@slip("promises", PROMISE, ANNEX, words=True, edition=2)
def testing_approach_promised(draft: Draft) -> Places:
    """The text says that the TAD is annexed, and the document has no such annex."""
    head = draft.data["document"]
    head["annexes"] = [annex for annex in head["annexes"] if "TAD" not in annex["title"]]
    form = draft.pick(
        (
            "The Testing Approach Document (TAD) is annexed to this document.",
            "The TAD is attached.",
            "The TAD, which is an annex of this document, has the details.",
            "Details are in the annexed TAD.",
        )
    )
    draft.add_sentence(form, lambda container: isinstance(container, list))
    return "TAD", "annex"


@slip("9.19", "title-not-canonical")
def title_of_another_wording(draft: Draft) -> Places:
    """A title is not that of the register: a word more, fewer, other, or in another place."""
    entry = draft.pick([entry for entry in draft.entries if len(entry["title"].split()) > 2])
    words = entry["title"].split()
    place = draft.draw.randrange(1, len(words))
    kind = draft.draw.randrange(4)
    if kind == 0:
        words.pop(place)
    elif kind == 1:
        words.insert(place, draft.pick(("new", "further", "the", "all")))
    elif kind == 2:
        words[place - 1], words[place] = words[place], words[place - 1]
    else:
        words[place] = draft.pick(("changes", "services", "Panels"))
    entry["title"] = " ".join(words)
    return entry["ref"]


@slip("9.20", "no-new-target")
def left_without_a_target(draft: Draft) -> Places:
    """A modification was moved to a later release, and the register names none."""
    ref = draft.stranger()
    ground = draft.pick(("moved to another release", "missed its cut-off", "lead time too short"))
    draft.context["left_without_target"] = {ref: ground}
    return ref


@slip("9.20", "no-new-target", words=True, edition=2)
def left_without_a_target_in_the_history(draft: Draft) -> Places:
    """The history says that a modification moves to a later release and not to which."""
    ref = draft.stranger()
    form = draft.pick(
        ("{} being moved to a later release.", "{} moved out of scope, to another release.", "{} deferred.")
    )
    draft.history[-1]["changes"] += f" Updated following {form.format(ref)}"
    return ref


@slip("9.20", "in-two-releases")
def in_two_releases(draft: Draft) -> Places:
    """A modification is in another release too, whole or with the same part."""
    ref = draft.pick(draft.refs)
    draft.context["elsewhere"] = {ref: [draft.pick(("February 2024 SEC Release", "June 2024 SEC Release"))]}
    return ref


@slip("9.21", "assumption-without-targets", words=True)
def assumption_in_our_words(draft: Draft) -> Places:
    """The product's sentence about targeted modifications stands in a text, and none is targeted."""
    for entry in draft.data["scope"]["targeted"]:
        draft.take_out(entry["ref"])
    draft.add_sentence(OWN_ASSUMPTION)
    return "targeted"


@slip("9.21", "assumption-without-targets", words=True)
def assumption_in_other_words(draft: Draft) -> Places:
    """The assumption about targeted modifications stands in a text in other words, and none is targeted."""
    for entry in draft.data["scope"]["targeted"]:
        draft.take_out(entry["ref"])
    draft.add_sentence(draft.pick(OTHER_ASSUMPTIONS))
    return "targeted", "Targeted"


@slip("9.22", "names-other-modification")
def entry_that_speaks_of_another(draft: Draft) -> Places:
    """What is said of a modification names another one in its place."""
    entry, other = draft.pick(draft.entries), draft.pick([draft.pick(draft.refs), draft.stranger()])
    if other == entry["ref"]:
        raise NotHere
    verb, rest = entry["summary"].split(" ", 1)
    rest = rest.removeprefix("to ")
    form = draft.pick(
        (
            "{summary} {other} goes to the Change Board next.",
            "{summary} The Authority decides on {other} afterwards.",
            "{verb} {rest} {other} is being implemented in two parts.",
            "{verb_to} see that {other} lets Parties do this: {rest}",
        )
    )
    verb_to = "will" if verb == "will" else "proposes to"
    verb = "will" if verb == "will" else "proposes to"
    entry["summary"] = form.format(
        summary=entry["summary"], verb=verb, rest=rest, other=other, verb_to=verb_to
    )
    return entry["ref"], other


@slip("9.22", "names-other-modification", edition=2)
def point_or_source_that_speaks_of_another(draft: Draft) -> Places:
    """A linked point, a cell's source or a Change Request names a modification that it is not about."""
    other = draft.stranger()
    cells = [line[stage] for line, stage in draft.cells if line[stage].get("amount")]
    linked = [point for *_, point in draft.points if point.get("modifications")]
    kind = draft.pick([*(["cell"] if cells else []), *(["point"] if linked else [])])
    if kind == "cell":
        draft.pick(cells)["source"] = f"Impact Assessment of {other}"
    else:
        point = draft.pick(linked)
        point["text"] = f"{point['text'].rstrip('.:')}, as {other} demands."
    return other


@slip("9.23", PATH)
def path_against_who_decided(draft: Draft) -> Places:
    """The register has a path that the deciding body does not fit."""
    ref = draft.pick(draft.refs)
    draft.context["paths"] = {
        ref: draft.pick(
            [
                ("self_governance", "authority"),
                ("authority_determined", "change-board"),
                ("authority_led", "change-board"),
            ]
        )
    }
    return ref


@slip("9.23", PATH, words=True, edition=2)
def path_against_decider_in_text(draft: Draft) -> Places:
    """A text gives a modification a path and a decision by the other body."""
    ref = draft.pick(draft.refs)
    form = draft.pick(
        (
            "{} is a Self-Governance modification; the Authority decides on it by 21 October 2023.",
            "{} is Authority-Determined, and the Change Board takes the final decision.",
            "{} follows the Self-Governance path, subject to Authority approval.",
            "Under Self-Governance, the Authority approved {} in May.",
        )
    )
    sentence = form.format(ref)
    if draft.draw.random() < 0.5:
        draft.entry(ref)["summary"] += f" {sentence}"
    else:
        draft.history[-1]["changes"] += f" {sentence}"
    return ref
