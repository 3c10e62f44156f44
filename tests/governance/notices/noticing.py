"""A notice of 2031 for tests, drafted by operations."""

from datetime import date

from governance.notices.facts import DocumentFacts, NoticeFacts
from governance.notices.models import Notice
from governance.notices.operations.drafting import draft_notice
from governance.notices.operations.editing import set_notice_documents, set_notice_modifications
from governance.notices.operations.publishing import publish_notice
from modifications.models.documents import SecDocument
from secrel.core.changes.operations import AS_STORED
from tests.support.factories import ModificationFactory

ON = date(2021, 10, 15)


def document(designation: str, /, **facts) -> DocumentFacts:
    return DocumentFacts(document=SecDocument.objects.get(designation=designation), **facts)


def facts(**changed) -> NoticeFacts:
    whole = {"title": "MP901 implemented", "form": "ad_hoc", "effective_on": ON, "publish_on": ON}
    return NoticeFacts(**(whole | changed))


def drafted(by, about: str = "mp901", reference: str = "MP901", **changed) -> Notice:
    """A draft of one modification that changes Section A, without errors."""
    part = ModificationFactory(reference=reference, title="A seat more").parts.get()
    notice = draft_notice(by=by, facts=facts(**changed), about=about, on=ON)
    set_notice_modifications(by=by, notice=notice, rows=[(part, "")], token=AS_STORED, on=ON)
    rows = [document("Section A", by_modification=True, modifications=[part])]
    set_notice_documents(by=by, notice=notice, rows=rows, token=AS_STORED, on=ON)
    return Notice.objects.get(pk=notice.pk)


def published(by, **changed) -> Notice:
    notice = drafted(by, **changed)
    publish_notice(by=by, notice=notice, token=AS_STORED, on=ON)
    return Notice.objects.get(pk=notice.pk)


def text(answer) -> str:
    """What a page says, in one line."""
    return " ".join(answer.content.decode().split())
