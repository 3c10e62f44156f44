"""The page of a criterion: evidence, questions, answers and reviews."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from governance.acceptance.forms.acceptance import QuestionForm, ReviewForm
from governance.acceptance.models import Evidence, Question, Reply
from governance.acceptance.operations.reviews import (
    ask_about_evidence,
    reply_about_evidence,
    review_criterion,
)
from governance.acceptance.queries.acceptance import reviewing_body
from governance.acceptance.queries.evidence import (
    Span,
    basis_of,
    closed_spans,
    evidence_seen_by,
    in_force,
    reads_text,
)
from governance.criteria.models import Criterion
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.models.people import User
from secrel.core.web.http import SeeOther, found_or_404, needs

READS = (Permission.READ_EVIDENCE, Permission.SUBMIT_EVIDENCE)


def criterion_at(slug: str, key: str) -> Criterion:
    category, _, number = key.rpartition("-")
    rows = Criterion.objects.filter(release__slug=slug, category=category, number=int(number))
    return found_or_404(
        rows.select_related("release", "owner", "reviewer").prefetch_related("evidence"), "criterion"
    )


@require_safe
@needs(*READS)
def criterion(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    return _show(request, criterion_at(slug, key))


def _show(
    request: HttpRequest,
    found: Criterion,
    failed: tuple[str, Form] | None = None,
    outcome: SaveOutcome | None = None,
) -> HttpResponse:
    user, body = request.user, reviewing_body(found)
    rows = Evidence.objects.filter(criteria=found).select_related("body", "prepared_by", "released_by")
    evidence = list(evidence_seen_by(user, rows.prefetch_related("files")))
    spans = closed_spans([found])
    reviews = user.may_in(body.key, Permission.REVIEW_EVIDENCE)
    submits = user.may_in(found.owner.key, Permission.SUBMIT_EVIDENCE)
    forms: dict[str, Form] = {}
    if reviews:
        forms["review"] = ReviewForm(initial={"evidence_digest": basis_of(found)}, auto_id="review_%s")
        forms["ask"] = QuestionForm(auto_id="ask_%s")
    if failed:
        forms[failed[0]] = failed[1]
    context = {
        "criterion": found,
        "release": found.release,
        "body": body,
        "evidence": evidence,
        "is_partly_closed": not {row.pk for row in in_force(found)} <= {row.pk for row in evidence},
        "reviews": [
            (row, reads_text(user, found, row, spans))
            for row in found.reviews.select_related("made_by", "body").order_by("-pk")
        ],
        "questions": _questions(user, found, spans),
        "submits": submits,
        "reply": QuestionForm(auto_id=False) if submits else None,
        "forms": forms,
        "failed": failed[1] if failed else None,
        "outcome": outcome or SaveOutcome(),
    }
    return render(request, "acceptance/criterion.html", context, status=outcome.status if outcome else 200)


def _questions(
    user: User, found: Criterion, spans: dict[int, list[Span]]
) -> list[tuple[Question, list[Reply]]]:
    """The questions that a user may read, each with the answers that they may read."""
    rows = found.questions.select_related("asked_by", "body").prefetch_related("replies__made_by")
    readable = [row for row in rows if reads_text(user, found, row, spans)]
    for row in readable:
        for answer in row.replies.all():
            answer.question = row
    return [
        (row, [answer for answer in row.replies.all() if reads_text(user, found, answer, spans)])
        for row in readable
    ]


@require_POST
@needs(Permission.REVIEW_EVIDENCE)
def review(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = criterion_at(slug, key)
    form = ReviewForm(request.POST, auto_id="review_%s")
    return _acted(
        request, found, "review", form, _to(review_criterion, request, found), "The review is recorded."
    )


@require_POST
@needs(Permission.REVIEW_EVIDENCE)
def ask(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = criterion_at(slug, key)
    form = QuestionForm(request.POST, auto_id="ask_%s")
    act = _to(ask_about_evidence, request, found)
    return _acted(request, found, "ask", form, act, f"Your question is sent to {found.owner.the}.")


@require_POST
@needs(Permission.SUBMIT_EVIDENCE)
def reply(request: HttpRequest, slug: str, key: str, place: int) -> HttpResponse:
    """Answer a question; `place` counts the criterion's questions that the user may read, from 1."""
    found = criterion_at(slug, key)
    questions = [row for row, _ in _questions(request.user, found, closed_spans([found]))]
    question: Question = found_or_404(questions[place - 1 : place], "question")
    form = QuestionForm(request.POST, auto_id=False)

    def act(**entered: Any) -> Any:
        return reply_about_evidence(by=request.user, question=question, on=today(), **entered)

    return _acted(request, found, f"reply_{place}", form, act, "The answer is sent.")


def _to(operation: Callable[..., Any], request: HttpRequest, found: Criterion) -> Callable[..., Any]:
    return lambda **entered: operation(by=request.user, criterion=found, on=today(), **entered)


def _acted(
    request: HttpRequest, found: Criterion, name: str, form: Form, act: Callable[..., Any], message: str
) -> HttpResponse:
    outcome = save(form, act)
    if not outcome.saved:
        return _show(request, criterion_at(found.release.slug, found.key), (name, form), outcome)
    messages.success(request, message)
    return SeeOther(found.get_absolute_url())
