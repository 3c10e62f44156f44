"""4 Test strategy."""

import re
from typing import Any

from governance.importer.source.document import Line, Place
from governance.importer.understanding.outline import Outline
from governance.importer.understanding.understood import DOUBTFUL, GUESSED, Gathered

Data = dict[str, Any]
_INTRO = re.compile(
    r"^this section (?:covers|lists|summarises|describes|sets out|outlines|details|explains|provides|gives)\b",
    re.IGNORECASE,
)
_TEST = re.compile(r"\b(?:test|PIT|SIT|UIT|Integration)", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:not|no|without|nor)\b[^.]{0,90}\b(?:require|need|impact|affect|involve|"
    r"undergo)\w*[^.]{0,160}\b(?:PIT|SIT|UIT|Integration Testing|system testing)|"
    r"\b(?:needs?|requires?)\b[^.]{0,20}\bno\b[^.]{0,80}\b(?:PIT|SIT|UIT|Integration Testing|"
    r"testing)|\bno (?:PIT|SIT|system testing)\b",
    re.IGNORECASE,
)
_SYSTEMS = re.compile(
    r"\b(?:does not|will not|not|no)\b[^.]{0,40}\b(?:impact|affect|touch|"
    r"change)\w*[^.]{0,40}\bDCC(?:’s|'s)? systems?",
    re.IGNORECASE,
)
_USER = re.compile(
    r"\busers?\b[^.]{0,40}\btest|\btesting impacts?\b[^.]{0,30}\busers?\b|^users?\b", re.IGNORECASE
)
_OF_USERS = re.compile(
    r"^(?:there (?:are|is|will be) no )?(?:user|users)\b|^the same document sets out the approach to "
    r"user|^so is the approach to user|\bno user testing\b",
    re.IGNORECASE,
)


def read_testing(parts: Outline, gathered: Gathered, *, has_test_rows: bool) -> Data:
    """Approaches and whether systems are tested. Without a statement the timetable's test steps tell, unsure."""
    dcc, user = _texts(parts.lines("dcc_testing")), _texts(parts.lines("user_testing"))
    sorted_by_heading = bool(dcc or user)
    for line in _texts(parts.lines("testing")):
        (user if _OF_USERS.search(line.text) and not _NONE.search(line.text) else dcc).append(line)
    testing: Data = {
        "system_testing": _is_tested([*dcc, *user], parts, gathered, has_test_rows=has_test_rows),
        "dcc_approach": _said(dcc, "dcc_approach", gathered, sure=sorted_by_heading or len(dcc) < 2),
        "user_approach": _said(user, "user_approach", gathered, sure=True),
    }
    for name, found in (("dcc_approach", dcc), ("user_approach", user)):
        if not found and name.replace("approach", "testing") in parts.headings:
            place = parts.headings[name.replace("approach", "testing")].place
            gathered.add(f"/testing/{name}", DOUBTFUL, place, "a heading without text")
    if testing["system_testing"] and bool(dcc) != bool(user):
        name = "user_approach" if dcc else "dcc_approach"
        gathered.add(f"/testing/{name}", DOUBTFUL, Place(), "one approach only is stated")
    if not sorted_by_heading and not dcc and not user:
        place = parts.headings["testing"].place if "testing" in parts.headings else Place()
        gathered.add("/testing/dcc_approach", DOUBTFUL, place, "no test strategy found")
    return testing


def _texts(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.text.strip() and not _INTRO.match(line.text)]


def _said(lines: list[Line], name: str, gathered: Gathered, *, sure: bool) -> list[str]:
    return [
        gathered.text(
            f"/testing/{name}/{n}",
            line.text,
            line.place,
            "paragraph of the test strategy",
            confidence=0.9 if sure else 0.75,
            doubt=line.doubt,
        )
        for n, line in enumerate(lines)
    ]


def _is_tested(lines: list[Line], parts: Outline, gathered: Gathered, *, has_test_rows: bool) -> bool:
    path = "/testing/system_testing"
    for line in lines:
        if _NONE.search(line.text) or _SYSTEMS.search(line.text):
            gathered.add(
                path,
                0.95 if _NONE.search(line.text) else 0.8,
                line.place,
                "stated that systems need no testing",
                source=line.text,
            )
            return False
    if lines:
        named = next(
            (
                line
                for line in lines
                if re.search(r"\b(?:SIT|PIT|TAD|Testing Approach|Integration Testing)\b", line.text)
            ),
            None,
        )
        gathered.add(
            path,
            0.9 if named else DOUBTFUL,
            (named or lines[0]).place,
            "a test approach of the DCC",
            source=(named or lines[0]).text,
        )
        return named is not None or has_test_rows
    gathered.add(path, GUESSED, Place(), "guessed from the timetable and the costs")
    return has_test_rows or bool(parts.of("costs"))
