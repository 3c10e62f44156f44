"""Documents that are drawn at random, and the words that each form prints of one."""

import io
import re
from html import unescape

import docx
from hypothesis import HealthCheck
from hypothesis import strategies as st

from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.rid.document import annexes, appendices, front, sections
from governance.documents.rid.plain import lift
from governance.documents.rid.types.states import LISTS
from tests.support.strategies import WORDS, rid_documents


def costs(draw):
    status = draw(st.sampled_from(["firm", "estimate", "quoted", "tbc", "not_applicable", "none"]))
    return {"status": status, "amount": draw(st.sampled_from([None, "0", "1200.50"]))} | draw(
        st.sampled_from([{}, {"reason": "Counted elsewhere", "source": "Impact Assessment"}])
    )


@st.composite
def documents(draw):
    """A plain document with states, facts that disagree, and every optional field."""
    data = draw(rid_documents(consistent=draw(st.booleans())))
    states = st.fixed_dictionaries(
        {"state": st.sampled_from(["not_stated", "unknown", "none", "not_applicable"])},
        optional={"reason": WORDS},
    )
    data["states"] = draw(st.dictionaries(st.sampled_from(list(LISTS)), states, max_size=6))
    data["section_notes"] = draw(
        st.dictionaries(
            st.sampled_from(["scope", "impacts", "testing"]), st.lists(WORDS, max_size=2), max_size=3
        )
    )
    data["costs"]["dcc_total"] = costs(draw)
    if draw(st.booleans()):
        data["costs"]["operational"] = costs(draw)
    for row in data["impacts"]["documents"]:
        row["listed"] = draw(st.booleans())
    for row in data["document"]["annexes"]:
        row["state"] = draw(st.sampled_from(["there", "to_come"]))
    for name in draw(st.lists(st.sampled_from(["timeline", "scope", "acceptance", "testing"]), max_size=3)):
        empty = {"timeline": [], "scope": {"approved": [], "targeted": [], "change_requests": []}}
        empty["acceptance"] = {key: [] for key in ("general", "operational", "testing", "security")}
        empty["testing"] = {"system_testing": draw(st.booleans()), "dcc_approach": [], "user_approach": []}
        data[name] = empty[name]
    if draw(st.booleans()):
        data["scope"]["change_requests_state"] = draw(st.sampled_from(["unknown", "none", "items"]))
    return data


def lifted(data):
    return lift(data, site="https://example.org", marks=["A mark"])


def blocks_said(rid):
    """Every text of the blocks that all forms print."""
    for blocks in (front(rid.content, rid.issue), annexes(rid.content, rid.issue)):
        yield from texts(blocks)
    for chapter in (*sections(rid.content, Links(), rid.issue), *appendices(rid.content, rid.issue)):
        yield from texts(chapter.blocks)


def strings(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)
    yield from value if isinstance(value, dict) else ()


SLOW = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def words_of_html(html):
    body = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return [unescape(text).strip() for text in re.split(r"<[^>]+>", body)]


def words_of_word(content):
    document = docx.Document(io.BytesIO(content))
    said = [paragraph.text for paragraph in document.paragraphs]
    for part in document.sections:
        said += [paragraph.text for one in (part.header, part.footer) for paragraph in one.paragraphs]
    said += [
        document.core_properties.title,
        document.core_properties.subject,
        document.core_properties.author,
    ]
    return said + [cell.text for one in document.tables for row in one.rows for cell in row.cells]
