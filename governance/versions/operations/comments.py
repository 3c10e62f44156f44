"""Comments on versions issued for comment or presented, and the answers from SECAS."""

from datetime import date

from django.utils.text import capfirst

from governance.versions.models import COMMENTED, Answer, Comment, RidVersion
from governance.versions.operations.version_rows import target_of
from governance.versions.queries.versions import may_comment
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body, User
from secrel.core.notifications.contact import secas_contact
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.values.present import present


@operation("governance.comment", Permission.COMMENT)
def comment_on(*, by: User, version: RidVersion, section: str, text: str, on: date) -> Comment:
    """Comment on a section on behalf of a body that was asked, up to and including the closing date."""
    version = RidVersion.objects.select_related("release", "meeting__body").get(pk=version.pk)
    if version.state == "comment" and on > (until := present(version.comment_until)):
        closed = f"{until.day} {until:%B %Y}"
        raise RuleBroken(
            f"Comments on {version.number} closed on {closed}. {capfirst(secas_contact())} if you still have a "
            "comment."
        )
    if version.state not in ("comment", "presented"):
        raise RuleBroken(
            f"{version.number} is {version.workflow_state.label.lower()}, so you cannot comment on it."
        )
    if section not in COMMENTED:
        raise RuleBroken(
            f"“{section}” is not a section of the document. Choose a section from the list.", field="section"
        )
    body = may_comment(version, by.bodies())
    if body is None:
        raise NotAllowed(
            f"{version.number} was not sent to any of your bodies for comment, so you cannot comment on it."
        )
    comment = Comment.objects.create(
        version=version,
        section=section,
        text=text,
        body=Body.objects.get(key=body),
        made_by=by,
        made_at=moment_of_change(),
        on=on,
    )
    record(**target_of(version), changes={"comment": [None, f"{comment.section_title}: {text}"]}, on=on)
    notify(
        holders_of(Permission.EDIT_RELEASES, on=on),
        subject=f"New comment on {version}",
        body=f"{by.name}, for the {comment.body}, on {comment.section_title}.",
        path=version.get_absolute_url(),
        on=on,
    )
    return comment


@operation("governance.answer_comment", Permission.PRESENT_VERSIONS)
def answer_comment(*, by: User, comment: Comment, text: str, resolves: bool, on: date) -> Answer:
    """Answer a comment and notify its author. The comment stays open unless the answer resolves it."""
    comment = Comment.objects.select_related("version__release", "made_by").get(pk=comment.pk)
    answer = Answer.objects.create(
        comment=comment, text=text, resolves=resolves, answered_by=by, answered_at=moment_of_change()
    )
    record(
        **target_of(comment.version),
        changes={"answer": [str(comment), text], "resolved": [None, resolves]},
        on=on,
    )
    notify(
        [comment.made_by],
        subject=f"Your comment on {comment.version} has been answered",
        body=text,
        path=comment.version.get_absolute_url(),
        on=on,
    )
    return answer
