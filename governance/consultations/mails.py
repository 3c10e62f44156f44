"""The email with the one-time link to answer a consultation: fixed text, the title, and a link to this site."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from governance.consultations.models import Consultation
from secrel.core.changes.errors import RuleBroken

log = logging.getLogger("secrel")


def send_link(consultation: Consultation, email: str, secret: str) -> None:
    """Send the link. Raises RuleBroken if the mail server does not take it; the address is not logged."""
    link = settings.SITE_URL + reverse("answer-link", args=[secret])
    context = {"consultation": consultation, "link": link}
    text = render_to_string("emails/consultation_link.txt", context).strip() + "\n"
    subject = f"Answer the consultation: {consultation}"[:200]
    try:
        EmailMessage(subject=subject, body=text, to=[email]).send()
    except (OSError, smtplib.SMTPException) as error:
        log.error("A mail with a link to answer was not accepted: %s", type(error).__name__)
        raise RuleBroken("We could not send you an email just now. Try again in a few minutes.") from error
