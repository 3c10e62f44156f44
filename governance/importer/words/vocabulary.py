"""Words that a RID uses, so that what OCR made of one can be told from a word and undone: rn for m, I for l, a word in
two, two in one."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

WORDS = frozenset(Path(__file__).with_name("vocabulary.txt").read_text().split())
_TOKEN = re.compile(r"(?<!\d)\d*[^\W\d_|][^\W_|]*(?:\|[^\W_]*)*|[|][a-z]+")
_TWO = re.compile(r"(?<![\w’'-])([^\W\d_]+)(?= ([^\W\d_]+)\b)")
_CAMEL = re.compile(r"\b([A-Z]?[a-z]{3,})([A-Z][a-z]{2,})\b")
_FIGURES = re.compile(r"(?<![\w.’'£-])(?:l[0-9lO]?|[0-9][lO]|lO)(?![\w’'])")
_BEFORE_SIGN = re.compile(r"(?<=[a-z]) (?=[.,;](?:\s|$))")
STRONG = (
    ("rn", "m"),
    ("I", "l"),
    ("l", "I"),
    ("1", "l"),
    ("1", "i"),
    ("0", "o"),
    ("|", "l"),
    ("|", "I"),
    ("5", "s"),
    ("vv", "w"),
    ("cl", "d"),
    ("1", "I"),
    ("0", "O"),
)
"""What OCR writes, and what was there. These can hardly be anything else."""
WEAK = (
    ("m", "rn"),
    ("d", "cl"),
    ("c", "e"),
    ("e", "c"),
    ("n", "u"),
    ("u", "n"),
    ("i", "l"),
    ("h", "b"),
    ("ii", "u"),
    ("l", "i"),
    ("n", "m"),
    ("m", "n"),
)
WEAK_IN_SHORT = (("c", "e"), ("l", "i"), ("i", "l"))
_ENDINGS = (
    *(
        "s",
        "es",
        "d",
        "ed",
        "ing",
        "ings",
        "ly",
        "er",
        "ers",
        "or",
        "ors",
        "ment",
        "ments",
        "al",
        "ally",
        "able",
    ),
    *("ation", "ations", "ion", "ions", "ity", "ive", "ness", "ance", "ence", "ability", "ly"),
)
_BEGINNINGS = ("re", "un", "non", "pre", "de", "in", "im", "dis", "sub", "inter", "over", "mis", "co", "self")
SHORT = 4
"""Letters up to which almost any word can be read as another."""
Known = Callable[[str], bool]
_LIGATURES = {"\ufb05": "ft", "\ufb06": "st", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl"}


@lru_cache(maxsize=8_192)
def is_word(word: str) -> bool:
    """Whether a word, or what it is made from, is in the vocabulary."""
    plain = word.casefold()
    if plain in WORDS:
        return True
    if len(plain) < 5 or not plain.isalpha():
        return False
    return any(stem in WORDS for stem in _stems(plain)) or any(
        plain.startswith(first) and len(plain) > len(first) + 3 and is_word(plain[len(first) :])
        for first in _BEGINNINGS
    )


def _stems(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            yield from (stem, f"{stem}e", f"{stem[:-1]}y" if stem.endswith("i") else stem)
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def mended(
    text: str, known: Known = lambda word: False, acronym: Known = lambda word: False
) -> tuple[str, int]:
    """The text with misread words as they were, as far as only one word of the vocabulary can be meant, and how many.

    `known`: whether the document itself says that a word is one; `acronym`: the same of words of capitals.
    """
    count = 0

    def word(found: re.Match[str]) -> str:
        nonlocal count
        before = found.string[: found.start()].split()
        is_title = not before or before[-1][:1].isupper() or before[-1][-1] in ".:‘“"
        better = _better(found[0], known, acronym, is_title=is_title)
        count += better != found[0]
        return better

    def two(found: re.Match[str]) -> str:
        nonlocal count
        if known(found[0]) or not (is_word(found[1]) and is_word(found[2])):
            return found[0]
        count += 1
        return f"{found[1]} {found[2]}"

    def figures(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return found[0].replace("l", "1").replace("O", "0")

    for sign, letters in _LIGATURES.items():
        count += text.count(sign)
        text = text.replace(sign, letters)
    text = _TOKEN.sub(word, text)
    text, joined = _rejoined(text, known)
    count += joined
    text = _CAMEL.sub(two, text)
    text = _FIGURES.sub(figures, text)
    text, away = _BEFORE_SIGN.subn("", text)
    return text, count + away


def _rejoined(text: str, known: Known) -> tuple[str, int]:
    """The text with words joined that a space divides, and how many: “electri city”."""
    parts, last, count = list[str](), 0, 0
    pairs = [(found.start(), found.end(), found[1], found[2]) for found in _TWO.finditer(text)]
    after = {start: right for start, _, _, right in pairs}
    for start, end, left, right in pairs:
        if (
            start <= last - 1
            or start == last > 0
            or right.isupper()
            or (_is(left, known) and _is(right, known))
        ):
            continue
        if _is(left, known) and is_word(right + after.get(end + 1, " ")):
            continue
        if is_word(left + right):
            parts.append(text[last:end])
            last = end + 1
            count += 1
    return "".join([*parts, text[last:]]), count


def _is(word: str, known: Known) -> bool:
    return is_word(word) or known(word) or (word.isupper() and len(word) > 1)


def _better(word: str, known: Known, acronym: Known, *, is_title: bool = True) -> str:
    """The word that was meant. `is_title`: whether it may begin with a capital, if that was misread."""
    if len(word) < 2 or is_word(word) or known(word) or acronym(word):
        return word
    if word.isupper() and word.isalpha():
        return word
    if re.fullmatch(r"[\dlO|]+|[A-Z]{2,6}[\dOIl]{3,}[A-H]?", word):
        return word  # a number or a reference, which have grammars of their own
    for pairs in (STRONG, WEAK if len(word) > SHORT else WEAK_IN_SHORT):
        found = sorted({one for one in _candidates(word, pairs) if _may_be(one) or acronym(one)})
        fitting = [one for one in found if _is_cased(one, acronym)]
        plain = {one.casefold() for one in fitting}
        if len(plain) == 1:
            return fitting[0 if is_title else -1]
    return word


def _may_be(word: str) -> bool:
    """Whether a word may have been meant; of a short one, only if it is in the vocabulary itself."""
    return is_word(word) if len(word) > SHORT + 2 else word.casefold() in WORDS


def _is_cased(word: str, acronym: Known) -> bool:
    """Whether capitals stand only where they can."""
    return acronym(word) or word.islower() or word[1:].islower()


def _candidates(word: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """The word with one or two of its signs, or all of a kind, as what OCR may have read."""
    once = list(_once(word, pairs))
    yield from once
    for one in once:
        yield from _once(one, pairs)
    for wrong, right in pairs:
        yield word.replace(wrong, right)


def _once(word: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for wrong, right in pairs:
        at = word.find(wrong)
        while at >= 0:
            yield word[:at] + right + word[at + len(wrong) :]
            at = word.find(wrong, at + 1)
