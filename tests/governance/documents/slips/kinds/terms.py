"""Slips of terms, acronyms and references in texts: DOMAIN.md 9, 10, and terms as people write them."""

import re

from tests.governance.documents.slips.draft import Draft, NotHere
from tests.governance.documents.slips.registry import Places, slip

MISSING, UNUSED, TWICE = "acronym-missing", "acronym-unused", "acronym-expanded-twice"
REAL = (
    "SMKI",
    "CHISM",
    "PPMID",
    "HCALCS",
    "ESME",
    "GSME",
    "DUIS",
    "MMC",
    "ETAD",
    "CACoP",
    "SMETS",
    "DNO",
    "HAN",
    "CSP",
)
LETTERS = "ABDEFGHJKLMNPQRTUVXYZ"
SENTENCES = (
    "The {} is told of it.",
    "It is sent through the {}.",
    "This changes the {} as well.",
    "Users see it in the {} within an hour.",
    "The answer comes from the {} (as today).",
)
OTHERS = {
    "A": "Advanced",
    "B": "Basic",
    "C": "Central",
    "D": "Digital",
    "E": "Electric",
    "G": "General",
    "H": "Household",
    "I": "Internal",
    "P": "Public",
    "R": "Regional",
    "S": "Secure",
    "T": "Technical",
    "U": "Unified",
}
"""Other words by their first letter."""
SPELLINGS = (
    ("Communication Hub", "Communications Hub"),
    ("Communication Hubs", "Communications Hub"),
    ("In Home Display", "In-Home Display"),
    ("Auxiliary Load Controller", "Auxillary Load Controller"),
    ("Data Service Provider", "Data Services Provider"),
    ("Communications Service Providers", "Communication Service Provider"),
    ("Gas Proxy Function", "Gas Proxy Funtion"),
    ("Change Sub-Committee", "Change Sub Committee"),
    ("Electricity Network Parties", "Electricity Networks Parties"),
)


def _acronym(draft: Draft) -> str:
    """One that the document does not have, invented or real."""
    while True:
        made = "".join(draft.draw.sample(LETTERS, draft.draw.randint(3, 5)))
        word = draft.pick((made, draft.draw.choice(REAL)))
        if word not in str(draft.data):
            return word


def _use(draft: Draft, word: str) -> None:
    draft.add_sentence(draft.pick(SENTENCES).format(word))


@slip("9.10", MISSING)
def acronym_not_in_the_glossary(draft: Draft) -> Places:
    """A text uses an acronym that the glossary does not hold."""
    word = _acronym(draft)
    _use(draft, word)
    return word


@slip("9.10", MISSING)
def acronym_taken_from_the_glossary(draft: Draft) -> Places:
    """The glossary lacks an acronym that the document uses."""
    texts = " ".join(str(container[key]) for container, key in draft.texts)
    word = draft.pick([word for word in draft.data["glossary"] if re.search(rf"\b{word}\b", texts)])
    del draft.data["glossary"][word]
    if draft.draw.random() < 0.5:
        _use(draft, word)
    return word


@slip("terms", MISSING)
def plural_of_an_acronym_not_in_the_glossary(draft: Draft) -> Places:
    """A text uses the plural or the possessive of an acronym that the glossary does not hold."""
    word = _acronym(draft)
    _use(draft, word + draft.pick(("s", "’s", "'s", "s’")))
    return word


@slip("terms", MISSING)
def term_of_two_words_not_in_the_glossary(draft: Draft) -> Places:
    """A text uses a term of several capitals, such as SM HAN, that the glossary does not hold."""
    first, second = _acronym(draft), _acronym(draft)
    if second == first:
        raise NotHere
    word = draft.pick((f"SM {second}", f"{first} {second}", f"{first} {second}s"))
    _use(draft, word)
    return word, word.split()[0], second


@slip("9.10", UNUSED)
def acronym_not_used(draft: Draft) -> Places:
    """The glossary holds an acronym that the document does not use."""
    word = _acronym(draft)
    draft.data["glossary"][word] = draft.pick(
        ("Common Register Node", "Distribution Network Operator", "Meter Board")
    )
    return word


@slip("terms", UNUSED)
def term_of_two_words_not_used(draft: Draft) -> Places:
    """The glossary holds a term of several words that the document does not use."""
    second = _acronym(draft)
    word = draft.pick((f"SM {second}", f"GB {second}"))
    draft.data["glossary"][word] = "Smart Metering Register Node"
    return word


def _other_expansion(draft: Draft, term: str) -> str:
    """The term as somebody else would write it out."""
    words = term.split()
    place = draft.draw.randrange(len(words))
    kind = draft.draw.randrange(4)
    if kind == 0 and len(words) > 1:
        words.insert(draft.draw.randrange(1, len(words)), draft.pick(("and", "Service", "Central")))
    elif kind == 1 and len(words) > 2:
        words.pop(place)
    elif kind == 2:
        first = next((n for n, one in enumerate(words[:-1]) if one.endswith("s") or one in ("System",)), None)
        if first is None:
            raise NotHere
        words[first] = words[first].removesuffix("s") if words[first].endswith("s") else f"{words[first]}s"
    else:
        if words[place][0] not in OTHERS:
            raise NotHere
        words[place] = OTHERS[words[place][0]]
    return " ".join(words)


@slip("9.10", TWICE)
def acronym_written_out_in_another_way(draft: Draft) -> Places:
    """A text writes an acronym out in other words than the glossary."""
    word = draft.pick(draft.data["glossary"])
    term = draft.data["glossary"][word]
    other = _other_expansion(draft, term)
    if other in (term, f"{term}s"):
        raise NotHere
    _use(draft, f"{other} ({word})")
    return word


@slip("9.10", TWICE)
def glossary_with_another_expansion(draft: Draft) -> Places:
    """The glossary has another term than the text, which writes the acronym out."""
    texts = " ".join(str(container[key]) for container, key in draft.texts)
    word = draft.pick([word for word in draft.data["glossary"] if f"({word})" in texts])
    other = _other_expansion(draft, draft.data["glossary"][word])
    if other == draft.data["glossary"][word] or f"{other} ({word})" in texts:
        raise NotHere
    draft.data["glossary"][word] = other
    return word


@slip("terms", TWICE)
def plural_written_out_in_another_way(draft: Draft) -> Places:
    """A text writes out the plural of an acronym in other words than the glossary."""
    word = draft.pick([word for word in draft.data["glossary"] if word in ("GPF", "IHD", "SR", "TAD", "RID")])
    other = _other_expansion(draft, draft.data["glossary"][word])
    if other == draft.data["glossary"][word]:
        raise NotHere
    _use(draft, f"{other}s ({word}s)")
    return word


@slip("terms", "two-spellings", edition=2)
def two_spellings_of_one_thing(draft: Draft) -> Places:
    """One thing has two spellings in the document."""
    first, second = draft.draw.sample(draft.pick(SPELLINGS), 2)
    _use(draft, first)
    _use(draft, second)
    return first, second


@slip("terms", "reference-misspelt", edition=2)
def letter_for_a_digit_in_a_reference(draft: Draft) -> Places:
    """A reference in a text has the letter O for a zero, or l or I for a one."""
    refs = [*draft.refs, *(one["ref"] for one in draft.data["scope"]["change_requests"])]
    ref = draft.pick([ref for ref in refs if "0" in ref or "1" in ref])
    for digit, letters in (("0", "O"), ("1", "lI")):
        if digit in ref:
            place = draft.pick([n for n, sign in enumerate(ref) if sign == digit])
            wrong = f"{ref[:place]}{draft.pick(letters)}{ref[place + 1 :]}"
    form = draft.pick(
        ("This builds on {}.", "See {} for its costs.", "The costs are those of {}.", "Approval of {}.")
    )
    if draft.draw.random() < 0.4:
        draft.history[-1]["changes"] += f" {form.format(wrong)}"
    else:
        draft.add_sentence(form.format(wrong))
    return wrong


@slip("terms", "reference-misspelt", "reference-unknown", edition=2)
def reference_with_a_wrong_digit_in_a_text(draft: Draft) -> Places:
    """A text that means a modification in scope has a wrong digit in its reference."""
    wrong = draft.misnumbered(draft.pick(draft.refs))
    places = [draft.data["testing"]["dcc_approach"], draft.data["testing"]["user_approach"]]
    texts = draft.pick(places)
    form = draft.pick(
        ("{} is tested first.", "Regression tests of {} come last.", "The tests of {} need two weeks.")
    )
    texts.append(form.format(wrong))
    return wrong
