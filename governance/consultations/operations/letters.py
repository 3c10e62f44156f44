"""The letter to the Authority about a go-live of modifications that it decided, its answer and the permitted window."""

from datetime import date

from governance.consultations.deadlines import long_day
from governance.consultations.models import AuthorityLetter, Consultation, LetterAnswer
from governance.consultations.operations.asking import RUN, locked, target_of
from releases.models.releases import Release
from releases.operations.releases import change_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record, take_token
from secrel.core.files.storing import store_file
from secrel.core.files.uploads import CheckedFile
from secrel.core.values.present import present

AUTHORITY = "the Authority"


@operation("governance.record_letter", RUN, edits=False)
def record_letter(
    *,
    by: Actor,
    consultation: Consultation,
    sent_on: date,
    file: CheckedFile | None = None,
    token: Token,
    on: date,
) -> AuthorityLetter:
    """Record the letter to the Authority, with its file if there is one. Sent once; its answer comes later."""
    consultation = locked(by, consultation)
    take_token(consultation, token, dict, "This consultation")
    _refuse_without_go_live(consultation)
    if AuthorityLetter.objects.filter(consultation=consultation).exists():
        raise RuleBroken("The letter is recorded already. Record its answer instead.")
    _refuse_later(sent_on, on, "sent_on")
    letter = AuthorityLetter.objects.create(
        consultation=consultation,
        sent_on=sent_on,
        file=store_file(file.file, digest=file.digest, media_type=file.media_type) if file else None,
        file_name=file.name if file else "",
    )
    record(
        **target_of(consultation),
        changes={"letter": [None, sent_on], "file": [None, file.digest if file else None]},
        on=on,
    )
    return letter


@operation("governance.record_letter_answer", RUN)
def record_letter_answer(
    *,
    by: Actor,
    consultation: Consultation,
    answer: str,
    answered_on: date,
    reference: str = "",
    window_from: date | None = None,
    window_until: date | None = None,
    reason: str = "",
    token: Token,
    on: date,
) -> AuthorityLetter:
    """Record the Authority's answer. The window that it permits becomes the release's."""
    consultation = locked(by, consultation)
    take_token(consultation, token, dict, "This consultation")
    letter = AuthorityLetter.objects.select_for_update(no_key=True).filter(consultation=consultation).first()
    if letter is None:
        raise RuleBroken("No letter to the Authority is recorded. Record it first.")
    if answer not in (LetterAnswer.PERMITTED, LetterAnswer.REFUSED):
        raise RuleBroken("Choose what the Authority answered.", field="answer")
    _refuse_later(answered_on, on, "answered_on")
    if answered_on < letter.sent_on:
        raise RuleBroken(
            f"The letter was sent on {long_day(letter.sent_on)}. Enter the day of the answer from then on.",
            field="answered_on",
        )
    if answer == LetterAnswer.REFUSED and (window_from or window_until):
        raise RuleBroken(
            "The Authority permits no window if it does not permit the change.", field="window_from"
        )
    before = letter.answer
    letter.answer, letter.answered_on, letter.reference = answer, answered_on, reference
    letter.save(update_fields=["answer", "answered_on", "reference"])
    if window_from or window_until:
        _set_window(by, consultation, letter, window_from, window_until, reason, on)
    record(
        **target_of(consultation),
        changes={
            "answer": [before, answer],
            "answered_on": [None, answered_on],
            "window": [None, [window_from, window_until]],
        },
        reason=reason,
        on=on,
    )
    return letter


def _set_window(
    by: Actor,
    consultation: Consultation,
    letter: AuthorityLetter,
    window_from: date | None,
    window_until: date | None,
    reason: str,
    on: date,
) -> None:
    """Give the release the window, unless it has it already."""
    fields = {
        "window_from": window_from,
        "window_until": window_until,
        "window_permitted_by": AUTHORITY,
        "window_decided_on": letter.answered_on,
        "window_reference": letter.reference,
    }
    release = Release.objects.get(pk=present(consultation.release_id))
    if any(getattr(release, name) != value for name, value in fields.items()):
        reason = reason or f"The Authority answered on {long_day(present(letter.answered_on))}."
        change_release(by=by, release=release, fields=fields, token=AS_STORED, reason=reason, on=on)


def _refuse_without_go_live(consultation: Consultation) -> None:
    if not consultation.is_about_go_live:
        raise RuleBroken(
            "The Authority is asked about a go-live only. This consultation has another question."
        )
    if consultation.state == "withdrawn":
        raise RuleBroken("This consultation was withdrawn, so it needs no letter.")


def _refuse_later(day: date, on: date, field: str) -> None:
    if day > on:
        raise RuleBroken(f"{long_day(day)} has not come yet. Enter a day up to today.", field=field)
