"""What the pages of notices share."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from governance.documents.engine.links import Links
from governance.documents.notice.sections import chapters, front
from governance.documents.notice.types import NoticeContent, NoticeIssue
from governance.notices.models import Notice, NoticeVersion
from governance.notices.queries.notices import visible_notices
from secrel.core.dates.clock import today
from secrel.core.editing.days_and_amounts import read_day
from secrel.core.web.http import found_or_404, held_by, searched


def notice_at(request: HttpRequest, slug: str) -> Notice:
    """The notice at an address; raises Http404 if the user may not see it."""
    return found_or_404(visible_notices(held_by(request)).filter(slug=slug), "notice that you may see")


def version_at(request: HttpRequest, slug: str, number: int) -> NoticeVersion:
    """A published version of it."""
    rows = notice_at(request, slug).versions.filter(number=number)
    rows = rows.select_related("notice", "snapshot__content", "snapshot__job__pdf")
    return found_or_404(rows, "version of this notice")


def printed(content: NoticeContent, issue: NoticeIssue | None) -> dict[str, Any]:
    """The document as a page prints it; `issue` None: a draft."""
    return {"front": front(content, issue), "chapters": chapters(content, Links())}


def asked_day(request: HttpRequest) -> date:
    """The day that the address asks for, today by default; raises ValueError with a sentence."""
    return read_day(searched(request, "on")) or today()
