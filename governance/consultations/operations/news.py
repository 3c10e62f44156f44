"""News of consultations, mailed to those who follow them: opened, deadline changed, deadline near, withdrawn."""

from datetime import date

from django.utils.text import capfirst

from governance.consultations.deadlines import long_day
from governance.consultations.models import Consultation
from secrel.core.models.registrations import PartyCategory
from secrel.core.models.subscriptions import NewsKind
from secrel.core.notifications.notify import publish_news
from secrel.core.values.present import present


def announce_opened(consultation: Consultation, on: date) -> None:
    _announce(
        consultation, f"Consultation: {consultation}", f"{_until(consultation)} {_meeting(consultation)}", on
    )


def announce_change(consultation: Consultation, reason: str, on: date) -> None:
    _announce(
        consultation,
        f"New deadline for the consultation: {consultation}",
        f"{_until(consultation)} {reason}",
        on,
    )


def announce_reminder(consultation: Consultation, on: date) -> None:
    _announce(
        consultation,
        f"The consultation closes soon: {consultation}",
        f"{_until(consultation)} If you have answered already, you need do nothing.",
        on,
    )


def announce_withdrawn(consultation: Consultation, reason: str, on: date) -> None:
    _announce(consultation, f"The consultation is withdrawn: {consultation}", reason, on)


def announce_decided(consultation: Consultation, words: str, on: date) -> None:
    _announce(consultation, f"Decided after the consultation: {consultation}", words, on)


def announce_result(consultation: Consultation, words: str, on: date) -> None:
    _announce(consultation, f"Result of the consultation: {consultation}", words, on)


def _until(consultation: Consultation) -> str:
    return f"Answer by {consultation.deadline_words}."


def _meeting(consultation: Consultation) -> str:
    if not consultation.decides_on:
        return ""
    return f"{capfirst(present(consultation.decided_by).the)} decides on {long_day(consultation.decides_on)}."


def audience_of(consultation: Consultation) -> str:
    """The readers of its news: those of its class, or of this consultation if it is Amber."""
    is_amber = consultation.classification == "amber"
    return f"consultation:{consultation.pk}" if is_amber else str(consultation.classification.value)


def _announce(consultation: Consultation, subject: str, body: str, on: date) -> None:
    topics = [f"category:{key}" for key in PartyCategory.values]
    if consultation.release:
        topics.append(f"release:{consultation.release.slug}")
    bodies = [consultation.owner, *([consultation.decided_by] if consultation.decided_by else [])]
    topics += [f"body:{body.key}" for body in bodies]
    publish_news(
        kind=NewsKind.CONSULTATION,
        subject=subject,
        body=body.strip(),
        path=consultation.get_absolute_url(),
        topics=topics,
        audience=audience_of(consultation),
        on=on,
    )
