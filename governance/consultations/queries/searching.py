"""Consultations found by a search. Answers are never searched."""

from django.db.models import QuerySet

from governance.consultations.models import Consultation
from governance.consultations.queries.readers import seen_by
from secrel.core.models.people import User
from secrel.core.search.columns import one_text
from secrel.core.search.matching import matches
from secrel.core.search.reading import Search


def consultations_named(user: User | None, search: Search) -> QuerySet[Consultation]:
    """Those that the person may open, by title, release, question and reasons, the latest deadline first."""
    rows = seen_by(user).annotate(asked=one_text("question"), why=one_text("reasons"))
    fits = matches(search, names=("title", "release__name"), texts=("asked", "why"))
    return rows.filter(fits).order_by("-deadline", "-pk")
