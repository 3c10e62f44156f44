"""What changed between two packs of a meeting, as the next pack says it."""

from msgspec.structs import replace

from governance.documents.pack.comparison import told
from governance.documents.pack.kind import PACK_KIND
from governance.documents.pack.types import PackContent, PackDocument, PackItem
from governance.documents.paper.types import PaperMeeting

MEETING = PaperMeeting(
    body="csc", name="CSC", full_name="Change Sub-Committee", number="48", day="2021-09-28"
)
ITEM = PackItem(number="1", title="Baseline RID 1.0", asked="BASELINE")
PAPER = PackDocument(
    key="papers/csc/2021-09-28/1/1",
    kind="paper",
    title="SEC Releases update",
    version="1",
    classification="white",
    snapshot="0" * 64,
    pdf="0" * 64,
    pages=4,
    name="paper.pdf",
)
CONTENT = PackContent(meeting=MEETING, items=(ITEM,), documents=(PAPER,))


def said(**changed: object) -> list[str]:
    new = replace(CONTENT, **changed)
    changes = PACK_KIND.compare(CONTENT, new)
    assert PACK_KIND.apply(changes, CONTENT) == new
    return told(CONTENT, new)


def test_items_come_go_and_read_differently():
    other = PackItem(number="2", title="Agree the scope.", asked="AGREE")
    assert said(items=(ITEM, other)) == ["Item 2 was added: Agree the scope."]
    assert said(items=(other,)) == [
        "Item 2 was added: Agree the scope.",
        "Item 1 was withdrawn: Baseline RID 1.0.",
    ]
    assert said(items=(replace(ITEM, title="Baseline RID 1.1"),)) == ["Item 1 now reads: Baseline RID 1.1."]
    assert said(items=(ITEM, replace(other, number=""))) == []


def test_documents_are_replaced_issued_again_and_taken_out():
    second = replace(PAPER, key="papers/csc/2021-09-28/1/2", version="2", snapshot="1" * 64, pages=5)
    assert said(documents=(second,)) == ["SEC Releases update: version 2 replaces version 1."]
    again = replace(PAPER, snapshot="1" * 64, pdf="2" * 64)
    assert said(documents=(again,)) == ["SEC Releases update: version 1 was issued again."]
    assert said(documents=()) == ["SEC Releases update, version 1, was taken out."]
    rid = replace(PAPER, key="rids/june-2021/1.0", kind="rid", title="June 2021 RID", version="1.0")
    assert said(documents=(PAPER, rid)) == ["June 2021 RID was added, version 1.0."]
