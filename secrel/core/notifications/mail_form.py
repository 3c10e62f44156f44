"""The form of each email: short plain text, and the same in HTML in the design of the pages."""

import logging
import smtplib
from collections.abc import Mapping
from email.utils import format_datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from secrel.core.changes.errors import RuleBroken
from secrel.core.dates.clock import moment

log = logging.getLogger("secrel")

SUBJECT = 200
"""Characters of a subject."""


def mail(
    *,
    subject: str,
    to: str,
    template: str,
    context: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> EmailMultiAlternatives:
    """An email from two templates of one name, `.txt` and `.html`. Programs show the one that they can."""
    said = {**context, "subject": subject}
    text = render_to_string(f"{template}.txt", said).strip() + "\n"
    dated = {"Date": format_datetime(moment())}
    message = EmailMultiAlternatives(subject=subject, body=text, to=[to], headers=dated | dict(headers or {}))
    message.attach_alternative(render_to_string(f"{template}.html", said), "text/html")
    return message


def send_now(message: EmailMultiAlternatives) -> None:
    """Send an email that somebody waits for. Raises RuleBroken if the mail server does not take it; its address is not
    logged.
    """
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        log.error("A mail with a link was not accepted: %s", type(error).__name__)
        raise RuleBroken("We could not send you an email just now. Try again in a few minutes.") from error


def cut_subject(subject: str, end: str = "") -> str:
    """The subject with its end; the front is cut where both are too long."""
    room = SUBJECT - len(end)
    return (subject if len(subject) <= room else f"{subject[: room - 1]}…") + end
