"""The pages of one's webhooks: the list with a form for a new one, and each with its events and what became of them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from secrel.core.dates.clock import now, today
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, found_or_404, paginate
from secrel.core.webhooks.forms import WebhookForm
from secrel.core.webhooks.models import Webhook, WebhookDelivery
from secrel.core.webhooks.operations.owning import (
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_webhook_secret,
)
from secrel.core.webhooks.operations.running import (
    send_event_again,
    send_test_event,
    turn_webhook_off,
    turn_webhook_on,
)

ROWS = 25


@require_http_methods(["GET", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """One's webhooks, and the form for a new one. The secret is in the answer to the form and nowhere else."""
    if request.method != "POST":
        return _list(request, WebhookForm(user=request.user), SaveOutcome())
    form = WebhookForm(request.POST, user=request.user)
    outcome = save(form, lambda **entered: add_webhook(by=request.user, on=today(), **entered))
    if not outcome.saved:
        return _list(request, form, outcome)
    row, secret = outcome.saved
    return _list(request, WebhookForm(user=request.user), SaveOutcome(), made=row, secret=secret)


def _list(request: HttpRequest, form: WebhookForm, outcome: SaveOutcome, **made: Any) -> HttpResponse:
    rows = list(request.user.webhooks.kept())
    context = {"form": form, "outcome": outcome, "rows": rows} | made
    return render(request, "account/webhooks.html", context, status=outcome.status)


def _own(request: HttpRequest, number: str) -> Webhook:
    return found_or_404(request.user.webhooks.kept().filter(pk=number), "webhook of yours")


@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest, number: str) -> HttpResponse:
    """One webhook: what is sent, with its form, and what became of each event."""
    row = _own(request, number)
    if request.method != "POST":
        return _show(request, row, WebhookForm(user=request.user, webhook=row), SaveOutcome())
    form = WebhookForm(request.POST, user=request.user, webhook=row)
    outcome = save(
        form, lambda **entered: change_webhook(by=request.user, webhook=row, on=today(), **entered)
    )
    if not outcome.saved:
        return _show(request, row, form, outcome)
    messages.success(request, f"{outcome.saved}: saved.")
    return SeeOther(reverse("webhook", args=[number]))


def _show(
    request: HttpRequest, row: Webhook, form: WebhookForm, outcome: SaveOutcome, **made: Any
) -> HttpResponse:
    deliveries = row.deliveries.shown().select_related("event").prefetch_related("log")
    page, at = paginate(deliveries, request.GET, ROWS), now()
    context = {
        "row": row,
        "form": form,
        "outcome": outcome,
        "page": page,
        "rows": [(one, row.is_on and one.may_be_sent_again(at)) for one in page],
        "off_days": settings.WEBHOOK_OFF_DAYS,
        "log_days": settings.WEBHOOK_LOG_DAYS,
        "former": row.former_until if row.former_until and row.former_until > at else None,
    }
    return render(request, "account/webhook.html", context | made, status=outcome.status)


@require_POST
def renew(request: HttpRequest, number: str) -> HttpResponse:
    """A new secret, which is in this answer and nowhere else."""
    row = _own(request, number)
    secret = renew_webhook_secret(by=request.user, webhook=row, on=today())
    row.refresh_from_db()
    return _show(request, row, WebhookForm(user=request.user, webhook=row), SaveOutcome(), secret=secret)


def _button(act: Callable[..., Any], said: str) -> Callable[..., HttpResponse]:
    @require_POST
    def press(request: HttpRequest, number: str) -> HttpResponse:
        row = _own(request, number)
        act(by=request.user, webhook=row, on=today())
        messages.success(request, said.format(row))
        return SeeOther(reverse("webhook", args=[number]))

    return press


turn_off = _button(turn_webhook_off, "{}: nothing is sent to it any more.")
turn_on = _button(turn_webhook_on, "{}: events are sent to it again.")


@require_POST
def remove(request: HttpRequest, number: str) -> HttpResponse:
    row = _own(request, number)
    remove_webhook(by=request.user, webhook=row, on=today())
    messages.success(request, f"{row}: removed.")
    return SeeOther(reverse("webhooks"))


@require_POST
def test(request: HttpRequest, number: str) -> HttpResponse:
    row = _own(request, number)
    send_test_event(by=request.user, webhook=row, on=today())
    messages.success(request, "A test event is on its way. Reload this page to see the answer.")
    return SeeOther(reverse("webhook", args=[number]))


@require_POST
def again(request: HttpRequest, number: str, delivery: str) -> HttpResponse:
    rows = WebhookDelivery.objects.shown().select_related("webhook", "event")
    row = found_or_404(rows.filter(webhook=_own(request, number), pk=delivery), "event of this webhook")
    send_event_again(by=request.user, delivery=row, on=today())
    messages.success(request, "The event is on its way again, with the same id.")
    return SeeOther(reverse("webhook", args=[number]))
