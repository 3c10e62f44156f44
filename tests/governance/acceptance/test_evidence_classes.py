"""One piece of evidence serves security criteria or others, never both. The field's rule."""

import pytest

from governance.acceptance.models import Evidence
from governance.acceptance.operations.criteria import set_criteria
from governance.acceptance.operations.evidence import change_evidence, release_evidence
from governance.acceptance.operations.reviews import ask_about_evidence
from governance.acceptance.queries.evidence import evidence_seen_by
from governance.criteria.models import Criterion
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.accepting import drafted, file, released, reviewed
from tests.governance.acceptance.test_evidence import NEW, criterion_of

pytestmark = pytest.mark.django_db


def entered(criteria, **facts):
    return {"criteria": [row.pk for row in criteria], "text": "x", "classification": "reviewers"} | facts


@pytest.mark.parametrize("chosen", ["reviewers", "security"])
def test_a_piece_for_security_and_testing_is_refused_at_upload(examples, people, as_role, chosen):
    both = [criterion_of(examples), criterion_of(examples, "security", 1)]
    response = as_role("delivery").post(
        NEW, entered(both, classification=chosen, text="My words.", files=file())
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Submit two pieces: one for Security 1 and one for Testing 1." in page
    assert "My words." in page
    assert not examples.november.evidence.exists()


def test_a_testing_criterion_that_the_ssc_reviews_counts_as_security(examples, people, day):
    ssc = Body.objects.get(key="ssc")
    Criterion.objects.filter(pk=criterion_of(examples).pk).update(reviewer=ssc)
    with pytest.raises(RuleBroken, match="Submit two pieces: one for Testing 1 and one for Testing 2"):
        drafted([criterion_of(examples), criterion_of(examples, number=2)], people, day)
    both = released([criterion_of(examples), criterion_of(examples, "security", 1)], people, day)
    assert both.classification == "security"
    assert (
        not evidence_seen_by(people.tag, Evidence.objects.all())
        .exclude(release__slug="june-2021")
        .filter(pk=both.pk)
    )


def test_a_change_of_criteria_or_a_better_piece_cannot_mix_either(examples, people, day):
    security, testing = criterion_of(examples, "security", 1), criterion_of(examples)
    draft = drafted([testing], people, day)
    for chosen in ("reviewers", "security"):
        with pytest.raises(RuleBroken, match="Submit two pieces"):
            change_evidence(
                by=people.delivery,
                evidence=draft,
                criteria=[testing, security],
                classification=chosen,
                token=AS_STORED,
                on=day,
            )
    assert [row.key for row in Evidence.objects.get(pk=draft.pk).criteria.all()] == ["testing-1"]
    first = released([security], people, day, [file(content=PDF + b"1")])
    with pytest.raises(RuleBroken, match="Submit two pieces"):
        drafted([security, testing], people, day, [file(content=PDF + b"2")], replaces=first)


def test_a_mixed_draft_of_the_version_before_is_not_released(examples, people, day):
    draft = drafted([criterion_of(examples)], people, day)
    draft.criteria.add(criterion_of(examples, "security", 1))
    with pytest.raises(RuleBroken, match="Submit two pieces"):
        release_evidence(by=people.delivery2, evidence=draft, token=AS_STORED, on=day)
    assert Evidence.objects.get(pk=draft.pk).state == "draft"


def moved(release, people, day, **reviewers):
    """Other bodies review criteria, named like testing_1="ssc"."""
    bodies = {body.key: body for body in Body.objects.all()}
    rows = [
        (
            row.category,
            row.text,
            row.owner,
            bodies[reviewers.get(row.key.replace("-", "_"), row.reviewer.key)],
            "Moved.",
        )
        for row in release.criteria.select_related("owner", "reviewer").order_by("category", "number")
    ]
    return set_criteria(by=people.analyst, release=release, criteria=rows, on=day, token=AS_STORED)


def test_a_criterion_goes_to_the_ssc_only_without_mixing_evidence(examples, people, day):
    one, two = criterion_of(examples), criterion_of(examples, number=2)
    both = released([one, two], people, day)
    with pytest.raises(
        RuleBroken, match="Ask the DCC to replace it with two pieces, then change who reviews Testing 1"
    ):
        moved(examples.november, people, day, testing_1="ssc")
    assert criterion_of(examples).reviewer.key == "tag"
    released([one], people, day, [file(content=PDF + b"1")], replaces=both)
    released([two], people, day, [file(content=PDF + b"2")], replaces=both)
    moved(examples.november, people, day, testing_1="ssc")
    assert criterion_of(examples).reviewer.key == "ssc"
    seen = evidence_seen_by(people.tag, examples.november.evidence.all())
    assert [[row.key for row in piece.criteria.all()] for piece in seen] == [["testing-2"]]


def test_a_piece_stays_closed_when_its_criterion_leaves_the_ssc(examples, people, day, as_role):
    Criterion.objects.filter(pk=criterion_of(examples).pk).update(reviewer=Body.objects.get(key="ssc"))
    criterion = criterion_of(examples)
    piece = released([criterion], people, day, text="Closed words.")
    ask_about_evidence(by=people.ssc, criterion=criterion, text="Closed question?", on=day)
    moved(examples.november, people, day, testing_1="tag")
    for role, status in (("tag", 404), ("chair", 404), ("analyst", 404), ("ssc", 200), ("delivery", 200)):
        assert as_role(role).get(piece.get_absolute_url()).status_code == status, role
        page = as_role(role).get(criterion.get_absolute_url()).content.decode()
        assert ("Closed question?" in page) is (status == 200), role
    with pytest.raises(
        RuleBroken, match=r"so you cannot read or review it\. Ask the DCC to submit a separate piece"
    ):
        reviewed(criterion_of(examples), people, day)


def test_a_draft_takes_the_class_of_its_criteria_when_it_is_released(examples, people, day):
    draft = drafted([criterion_of(examples)], people, day)
    moved(examples.november, people, day, testing_1="ssc")
    release_evidence(by=people.delivery2, evidence=draft, token=AS_STORED, on=day)
    assert Evidence.objects.get(pk=draft.pk).classification == "security"


def test_another_owner_never_comes_to_read_what_was_said_on_security(examples, people, day):
    security = criterion_of(examples, "security", 1)
    ask_about_evidence(by=people.ssc, criterion=security, text="?", on=day)
    rows = examples.november.criteria.select_related("owner", "reviewer").order_by("category", "number")
    secas = Body.objects.get(key="secas")
    new_criteria = [
        (r.category, r.text, secas if r.pk == security.pk else r.owner, r.reviewer, "x") for r in rows
    ]
    with pytest.raises(RuleBroken, match="submitted for Security 1, so its owner must stay the DCC"):
        set_criteria(
            by=people.analyst, release=examples.november, criteria=new_criteria, on=day, token=AS_STORED
        )


def test_secas_reads_closed_evidence_of_its_own_only(examples, people, day):
    ssc = Body.objects.get(key="ssc")
    own = criterion_of(examples, "operational", 8)
    Criterion.objects.filter(pk=own.pk).update(reviewer=ssc)
    piece = released([criterion_of(examples, "operational", 8)], people, day)
    rows = Evidence.objects.filter(pk=piece.pk)
    for role in ("analyst", "analyst2", "ssc"):
        assert evidence_seen_by(getattr(people, role), rows).exists(), role
    for role in ("administrator", "secretary", "chair", "tag", "operations", "delivery"):
        assert not evidence_seen_by(getattr(people, role), rows).exists(), role


def test_of_class_security_whatever_it_serves_the_ssc_alone_reads_it(examples, people, day):
    piece = released([criterion_of(examples)], people, day, classification="security")
    rows = Evidence.objects.filter(pk=piece.pk)
    for role in ("ssc", "delivery", "delivery2"):
        assert evidence_seen_by(getattr(people, role), rows).exists(), role
    for role in ("tag", "chair", "analyst", "operations"):
        assert not evidence_seen_by(getattr(people, role), rows).exists(), role
