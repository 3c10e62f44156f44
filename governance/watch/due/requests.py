"""What bodies are asked for: comments on drafts, and conditions of decisions."""

from collections.abc import Iterator

from governance.acceptance.models import Condition
from governance.versions.models import RidVersion
from governance.versions.queries.versions import may_comment
from governance.watch.due.entry import Due
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.values.present import present


def comments(user: User) -> Iterator[Due]:
    """Ends of comment periods in which one of the person's bodies is asked; SECAS, which answers, sees all."""
    is_secas = Permission.READ_DRAFTS in user.permissions()
    may_see = is_secas or Permission.COMMENT in user.permissions()
    rows = RidVersion.objects.filter(state="comment", comment_until__isnull=False).select_related("release")
    for row in rows.prefetch_related("comment_bodies") if may_see else ():
        body = "secas" if is_secas else may_comment(row, user.bodies())
        if body:
            key = f"releases/{row.release.slug}/rid/{row.number}/comments"
            what, path = f"Comments on RID {row.number} close", row.get_absolute_url()
            yield Due.of_day(key, present(row.comment_until), what, body, row.release.name, path)


def conditions(user: User) -> Iterator[Due]:
    """Conditions that one of the person's bodies has to meet; SECAS, which closes them, sees all."""
    rows = Condition.objects.outstanding().select_related("release", "owner")
    if Permission.READ_DRAFTS not in user.permissions():
        rows = rows.filter(owner__key__in=user.bodies())
    for row in rows:
        slug = row.release.slug
        key, path = f"releases/{slug}/conditions/{row.number}", f"/releases/{slug}/criteria/"
        what = f"Condition {row.number}: {row.text}"
        yield Due.of_day(key, row.due_on, what, row.owner.key, row.release.name, path)
