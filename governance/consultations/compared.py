"""The versions of the result of a consultation that a reader may compare, and for its owner the next one."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse

from governance.composing.comparing.choices import NOW, Choice, Comparable
from governance.consultations.models import Consultation, ConsultationResult
from governance.consultations.queries.composing import compose_result
from governance.documents.engine.text import long_date
from governance.documents.result.kind import RESULT_KIND
from governance.documents.result.types import ConsultationResult as ResultFacts


def compared_results(consultation: Consultation, *, is_own: bool) -> Comparable:
    slug = consultation.slug
    return Comparable(
        kind=RESULT_KIND,
        subject=f"consultations/{slug}/result",
        title=f"Result: {consultation}",
        what="this result",
        page=reverse("compare-result", args=[slug]),
        address=consultation.get_absolute_url(),
        file=f"result-{slug}",
        choices=tuple(_choices(consultation, is_own)),
        crumbs=(
            (reverse("consultations"), "Consultations"),
            (consultation.get_absolute_url(), str(consultation)),
        ),
    )


def _choices(consultation: Consultation, is_own: bool) -> Iterator[Choice]:
    rows = consultation.results.select_related("consultation", "snapshot__content")
    versions = list(rows.order_by("-number"))
    last = versions[0].snapshot.document if versions else None
    if is_own and last and (content := compose_result(consultation)) != last.content:
        now = ResultFacts(content=content, issue=last.issue)
        yield Choice(NOW, "The result as it is now", "", lambda: now)
    for version in versions:
        name, of = f"Version {version.number}", long_date(version.issued_on.isoformat())
        read, address = partial(_read, version), version.get_absolute_url()
        yield Choice(str(version.number), name, of, read, address, is_base=True)


def _read(version: ConsultationResult) -> ResultFacts:
    document: ResultFacts = version.snapshot.document
    return document
