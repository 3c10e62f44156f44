"""What a person follows, how they are notified, and how they stop it, here or from a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from governance.watch.forms.following import FollowForm, HowForm
from governance.watch.waiting.task import KINDS
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.models.subscriptions import Subscription, Topic
from secrel.core.notifications.following import (
    change_subscription,
    mails_from,
    make_private_address,
    revoke_private_address,
    stop_by_link,
    subscribe,
    unsubscribe,
)
from secrel.core.web.http import SeeOther, found_or_404, searched

ADDRESS = "/following/"
PAGES = {"release": "/releases/{}/", "modification": "/modifications/{}/", "category": "/for/{}/"}
"""The page about what is followed, where it has a button of its own."""


@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest) -> HttpResponse:
    """Everything a person follows, with a form to follow more."""
    Subscription.objects.get_or_create(user=request.user, topic=Topic.ROLE)
    rows = sorted(request.user.subscriptions.in_force(), key=lambda row: row.topic != Topic.ROLE)
    requested = (searched(request, "topic"), searched(request, "value"))
    return form_page(
        request,
        lambda data: FollowForm(data, user=request.user, initial=request.GET.dict()),
        lambda **entered: subscribe(by=request.user, on=today(), **entered),
        lambda row: (f"You now follow {row}: {row.how_name.lower()}.", _back_to(request, row)),
        "following/following.html",
        rows=[(row, HowForm(initial={"how": row.how}, auto_id=f"how-{n}-%s")) for n, row in enumerate(rows)],
        already=next((row for row in rows if (row.topic, row.value) == requested), None),
        brings=[task.act for task in KINDS.values() if task.needs in request.user.permissions()],
        address=request.user.private_addresses.filter(revoked_on__isnull=True).first(),
    )


def _back_to(request: HttpRequest, row: Subscription) -> str:
    """The page on which the button was pressed, else this one."""
    return PAGES[row.topic].format(row.value) if "back" in request.POST and row.topic in PAGES else ADDRESS


def _subscription(request: HttpRequest, key: str) -> Subscription:
    return found_or_404(request.user.subscriptions.in_force().filter(key=key), "subscription of yours")


@require_POST
def change(request: HttpRequest, key: str) -> HttpResponse:
    row, form = _subscription(request, key), HowForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the listed ways to notify you.")
        return SeeOther(ADDRESS)
    change_subscription(by=request.user, subscription=row, how=form.cleaned_data["how"], on=today())
    messages.success(request, f"{row}: {dict(form.fields['how'].choices)[form.cleaned_data['how']].lower()}.")
    return SeeOther(ADDRESS)


@require_POST
def end(request: HttpRequest, key: str) -> HttpResponse:
    row = _subscription(request, key)
    unsubscribe(by=request.user, subscription=row, on=today())
    messages.success(request, f"You no longer follow {row}.")
    return SeeOther(ADDRESS)


@require_POST
def private_address(request: HttpRequest) -> HttpResponse:
    """Create a new private address, or revoke the one in use."""
    if "revoke" in request.POST:
        revoke_private_address(by=request.user, on=today())
        messages.success(request, "The address has been revoked and no longer works.")
    else:
        had_address = request.user.private_addresses.filter(revoked_on__isnull=True).exists()
        make_private_address(by=request.user, on=today())
        earlier = " The previous address has been revoked." if had_address else ""
        messages.success(request, f"Enter the addresses below in your calendar or news app.{earlier}")
    return SeeOther(ADDRESS)


@csrf_exempt  # the secret key identifies the person; a mail client sends neither cookie nor token
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str, all_mails: bool = False) -> HttpResponse:
    """Stop the mails of a subscription: at once (POST, one click in a mail client), or after a confirmation (GET)."""
    row = Subscription.objects.filter(key=key).select_related("user").first()
    is_over = row is not None and not mails_from(row, all_mails=all_mails)
    stopped = request.method == "POST" and row is not None and not is_over
    if stopped:
        stop_by_link(by=SYSTEM, subscription=row, all_mails=all_mails, on=today())
    context = {"row": row, "all_mails": all_mails, "stopped": stopped, "is_over": is_over}
    return render(request, "following/stop.html", context, status=200 if row else 410)
