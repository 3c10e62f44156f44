"""Helpers that create evidence on security, other evidence, and a mixed piece of an earlier version."""

from datetime import date
from types import SimpleNamespace

from governance.acceptance.models import Evidence
from governance.acceptance.operations.asking_acceptance import ask_go, ask_recommendation
from governance.acceptance.operations.reviews import ask_about_evidence, reply_about_evidence
from governance.acceptance.queries.evidence import evidence_data
from governance.criteria.models import Criterion
from releases.models.releases import Release
from secrel.core.changes.record import digest_of
from secrel.core.dates import clock
from secrel.core.models.people import Body
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.accepting import drafted, file, released, reviewed
from tests.governance.acceptance.test_evidence import criterion_of

NOVEMBER = "/releases/november-2021/"


def mixed_as_before(criteria: list[Criterion], people, on: date, files=(), **facts) -> Evidence:
    """A released piece for criteria of both kinds, as in an earlier version."""
    draft = drafted(criteria[:1], people, on, files, **facts)
    draft.criteria.set(criteria)
    draft.classification = "security" if any(row.category == "security" for row in criteria) else "reviewers"
    Evidence.objects.filter(pk=draft.pk).update(
        state="released",
        classification=draft.classification,
        digest=digest_of(evidence_data(draft)),
        released_by=people.delivery2,
        released_at=clock.moment(),
    )
    Criterion.objects.filter(pk__in=[row.pk for row in criteria]).update(state="submitted")
    return Evidence.objects.get(pk=draft.pk)


def world(examples, people, on: date) -> SimpleNamespace:
    """Four pieces of evidence with questions and reviews, and agenda items of two bodies."""
    security, testing = criterion_of(examples, "security", 1), criterion_of(examples)
    shared = criterion_of(examples, number=2)
    Release.objects.filter(pk=examples.november.pk).update(life="full_baselined")
    release = Release.objects.get(pk=examples.november.pk)
    ssc = Body.objects.get(key="ssc")
    arguments = {"by": people.analyst, "release": release, "on": on}
    ask_recommendation(body=ssc, meeting_on=date(2021, 10, 27), **arguments)
    ask_go(meeting_on=date(2021, 10, 29), **arguments)
    pieces = {
        "mixed": mixed_as_before(
            [shared, security], people, on, [_file("mixed")], text="Words of mixed.", defects={"2": 52_002}
        ),
        "security": released(
            [security], people, on, [_file("security")], text="Words of security.", defects={"1": 51_001}
        ),
        "ordinary": released(
            [testing], people, on, [_file("ordinary")], text="Words of ordinary.", defects={"3": 53_003}
        ),
    }
    for name, criterion in (("mixed", shared), ("security", security), ("ordinary", testing)):
        by = people.ssc if name == "security" else people.tag
        question = ask_about_evidence(by=by, criterion=criterion, text=f"Question on {name}?", on=on)
        reply_about_evidence(by=people.delivery, question=question, text=f"Answer on {name}.", on=on)
        reviewed(criterion, people, on, "not_met", f"Finding on {name}.")
    pieces["draft"] = drafted([security], people, on, [_file("draft")], text="Words of draft.")
    return SimpleNamespace(
        pieces=pieces, criteria={"mixed": shared, "security": security, "ordinary": testing}, release=release
    )


def _file(name: str):
    return file(f"file-of-{name}.pdf", PDF + name.encode())


def marks(name: str, piece: Evidence) -> tuple[str, ...]:
    """Texts that only readers of the piece may see."""
    counts = {"security": ("51001", "51,001"), "mixed": ("52002", "52,002"), "ordinary": ("53003", "53,003")}
    words = (f"Words of {name}", f"file-of-{name}", piece.receipt, f"Question on {name}", f"Answer on {name}")
    return (*words, f"Finding on {name}", piece.files.get().file_id, *counts.get(name, ()))
