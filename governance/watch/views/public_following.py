"""Emails without an account: asking for them, and confirming the address by the link in an email."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.watch.forms.public_following import PublicFollowForm
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates.clock import now, today
from secrel.core.editing.form_pages import form_page
from secrel.core.models.subscriptions import FollowLink, Subscription
from secrel.core.notifications.following import followed_by
from secrel.core.notifications.mail_form import cut_subject, mail, send_now
from secrel.core.notifications.public_following import ask_to_follow, confirm_following, refuse_follow_link
from secrel.core.people.sign_in.throttle import MAILS, MINUTE, NO_MORE, Throttle, allows
from secrel.core.values.one_time_links import digest_of_secret
from secrel.core.web.http import SeeOther
from secrel.core.web.too_many import count_from, with_wait

LINKS = Throttle("links to follow", free=10, forgets=MINUTE)
SENT = (
    "Check your email. We send a link to this address: open it within 24 hours to confirm the address. If it does not "
    f"arrive, check your spam folder. {NO_MORE}"
)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def get_emails(request: HttpRequest) -> HttpResponse:
    """The form that sends a link to a mail address. Somebody with an account goes on to what they follow."""
    if request.user.is_authenticated:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return SeeOther(f"{reverse('following')}{query}#follow")
    initial = {name: request.GET.get(name, "") for name in ("topic", "value") if name in request.GET}
    page = form_page(
        request,
        lambda data: PublicFollowForm(data, user=request.user, initial=initial),
        lambda **entered: _ask(request, **entered),
        lambda _: (SENT, reverse("get-emails")),
        "following/get_emails.html",
    )
    return with_wait(page, LINKS)


def _ask(request: HttpRequest, **entered: Any) -> bool:
    """Send a link. Where several went to the address already, nothing is sent, and the page says the same: it shows
    nobody what others asked for.
    """
    count_from(request, LINKS)
    email = entered["email"].strip().lower()
    if allows(MAILS, "following", email):
        secret = ask_to_follow(by=SYSTEM, on=today(), at=now(), **entered)
        link = settings.SITE_URL + reverse("confirm-emails", args=[secret])
        subject = cut_subject(f"Confirm your address: {entered['label']}")
        context = {"what": entered["label"], "link": link}
        send_now(mail(subject=subject, to=email, template="emails/confirm_following", context=context))
    return True


def _tell_stop(row: Subscription) -> None:
    """Send the link that stops the emails. Where the mail server does not take it, the page has the link."""
    stop = settings.SITE_URL + reverse("stop", args=[row.key])
    context = {"what": str(row), "how": row.how_name.lower(), "stop": stop}
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    subject, template = cut_subject(f"You now get emails: {row}"), "emails/now_following"
    with suppress(RuleBroken):
        send_now(mail(subject=subject, to=row.email, template=template, context=context, headers=headers))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_emails(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm an address. Opening the link uses nothing up, as mail programs open links too; the button does."""
    link = FollowLink.objects.filter(digest=digest_of_secret(key)).first()
    context: dict[str, Any] = {"link": link}
    status = 200
    try:
        if link is None:
            raise RuleBroken(
                "This link is incomplete, or it has expired, as it works for 24 hours. Copy the whole link from the "
                "email, or ask for the emails again."
            )
        refuse_follow_link(link, now())
        if request.method == "POST":
            context["row"] = confirm_following(by=SYSTEM, link=link, on=today(), at=now())
            _tell_stop(context["row"])
    except RuleBroken as refused:
        context["sentence"], status = refused.sentence, 410
        if link is not None and link.used_at:
            rows = followed_by(link.email).filter(topic=link.topic, value=link.value)
            context["follows"] = rows.first()
    return render(request, "following/confirm_emails.html", context, status=status)
