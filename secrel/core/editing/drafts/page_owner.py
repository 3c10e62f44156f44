"""Who opened a page: signed into each of its forms and htmx requests, and compared when they are sent.

It guards against mistakes (another person signed in meanwhile), and says whose input to keep. It gives no right.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from secrel.core.web.cookies import cookie_name, flags

FIELD = "page-of"
HEADER = "X-Page-Of"
# It names the owner where a form does not: one that was opened before the field was added.
COOKIE = "last-signed-in"
KEPT_SECONDS = 30 * 24 * 3600
_SIGNER = Signer(salt="secrel.page-of")


def signed_in(request: HttpRequest) -> str:
    """Primary key of whoever is signed in, as text; empty for nobody."""
    user = getattr(request, "user", None)
    return str(user.pk) if user is not None and user.is_authenticated else ""


def page_owner(request: HttpRequest) -> str:
    """The signed name of this page's owner; empty when nobody is signed in."""
    if not hasattr(request, "_page_owner"):
        owner = signed_in(request)
        request._page_owner = _SIGNER.sign(owner) if owner else ""
    return request._page_owner


def read_owner(signed: str) -> str:
    """Primary key of the owner; empty for what we did not sign."""
    try:
        return _SIGNER.unsign(signed)
    except BadSignature:
        return ""


def owner_of(request: HttpRequest) -> str:
    """Primary key of who opened the page that this request comes from; empty where it does not say."""
    if signed := request.headers.get(HEADER, ""):
        return read_owner(signed)
    return read_owner(request.POST.get(FIELD, "")) if request.method == "POST" else ""


def last_signed_in(request: HttpRequest) -> str:
    try:
        return request.get_signed_cookie(cookie_name(COOKIE), default="", max_age=KEPT_SECONDS)
    except BadSignature:
        return ""


def remember_owner(request: HttpRequest, response: HttpResponse) -> None:
    """Note in a cookie who was signed in last."""
    owner = signed_in(request)
    if owner and last_signed_in(request) != owner:
        response.set_signed_cookie(cookie_name(COOKIE), owner, max_age=KEPT_SECONDS, httponly=True, **flags())
