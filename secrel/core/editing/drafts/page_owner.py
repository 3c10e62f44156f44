"""The owner of a page: who opened it. Signed into each of its forms and htmx requests, and compared on submission.

It prevents mistakes (another person has signed in since) and identifies whose input to save. It grants no permission.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from secrel.core.web.cookies import cookie_name, flags

FIELD = "page-of"
HEADER = "X-Page-Of"
# Names the owner of a form that has no such field, because it was opened before the field existed.
COOKIE = "last-signed-in"
MAX_AGE = 30 * 24 * 3600
_SIGNER = Signer(salt="secrel.page-of")


def signed_in(request: HttpRequest) -> str:
    """Primary key of the signed-in person as text, or ""."""
    user = getattr(request, "user", None)
    return str(user.pk) if user is not None and user.is_authenticated else ""


def page_owner(request: HttpRequest) -> str:
    """The signed key of this page's owner, or "" if nobody is signed in."""
    if not hasattr(request, "_page_owner"):
        owner = signed_in(request)
        request._page_owner = _SIGNER.sign(owner) if owner else ""
    return request._page_owner


def read_owner(signed: str) -> str:
    """Primary key of the owner, or "" if the signature is not valid."""
    try:
        return _SIGNER.unsign(signed)
    except BadSignature:
        return ""


def owner_of(request: HttpRequest) -> str:
    """Primary key of the owner of the page that this request comes from, or "" if the request does not say."""
    if signed := request.headers.get(HEADER, ""):
        return read_owner(signed)
    return read_owner(request.POST.get(FIELD, "")) if request.method == "POST" else ""


def last_signed_in(request: HttpRequest) -> str:
    try:
        return request.get_signed_cookie(cookie_name(COOKIE), default="", max_age=MAX_AGE)
    except BadSignature:
        return ""


def remember_owner(request: HttpRequest, response: HttpResponse) -> None:
    """Store in a cookie who was signed in last."""
    owner = signed_in(request)
    if owner and last_signed_in(request) != owner:
        response.set_signed_cookie(cookie_name(COOKIE), owner, max_age=MAX_AGE, httponly=True, **flags())
