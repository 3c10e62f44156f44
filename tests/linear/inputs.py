"""The worst inputs of a pattern, made from its own parse tree: a beginning, a piece repeated, an end that fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from re import _constants as kind  # the parser is the standard library's own; it has no public name
from re import _parser as parser

RUNS = [
    *"Aa1_ -,.(£~\n/\t",
    "é",
    "a\u0301",
    "\u0301",
    "1,",
    "1.",
    "A ",
    "a ",
    "A a",
    "A1",
    "a_",
    "(A",
    "A-",
    "\n ",
]
"""Runs that people's texts are made of, whatever the pattern."""
ENDS = ["", "!", "_", " ", "\n!", "x"]
FITS_NOTHING = "\x01"
VARIANTS = 3
"""Ways in which each choice of a pattern is taken."""
LONGEST_PIECE = 60


@dataclass(frozen=True)
class Input:
    """A text of any length: `before`, then `piece` again and again, then `after`."""

    before: str
    piece: str
    after: str

    def of(self, length: int) -> str:
        return self.before + self.piece * max(1, length // len(self.piece)) + self.after


def worst_inputs(pattern: str, flags: int) -> list[Input]:
    """Each repeat of the pattern pumped; its match cut short, again and again; runs of one character and of pairs."""
    return list(dict.fromkeys(_inputs(pattern, flags)))


def _inputs(pattern: str, flags: int) -> Iterator[Input]:
    tree = list(parser.parse(pattern, flags))
    for variant in range(VARIANTS):
        for before, repeated, after in _repeats(tree, variant, "", ""):
            pieces = [*(_sample(repeated, other) for other in range(VARIANTS)), *_letters(repeated)[:6]]
            ends = [FITS_NOTHING, f"{after}{FITS_NOTHING}", f"{after[:-1]}{FITS_NOTHING}", f" {after}", "\n"]
            yield from (Input(before, piece, end) for piece in pieces if piece for end in ends)
    wholes = [_sample(tree, variant) for variant in range(VARIANTS)]
    for whole in wholes:
        cuts = [whole[:length] for length in range(1, len(whole) + 1)]
        pieces = [f"{cut}{gap}"[:LONGEST_PIECE] for cut in _few(cuts) for gap in ("", " ")]
        yield from (Input("", piece, end) for piece in pieces for end in ENDS[:2])
    letters = sorted({letter for whole in wholes for letter in whole})
    pairs = ["".join(pair) for pair in product(_few(letters), repeat=2)]
    yield from (Input("", piece, end) for piece in [*RUNS, *letters, *pairs] for end in ENDS)


def _few(items: list[str]) -> list[str]:
    """At most eight of them, evenly spread."""
    return items[:: -(-len(items) // 8) or 1]


def _repeats(tree: list, variant: int, before: str, after: str) -> Iterator[tuple[str, list, str]]:
    """Each part of a pattern that repeats, with a text that leads to it and one that follows."""
    for place, (what, argument) in enumerate(tree):
        here = before + _sample(tree[:place], variant)
        rest = _sample(tree[place + 1 :], variant) + after
        for inner in _inner(what, argument):
            if what in (kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT) and argument[1] > 1:
                yield here, inner, rest
            yield from _repeats(inner, variant, here, rest)


def _inner(what: object, argument: object) -> list[list]:
    """The patterns inside a node."""
    if what in (kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT):
        return [list(argument[2])]
    if what is kind.BRANCH:
        return [list(one) for one in argument[1]]
    if what is kind.SUBPATTERN:
        return [list(argument[-1])]
    if what is kind.ATOMIC_GROUP:
        return [list(argument)]
    if what in (kind.ASSERT, kind.ASSERT_NOT):
        return [list(argument[1])]
    return []


def _sample(tree: list, variant: int) -> str:
    """A text that fits; what may be left out is left out by the first variant."""
    return "".join(_of_node(what, argument, variant) for what, argument in tree)


def _of_node(what: object, argument: object, variant: int) -> str:
    if what in (kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT):
        least, most, inner = argument
        times = min(int(most), max(int(least), 1 if variant else 0))
        return _sample(list(inner), variant) * times
    if what in (kind.ASSERT, kind.ASSERT_NOT):
        return ""
    if what is kind.BRANCH:
        return _sample(list(argument[1][variant % len(argument[1])]), variant)
    if what in (kind.LITERAL, kind.NOT_LITERAL, kind.ANY, kind.IN):
        letters = _letters([(what, argument)])
        return letters[variant % len(letters)]
    return "".join(_sample(inner, variant) for inner in _inner(what, argument))


def _letters(tree: list) -> list[str]:
    """Characters of each kind that the sets of a pattern take."""
    found: list[str] = []
    for what, argument in tree:
        if what is kind.LITERAL:
            found.append(chr(argument))
        elif what in (kind.NOT_LITERAL, kind.ANY):
            found += [letter for letter in "xA 1" if what is kind.ANY or letter != chr(argument)]
        elif what is kind.IN:
            found += _of_set(argument)
        else:
            found += [letter for inner in _inner(what, argument) for letter in _letters(inner)]
    return list(dict.fromkeys(found))


def _of_set(argument: list) -> list[str]:
    source = re.compile("[" + "".join(map(_written, argument)) + "]")
    if argument[0][0] is kind.NEGATE:
        return [letter for letter in "xA1 _-" if source.match(letter)] or [FITS_NOTHING]
    named = [chr(one) for what, one in argument if what is kind.LITERAL]
    named += [chr(one[0]) for what, one in argument if what is kind.RANGE]
    return named + [letter for letter in "a1 _A\n" if source.match(letter) and letter not in named]


def _written(node: tuple) -> str:
    what, argument = node
    if what is kind.NEGATE:
        return "^"
    if what is kind.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    if what is kind.CATEGORY:
        name = str(argument).lower()
        letter = "d" if "digit" in name else "s" if "space" in name else "w"
        return f"\\{letter.upper() if '_not_' in name else letter}"
    return re.escape(chr(argument))
