"""Reading and checking a RID from a file. Problems name the place, the value and the rule."""

import json
import re
from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from jsonschema import FormatChecker
from jsonschema.exceptions import ValidationError

from costs.stages import STAGE_KEY
from governance.documents.engine.validator import Validator
from governance.documents.schemas import RID, SNAPSHOT, schema
from governance.importer.refused import Refused
from governance.importer.rules import broken_rules
from governance.importer.source.child import is_pdf
from governance.importer.source.read import attached_text
from secrel.core.files.uploads import LIMIT_IN_WORDS
from secrel.core.values.nested import levels

LARGEST = 5_000_000  # bytes; the two samples are under 20,000
TOO_LARGE = (
    f"{{name}} has {{size:,}} bytes; a RID has at most {LARGEST:,} as data, {LIMIT_IN_WORDS} as a PDF or Word file. "
    "Is it the right file?"
)
DEEPEST = 30  # levels of lists and objects; a RID has 8
MAX_PROBLEMS = 100  # the search for problems stops here
RULES = {
    r"^\d+(\.\d{2})?$": "an amount is pounds, with two decimals or none: 1200 or 1200.50",
    r"^\d+\.\d+$": "a version is two numbers: 1.0",
    r"^CR\d+$": "a Change Request is CR and its number: CR1088",
    r"^(SECMP\d{4}|MP\d{3}|DP\d{3})[A-Z]?$": "a reference is MP153, MP102A, DP173 or SECMP0062",
    r"^(Section [A-Z]{1,2}|Schedule \d+|Appendix [A-Z]{1,2})$": (
        "a SEC document is Section A, Schedule 8 or Appendix AB"
    ),
    STAGE_KEY: "the key of a cost stage is small letters, digits and underscores: early_life_support",
    r"^[0-9a-f]{64}$": "a digest is 64 hexadecimal digits",
}


_ESCAPED = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t"})


def read_document(file: Path) -> dict[str, Any]:
    """A plain document (secrel.rid/1) or a snapshot ({content, issue}) from a file; raises Refused.

    In a PDF of this system it is the attached data.
    """
    data = read_bytes(file)
    if not is_pdf(data):
        return document_in(data, file.name)
    attached = attached_text(data, file.name)
    if attached is None:
        raise Refused(
            [
                f"{file.name} is a PDF without the data of a RID. Bring it in with import_rid, which reads its text, "
                "or choose the data (.json)."
            ]
        )
    return document_in(attached.encode(), file.name)


def read_bytes(file: Path) -> bytes:
    """A file as it is, once, as it may be a pipe; what is longer than any accepted file is not read to its end."""
    try:
        with file.open("rb") as opened:
            data = opened.read(settings.MAX_FILE_BYTES + 1)
        size = file.stat().st_size
    except OSError as error:
        raise Refused([f"{file.name} cannot be read: {error.strerror}."]) from error
    if len(data) > settings.MAX_FILE_BYTES:
        raise Refused([TOO_LARGE.format(name=file.name, size=max(size, len(data)))])
    return data


def document_in(data: bytes, name: str) -> dict[str, Any]:
    """The document that the bytes of a file are as JSON; raises Refused if they are none."""
    if len(data) > LARGEST:
        raise Refused([TOO_LARGE.format(name=name, size=len(data))])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused([f"{name} is not text in UTF-8 (byte {error.start}). Save it as UTF-8."]) from error
    if not text.strip():
        raise Refused([f"{name} is empty. Export the RID again, or choose another file."])
    return check_document(_parsed(name, text))


def check_document(document: Any) -> dict[str, Any]:
    """The document, if it is valid by its schema and by `rules.py`; raises Refused if not."""
    if next(islice(levels(document), DEEPEST + 1, None), None):
        raise Refused([f"the document: is nested too deeply; a RID has at most {DEEPEST} levels."])
    if twice := list(_keys_twice(document)):
        raise Refused(twice)
    name = SNAPSHOT if isinstance(document, dict) and {"content", "issue"} <= document.keys() else RID
    if name == RID and isinstance(document, dict) and "schema" not in document:
        raise Refused(["schema: is missing; a RID as data begins with “schema”: “secrel.rid/1”."])
    if name == RID and isinstance(document, dict) and document["schema"] != "secrel.rid/1":
        stated = _shown(document["schema"])
        raise Refused(
            [f"schema: {stated} is not supported. Use “secrel.rid/1”, or a snapshot (content, issue)."]
        )
    errors = sorted(islice(_validator(name).iter_errors(document), MAX_PROBLEMS), key=_by_place)
    problems = [_sentence(error) for error in errors] or list(broken_rules(document))
    if problems:
        raise Refused(list(dict.fromkeys(problems)))
    return document


class _Twice(dict):
    """An object in which a key appears twice."""

    key = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    flagged = _Twice(made)
    flagged.key = Counter(key for key, _ in pairs).most_common(1)[0][0]
    return flagged


def _parsed(name: str, text: str) -> Any:
    def no_number(value: str) -> None:
        raise Refused([f"{name} holds {value}, which is not a number."])

    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise Refused(
            [f"{name} is not JSON: {error.msg.lower()} at line {error.lineno}, column {error.colno}."]
        ) from error
    except (RecursionError, ValueError) as error:
        raise Refused(
            [f"{name} is not JSON of a RID: it is nested too deeply, or holds a number that is too long."]
        ) from error


def _keys_twice(value: Any, path: str = "") -> Any:
    if isinstance(value, _Twice):
        yield f"{path or 'the document'}: “{value.key}” appears twice; each name may appear only once."
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield from _keys_twice(child, f"{path}/{key}".lstrip("/"))


def _by_place(error: ValidationError) -> list[tuple[bool, int, str]]:
    """Sort key for the order of the document, with list entries by number."""
    return [
        (isinstance(step, str), 0 if isinstance(step, str) else step, str(step))
        for step in error.absolute_path
    ]


def _sentence(error: ValidationError) -> str:
    place = "/".join(map(str, error.absolute_path)) or "the document"
    value, rule = _shown(error.instance), error.validator_value
    if error.validator == "required":
        missing = error.message.split("'")[1]  # one error for each, and nothing else names it
        return f"{place}: “{missing}” is missing."
    if error.validator == "additionalProperties":
        properties = error.schema.get("properties", {})
        unknown = next((name for name in error.instance if name not in properties), "")
        return f"{place}: “{unknown}” is not a field here."
    if error.validator == "type":
        return f"{place}: {value} has the wrong type: {_kinds(rule)} is expected."
    if error.validator == "enum":
        return f"{place}: {value} is not one of {', '.join(map(_shown, rule))}."
    messages = {
        "pattern": f"{value}: {RULES.get(str(rule), f'it must match {rule}')}",
        "format": f"{value} is not a date: write it as 2021-06-24",
        "uniqueItems": f"{value} has the same entry twice",
        "minLength": f"{value} is empty",
    }
    return f"{place}: {messages.get(str(error.validator), f'{value} breaks the rule {error.validator}')}."


def _kinds(rule: Any) -> str:
    names = {
        "null": "nothing (null)",
        "string": "a text",
        "array": "a list",
        "object": "an object",
        "number": "a number",
        "integer": "a whole number",
        "boolean": "true or false",
    }
    return " or ".join(names[kind] for kind in ([rule] if isinstance(rule, str) else rule))


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.translate(_ESCAPED)
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


@lru_cache(maxsize=2)
def _validator(name: str) -> Validator:
    checker = FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(_is_date)
    return Validator(schema(name), checker)


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(date.fromisoformat(value))
