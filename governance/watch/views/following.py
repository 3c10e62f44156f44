"""What one follows, how it reaches one, and how it is stopped, from here or from a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from governance.watch.forms.following import FollowForm, HowForm
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


@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest) -> HttpResponse:
    """All that one follows on one page, with what may be added."""
    Subscription.objects.get_or_create(user=request.user, topic=Topic.ROLE)
    rows = sorted(request.user.subscriptions.in_force(), key=lambda row: row.topic != Topic.ROLE)
    asked = (searched(request, "topic"), searched(request, "value"))
    return form_page(
        request,
        lambda data: FollowForm(data, user=request.user, initial=request.GET.dict()),
        lambda **entered: subscribe(by=request.user, on=today(), **entered),
        lambda row: (f"You follow {row} from now on.", ADDRESS),
        "watch/following.html",
        rows=[(row, HowForm(initial={"how": row.how}, auto_id=f"how-{n}-%s")) for n, row in enumerate(rows)],
        already=next((row for row in rows if (row.topic, row.value) == asked), None),
        address=request.user.private_addresses.filter(revoked_on__isnull=True).first(),
    )


def _subscription(request: HttpRequest, key: str) -> Subscription:
    return found_or_404(request.user.subscriptions.in_force().filter(key=key), "subscription of yours")


@require_POST
def change(request: HttpRequest, key: str) -> HttpResponse:
    row, form = _subscription(request, key), HowForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose how it reaches you: one of the list.")
        return SeeOther(ADDRESS)
    change_subscription(by=request.user, subscription=row, how=form.cleaned_data["how"], on=today())
    messages.success(request, f"{row}: {dict(form.fields['how'].choices)[form.cleaned_data['how']].lower()}.")
    return SeeOther(ADDRESS)


@require_POST
def end(request: HttpRequest, key: str) -> HttpResponse:
    row = _subscription(request, key)
    unsubscribe(by=request.user, subscription=row, on=today())
    messages.success(request, f"You follow {row} no more.")
    return SeeOther(ADDRESS)


@require_POST
def private_address(request: HttpRequest) -> HttpResponse:
    """Make another one, or revoke the one in use."""
    if "revoke" in request.POST:
        revoke_private_address(by=request.user, on=today())
        messages.success(request, "The address is revoked: nobody reads it any more.")
    else:
        had = request.user.private_addresses.filter(revoked_on__isnull=True).exists()
        make_private_address(by=request.user, on=today())
        earlier = " The earlier one is revoked." if had else ""
        messages.success(request, f"Enter the addresses below in your programmes.{earlier}")
    return SeeOther(ADDRESS)


@csrf_exempt  # the secret key stands for the person; a mail programme sends no cookie and no token
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str, all_mails: bool = False) -> HttpResponse:
    """Stop what brought a mail: by one click of a mail programme (POST), or after one question (GET)."""
    row = Subscription.objects.filter(key=key).select_related("user").first()
    is_over = row is not None and not mails_from(row, all_mails=all_mails)
    stopped = request.method == "POST" and row is not None and not is_over
    if stopped:
        stop_by_link(by=SYSTEM, subscription=row, all_mails=all_mails, on=today())
    context = {"row": row, "all_mails": all_mails, "stopped": stopped, "is_over": is_over}
    return render(request, "watch/stop.html", context, status=200 if row else 410)
