"""The email with the one-time link to answer a consultation: fixed text, the title, and a link to this site."""

from django.conf import settings
from django.urls import reverse

from governance.consultations.models import Consultation
from secrel.core.notifications.mail_form import cut_subject, mail, send_now


def send_link(consultation: Consultation, email: str, secret: str) -> None:
    """Send the link. Raises RuleBroken if the mail server does not take it."""
    link = settings.SITE_URL + reverse("answer-link", args=[secret])
    context = {"consultation": consultation, "link": link}
    subject = cut_subject(f"Answer the consultation: {consultation}")
    send_now(mail(subject=subject, to=email, template="emails/consultation_link", context=context))
