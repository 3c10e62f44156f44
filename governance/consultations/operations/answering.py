"""Answers: with an account, from an address confirmed by a one-time link, or recorded for somebody by the owner."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.utils.text import capfirst

from governance.consultations.models import (
    CATEGORIES,
    Affected,
    AnswerLink,
    Consultation,
    ConsultationAnswer,
    Respondent,
    Source,
)
from governance.consultations.operations.asking import RUN, locked, locked_row, target_of
from governance.consultations.operations.readers import refuse_stranger, refuse_without_account
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.models.people import User
from secrel.core.models.subscriptions import new_secret
from secrel.core.notifications.contact import secas_contact
from secrel.core.values.one_time_links import LINK_LIVES, digest_of_secret
from secrel.core.values.receipts import new_receipt
from secrel.core.values.texts import folded

RECORDED = (Source.MAIL, Source.TELEPHONE)


@dataclass(frozen=True)
class AnswerFacts:
    """What a respondent says. The keys of category and `affected` are those of the model."""

    organisation: str
    category: str
    affected: str = Affected.NOT_STATED
    how: str = ""
    comment: str = ""
    is_confidential: bool = False


@operation("governance.ask_for_link", Permission.FOLLOW_UP, edits=False)
def ask_for_link(*, by: Actor, consultation: Consultation, email: str, on: date, at: datetime) -> str:
    """Make a one-time link for a mail address, and return its secret, which only the mail holds.

    The audit trail holds the number of links that are kept and no address. The daily job deletes unused ones.
    """
    consultation = locked_row(consultation)
    refuse_answers(consultation)
    refuse_without_account(consultation)
    secret = new_secret()
    AnswerLink.objects.create(
        consultation=consultation,
        email=email.strip().lower(),
        digest=digest_of_secret(secret),
        expires_at=at + LINK_LIVES,
    )
    record(**target_of(consultation), changes={"links": [None, consultation.links.count()]}, on=on)
    return secret


@operation("governance.answer_by_link", Permission.FOLLOW_UP, edits=False)
def answer_by_link(
    *, by: Actor, link: AnswerLink, facts: AnswerFacts, on: date, at: datetime
) -> ConsultationAnswer:
    """Take an answer from the address that the link was sent to. The link is then used up."""
    consultation = locked_row(link.consultation)
    link = AnswerLink.objects.select_for_update(of=("self",), no_key=True).get(pk=link.pk)
    refuse_link(link, at)
    refuse_without_account(consultation)
    link.used_at = at
    link.save(update_fields=["used_at"])
    answer = _take(consultation, facts, Source.WEB, email=link.email, received_at=at, on=on)
    _record(consultation, answer, on)
    return answer


@operation("governance.answer_consultation", None, edits=False)
def answer_consultation(
    *, by: User, consultation: Consultation, facts: AnswerFacts, on: date, at: datetime
) -> ConsultationAnswer:
    """Answer with an account whose address is confirmed."""
    consultation = locked_row(consultation)
    refuse_stranger(consultation, by)
    if not EmailAddress.objects.filter(user=by, email__iexact=by.email, verified=True).exists():
        raise RuleBroken(
            "The email address of your account is not confirmed, so we cannot take your answer yet. Open the link in "
            "the email that we sent you, then answer again."
        )
    answer = _take(
        consultation, facts, Source.ACCOUNT, email=by.email.lower(), user=by, received_at=at, on=on
    )
    _record(consultation, answer, on)
    return answer


@operation("governance.record_answer", RUN, edits=False)
def record_answer(
    *,
    by: Actor,
    consultation: Consultation,
    source: str,
    email: str = "",
    received_at: datetime,
    facts: AnswerFacts,
    on: date,
    at: datetime,
) -> ConsultationAnswer:
    """Record an answer that came by email or telephone, as the owner; counted like any other."""
    consultation = locked(by, consultation)
    if source not in RECORDED:
        raise RuleBroken("Choose whether the answer came by email or by telephone.", field="source")
    if received_at > at:
        raise RuleBroken(
            "The answer cannot have come later than now. Correct the day or the time.", field="received_on"
        )
    if consultation.opened_at and received_at < consultation.opened_at:
        raise RuleBroken(
            "The answer cannot have come before the consultation was opened. Correct the day or the time.",
            field="received_on",
        )
    answer = _take(
        consultation,
        facts,
        Source(source),
        email=email.strip().lower(),
        recorded_by=by if isinstance(by, User) else None,
        received_at=received_at,
        on=on,
    )
    _record(consultation, answer, on)
    return answer


def refuse_answers(consultation: Consultation) -> None:
    """Raise RuleBroken unless the consultation takes answers."""
    if consultation.takes_answers:
        return
    sentences = {
        "draft": "This consultation is not open yet, so it takes no answers.",
        "withdrawn": f"This consultation was withdrawn, so it takes no answers. {consultation.withdrawn_because}",
        "decided": "The decision after this consultation has been taken, so it takes no more answers. "
        f"{capfirst(secas_contact())} if you still have a comment.",
    }
    raise RuleBroken(sentences[consultation.state].strip())


def refuse_link(link: AnswerLink, at: datetime) -> None:
    """Raise RuleBroken for a link that was used or has expired."""
    if link.used_at:
        raise RuleBroken(
            "This link was used already: your answer has reached us. To change it before the deadline, ask for a new "
            "link on the consultation’s page."
        )
    if link.is_expired(at):
        raise RuleBroken(
            "This link has expired, as it works for 24 hours. Ask for a new one on the consultation’s page."
        )


def _take(
    consultation: Consultation,
    facts: AnswerFacts,
    source: Source,
    *,
    email: str,
    user: User | None = None,
    recorded_by: User | None = None,
    received_at: datetime,
    on: date,
) -> ConsultationAnswer:
    """Store an answer under the locked consultation. It changes an earlier one of its address until the deadline."""
    refuse_answers(consultation)
    _refuse_incomplete(facts)
    key = f"mail:{email}" if email else f"organisation:{folded(facts.organisation)}"
    respondent = Respondent.objects.filter(consultation=consultation, key=key).first()
    if respondent is None:
        respondent = Respondent.objects.create(
            consultation=consultation, receipt=new_receipt("A", on), key=key, email=email, user=user
        )
    elif consultation.is_over(received_at):
        raise RuleBroken(
            f"The deadline was {consultation.deadline_words}, so the answer that we have can no longer be changed. It "
            "counts as it is."
        )
    if user and respondent.user_id is None:
        respondent.user = user
    respondent.dealt_with = ""  # of an earlier answer
    respondent.save(update_fields=["user", "dealt_with"])
    return ConsultationAnswer.objects.create(
        respondent=respondent,
        **asdict(facts),
        source=source,
        received_at=received_at,
        recorded_by=recorded_by,
        recorded_at=moment_of_change(),
    )


def _refuse_incomplete(facts: AnswerFacts) -> None:
    if not folded(facts.organisation):
        raise RuleBroken("Enter the name of your organisation.", field="organisation")
    if facts.category not in dict(CATEGORIES):
        raise RuleBroken("Choose the category.", field="category")
    if facts.affected not in Affected.values:
        raise RuleBroken("Say whether you are affected.", field="affected")
    if facts.how.strip() and facts.affected != Affected.YES:
        raise RuleBroken(
            "You say how you are affected, but not that you are. Choose “Affected”, or move the text to the comment.",
            field="affected",
        )
    if facts.affected == Affected.NOT_STATED and not facts.comment.strip():
        raise RuleBroken("Say whether you are affected, or write a comment.", field="affected")


def _record(consultation: Consultation, answer: ConsultationAnswer, on: date) -> None:
    """The entry of an answer: its receipt, source and digest; no address, organisation or text."""
    number = answer.respondent.answers.count()
    facts = {name: getattr(answer, name) for name in AnswerFacts.__dataclass_fields__}
    record(
        **target_of(consultation),
        changes={
            "answer": [None, answer.respondent.receipt],
            "number": [None, number],
            "source": [None, answer.source],
            "received_at": [None, answer.received_at.isoformat(timespec="minutes")],
            "late": [None, consultation.is_over(answer.received_at)],
            "digest": [None, digest_of(facts)],
        },
        on=on,
    )
