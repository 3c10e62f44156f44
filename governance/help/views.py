"""The Help pages: an index, the words of the field, and one for each role. Anybody may read all of them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.help.roles import Guide, guides
from governance.help.words import WORDS
from secrel.core.dates.clock import today
from secrel.core.models.people import Body
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404


def _guides() -> list[Guide]:
    return guides(dict(Body.objects.values_list("key", "short_name")))


@login_not_required
@public_for(SHORT)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All roles; those of a signed-in user first."""
    held = set()
    if request.user.is_authenticated:
        held = {membership.role for membership in request.user.memberships_on(today())}
    rows = _guides()
    own = [row for row in rows if row.key in held]
    return render(request, "help/index.html", {"own": own, "others": [row for row in rows if row not in own]})


@login_not_required
@public_for(SHORT)
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """What the words of the field mean."""
    return render(request, "help/words.html", {"words": WORDS})


@login_not_required
@public_for(SHORT)
@require_safe
def role(request: HttpRequest, role: str) -> HttpResponse:
    rows = _guides()
    guide = found_or_404([row for row in rows if row.key == role], "role with this name")
    return render(request, "help/role.html", {"guide": guide, "guides": rows})
