"""What people read uses the words of the field and of plain English (docs/glossary.md), not those of the code."""

import ast
import re

import pytest

from tests.test_architecture import ROOT

APPS = ("secrel", "modifications", "releases", "costs", "governance")
INSTEAD = {
    r"\bthe record\b|^Record$": "the audit trail",
    r"(?-i:\bSay) (why|first|what|which|who|how|when)\b": "Give a reason; Enter …; Choose …",
    r"\bLook now\b": "Check now",
    r"\bLet (it )?be\b": "Dismiss",
    r"\bTake (it )?up again\b": "Reopen",
    r"\bLately\b": "Recent",
    r"\bNeighbours?\b": "Related programme",
    r"\bOther costs\b": "Operational and SECAS costs",
    r"\bowed\b": "due, missing",
    r"\bsitting\b": "session",
    r"\bwhoever\b": "the person who, everybody who",
    r"\b(is|are|was|were) before (this|the|a|that) (meeting|Panel|body|Chair|CSC)": "is on the agenda of",
    r"\bas the document says it\b": "document preview",
    r"\bin words\b": "rewrite",
    r"\bstands? at\b": "status",
    r"\bkept for good\b": "never deleted; must never change",
    r"\bno release takes\b": "cannot be added to a release",
    r"\bNo rule finds\b": "No problems found",
    r"\bunseen\b": "rewrite: who does what",
    r"\bamong the unwanted\b": "your spam folder",
    r"\bholds? no role\b": "does not have a role",
    r"\bas typed\b": "as you entered it",
    r"\b(what|which) (it )?says of itself\b": "rewrite",
    r"\bTell (it|them|us)\b": "report, write to",
    r"\ba slip\b": "a mistake",
    r"\b\w+n['’]t\b": "cannot, do not, is not: both words in full (GOV.UK style)",
    r"\b(it|that|there|here|what|who|let|you|we|they)['’](s|re|ll|ve|d)\b": "both words in full",
}
PRINTED = ("governance/documents/rid/", "governance/documents/checks/", "governance/documents/engine/")
"""Standing sentences of a RID and findings: versions and waivers are bound to them."""
TAGS = re.compile(r"{[%#].*?[%#]}|{{.*?}}|<[^>]*>|{%.*?%}", re.S)
ATTRIBUTES = re.compile(r'(?:label|placeholder|title|hint|alt|summary)="([^"{]+)"')


def python_sentences():
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        name = str(path.relative_to(ROOT))
        if "/migrations/" in name or "/examples/" in name or name.startswith(PRINTED):
            continue
        tree = ast.parse(path.read_text())
        not_read = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        exported = {
            id(name)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.List)
            for name in node.value.elts
        }
        for node in ast.walk(tree):
            text = getattr(node, "value", None)
            if (
                isinstance(text, str)
                and (" " in text or text[:1].isupper())
                and id(node) not in not_read | exported
            ):
                yield f"{name}:{node.lineno}", text


def template_sentences():
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.is_file() and "/gallery" not in str(path) and "/documents/" not in str(path):
            text = path.read_text()
            yield str(path.relative_to(ROOT)), TAGS.sub(" ", text)
            for attribute in ATTRIBUTES.findall(text):
                yield str(path.relative_to(ROOT)), attribute


@pytest.mark.parametrize("sentences", [python_sentences, template_sentences])
def test_pages_say_it_in_plain_english(sentences):
    wrong = [
        f"{place}: “{found[0]}”, write: {instead}"
        for place, sentence in sentences()
        for pattern, instead in INSTEAD.items()
        if (found := re.search(pattern, sentence, re.I))
    ]
    assert not wrong, "\n".join(wrong)
