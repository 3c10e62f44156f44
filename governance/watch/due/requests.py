"""What people are asked for: comments on drafts, conditions of decisions."""

from collections.abc import Iterator

from governance.acceptance.models import Condition
from governance.versions.models import RidVersion
from governance.versions.queries.versions import may_comment
from governance.watch.due.entry import Due
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User


def comments(user: User) -> Iterator[Due]:
    """Ends of the periods in which a body of theirs is asked; SECAS, which answers, sees all of them."""
    secas, asked = (known in user.permissions() for known in (Permission.READ_DRAFTS, Permission.COMMENT))
    rows = RidVersion.objects.filter(state="comment", comment_until__isnull=False).select_related("release")
    for row in rows.prefetch_related("comment_bodies") if secas or asked else ():
        body = "secas" if secas else may_comment(row, user.bodies())
        if body:
            key = f"releases/{row.release.slug}/rid/{row.number}/comments"
            said, path = f"Comments on {row.number} close", row.get_absolute_url()
            yield Due.of_day(key, row.comment_until, said, body, row.release.name, path)


def conditions(user: User) -> Iterator[Due]:
    """Those that a body of theirs is to meet; SECAS, which closes them, sees all of them."""
    rows = Condition.objects.outstanding().select_related("release", "owner")
    if Permission.READ_DRAFTS not in user.permissions():
        rows = rows.filter(owner__key__in=user.bodies())
    for row in rows:
        slug = row.release.slug
        key, path = f"releases/{slug}/conditions/{row.number}", f"/releases/{slug}/criteria/"
        said = f"Condition {row.number}: {row.text}"
        yield Due.of_day(key, row.due_on, said, row.owner.key, row.release.name, path)
