"""News, a person's messages, and the mails that a mail server refused."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from governance.watch.queries.news import news_for
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.models.outbox import Notification
from secrel.core.notifications.following import send_again
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate


@login_not_required
@public_for(SHORT)
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The news that the reader may see."""
    rows = news_for(request.user if request.user.is_authenticated else None)
    return render(request, "watch/news.html", {"page": paginate(rows, request.GET)})


@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    return render(
        request, "watch/messages.html", {"page": paginate(request.user.notifications.all(), request.GET)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_ACCOUNTS)
def outbox(request: HttpRequest) -> HttpResponse:
    """Refused mails that have not been sent; POST sends one of them again."""
    waiting = Notification.objects.filter(mailed_at__isnull=True, mail_after__isnull=False)
    rows = waiting.exclude(failure="").select_related("user")
    if request.method == "POST":
        entered = request.POST.get("row", "")
        row = found_or_404(
            rows.filter(pk=entered) if re.fullmatch("[0-9]{1,18}", entered) else [], "refused email"
        )
        send_again(by=request.user, notification=row, on=today())
        messages.success(request, "The email will be sent again within half a minute.")
        return SeeOther("/outbox/")
    return render(request, "watch/outbox.html", {"page": paginate(rows, request.GET)})
