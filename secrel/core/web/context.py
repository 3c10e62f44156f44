"""The context processor for all pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.page_owner import page_owner
from secrel.core.notifications.contact import secas_contact
from secrel.core.web.cookies import chosen, cookie_name

THEMES = {"light", "dark", "auto"}
DENSITIES = {"compact", "regular", "comfortable"}


def page(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    held = user.permissions() if user is not None and user.is_authenticated else frozenset()
    theme = chosen(request, "theme", "auto")
    density = request.GET.get("density") or chosen(request, "density", "regular")
    return {
        "may": {str(permission): permission in held for permission in Permission},
        "signed_in": user is not None and user.is_authenticated,
        "theme": theme if theme in THEMES else "auto",
        "theme_cookie": cookie_name("theme"),
        "density": density if density in DENSITIES else "regular",
        "today": today(),
        "area": request.path.split("/")[1],
        "example_day": settings.TODAY,
        "production": settings.PRODUCTION,
        "site": settings.SITE_URL,
        "secas_contact": secas_contact(),
        "page_owner": page_owner(request),
        "draft": getattr(request, "draft", None),
    }
