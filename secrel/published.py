"""What the home page shows of notices, papers and consultations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from governance.consultations.models import Consultation
from governance.consultations.queries.readers import seen_by
from governance.notices.queries.notices import ListedNotice, listed, visible_notices
from governance.papers.models import Paper
from governance.papers.queries import papers
from secrel.core.dates.clock import moment
from secrel.core.models.registrations import PartyCategory

SHOWN = 2
"""How many notices and papers the home page names; their lists have all."""


@dataclass(frozen=True)
class Published:
    """What anybody may read: the latest notices, the consultations open now, the latest papers.

    `categories`: those of Parties, each with a calendar of its own.
    """

    notices: list[ListedNotice]
    consultations: list[Consultation]
    papers: list[Paper]
    categories: Iterable[tuple[str, str]] = tuple(PartyCategory.choices)

    @property
    def true_until(self) -> datetime | None:
        """The moment from which less may be answered."""
        return min((row.deadline for row in self.consultations), default=None)


def published() -> Published:
    """Four queries; three without a notice."""
    return Published(
        listed(visible_notices(frozenset()).order_by("-slug")[:SHOWN]),
        list(seen_by(None).filter(state="open", deadline__gte=moment()).order_by("deadline", "pk")),
        list(papers(AnonymousUser()).order_by("-meeting__on", "item")[:SHOWN]),
    )
