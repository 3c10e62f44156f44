"""A standard sentence with the state of the facts that prints it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sentence:
    """`when`: the facts that print it; `why`: why it is true then. An empty text prints nothing."""

    text: str
    when: str
    why: str


Sentences = Mapping[str, Any]
"""By name: a sentence, a tuple of them, or a mapping of them by state."""


def texts_of(value: Any) -> Any:
    """The same structure with the text of each sentence."""
    if isinstance(value, Sentence):
        return value.text
    if isinstance(value, tuple):
        return tuple(texts_of(one) for one in value)
    return {key: texts_of(one) for key, one in value.items()} if isinstance(value, Mapping) else value


def flat(sentences: Sentences) -> Iterator[tuple[str, Any]]:
    """Each sentence with its name: CHANGE_REQUESTS.none, ABOUT.1."""
    for name, value in sentences.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{key}", one) for key, one in flat(value))
        elif isinstance(value, tuple):
            yield from ((f"{name}.{number}", one) for number, one in enumerate(value, start=1))
        else:
            yield name, value


TITLE = """# The standing sentences of a RID

Each sentence that a document prints without anybody having written it, with the facts that print it and why it is then
true. A sentence without text prints nothing. The latest edition is `governance/documents/rid/sentences/second.py` with
what `fourth.py` beside it adds;
`python -m governance.documents.rid.sentences` writes this page from it. Documents frozen with an earlier edition keep
its sentences; the first edition is `governance/documents/rid/wording.py`.

To change a sentence, add an edition: how is in `governance/documents/rid/sentences/editions.py`. The tests in
`tests/governance/documents/sentences/test_sentences.py` hold each sentence to the facts.

| Sentence | Name | Printed if | Why it is true |
|---|---|---|---|
"""


def table(sentences: Sentences) -> str:
    """The table of the sentences, in Markdown."""
    rows = (
        f"| {one.text or '(nothing)'} | `{name}` | {one.when} | {one.why} |" for name, one in flat(sentences)
    )
    return TITLE + "\n".join(rows) + "\n"
