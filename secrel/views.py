"""Pages above the apps: home, search, audit trail, health, gallery and errors."""

import logging
import sys
from datetime import date
from urllib.parse import urlencode

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from redis.backoff import NoBackoff
from redis.retry import Retry

from governance.consultations.queries.since import with_decided
from governance.integrity.queries.record import record_seen_by, without_closed_receipts
from governance.integrity.verify.whole import verify
from governance.notices.queries.stated import with_notices
from governance.pictures.queries import recent_releases
from governance.regression.queries.participants import registration_of
from governance.versions.queries.shown import upcoming_steps
from governance.versions.queries.versions import as_shown
from governance.versions.since_read import changed_since_read
from governance.watch.queries.news import news_for
from governance.watch.waiting.now import tasks_now
from governance.watch.waiting.ordering import ORDERS, USUAL, ordered
from modifications.workflow import STAGE
from releases.models.releases import Release
from releases.queries import releases
from secrel.core.api.problems import problem_response
from secrel.core.changes.permissions import ROLES, Permission
from secrel.core.changes.record_filter import RecordFilter, as_lines
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.answers import csrf_refused
from secrel.core.editing.drafts.drafts import submitted_text
from secrel.core.editing.drafts.requests import is_opened
from secrel.core.models.drafts import UnsavedInput
from secrel.core.models.people import User
from secrel.core.models.registrations import Registration
from secrel.core.people.queries import notifications_for
from secrel.core.processes.no_room import caused_by, is_full
from secrel.core.processes.unfinished_restore import unfinished_restore
from secrel.core.search.reading import read_search
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.cookies import chosen, store_choice
from secrel.core.web.costly import VERIFY_LOCK, alone, later, limited
from secrel.core.web.csv_text import csv_lines
from secrel.core.web.http import held_by, needs, paginate, searched
from secrel.core.web.middleware import database_away, disk_full
from secrel.published import published
from secrel.searching import found_lists

log = logging.getLogger("secrel")
AT_ONCE = 20
"""Newly published RIDs whose texts a search stores; the daily job stores all."""
TOO_LARGE = (
    "You sent more than 2.5 MB of text, or too many fields, in one form. Nothing was saved. Go back: your browser may "
    "still hold what you typed. Copy it, and save it in smaller pieces."
)


@login_not_required
@public_for(SHORT)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The releases and what comes next; for a signed-in user also tasks and messages."""
    held = held_by(request)
    rows = with_notices(with_decided(as_shown(releases(), held), _reader(request)))
    rows.sort(key=_by_day)
    ahead = [row for row in rows if not row.is_off and row.shown_on and row.shown_on >= today()]
    coming = next((row for row in ahead if not row.sources_until), ahead[0] if ahead else None)
    steps, version = ([], None)
    if coming and not coming.sources_until:
        steps, version = upcoming_steps(coming, held, today(), request.user)
    context = {
        "releases": rows[::-1],
        "picture": recent_releases(rows, today()),
        "next": coming,
        "earlier": [row for row in ahead if coming and row.shown_on < coming.shown_on],
        "coming": steps,
        "coming_version": version,
    }
    if request.user.is_authenticated:
        asked = searched(request, "tasks")
        order = asked if asked in ORDERS else chosen(request, "tasks", USUAL)
        tasks = tasks_now(request.user, today())
        context |= {"tasks": tasks, "task_groups": ordered(tasks, order), "order": order, "orders": ORDERS}
        context["notifications"] = notifications_for(request.user)
        context["since_read"] = changed_since_read(request.user)
        context["registration"] = registration_of(request.user)
    else:
        context["published"] = published()
    context["news"] = news_for(_reader(request))[:6]
    response = render(request, "home.html", context)
    if "tasks" in context and asked in ORDERS:
        store_choice(response, "tasks", asked)
    if "published" in context:
        response.true_until = context["published"].true_until
    return response


def _by_day(row: Release) -> tuple[bool, date]:
    """By go-live; a release without one comes last, unless its sources ended: then by the day of that."""
    day = row.shown_on or row.sources_until
    return day is None, day or date.max


@require_safe
def waiting_count(request: HttpRequest) -> HttpResponse:
    """The number of the user's tasks, for the navigation; opened as a page, it redirects to the tasks."""
    if is_opened(request):
        return redirect(reverse("home") + "#waiting")
    count = tasks_now(request.user, today()).count
    return render(request, "components/waiting_count.html", {"count": count})


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The user's roles, what each allows, and links to change how they sign in."""
    held = request.user.memberships_on(today())
    sentences = {(role.body, role.role): role.sentence for role in ROLES}
    roles = [(membership, sentences.get((membership.body.key, membership.role), "")) for membership in held]
    context = {
        "roles": roles,
        "registration": Registration.objects.filter(user=request.user).first(),
        "unsaved": UnsavedInput.objects.filter(owner=request.user).count(),
    }
    return render(request, "account/account.html", context)


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search releases, modifications, documents, Change Requests, papers, notices, consultations, texts of
    published RIDs and, for editors, sections. What a reader may not read is not found.

    The palette requests the list of results alone.
    """
    query = read_search(request.GET.get("q", ""))
    lists, found, instead = found_lists(query, _reader(request), held_by(request), today())
    template = "search.html#results" if request.htmx else "search.html"
    return render(request, template, lists | {"query": query, "found": found, "instead": instead})


def _reader(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


@require_safe
@needs(Permission.READ_RECORD)
def record(request: HttpRequest) -> HttpResponse:
    """The audit trail, newest first, filtered by subject, person and time."""
    form = RecordFilter(request.GET)
    rows = form.narrowed(record_seen_by(request.user))
    filters = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {"page": paginate(rows, request.GET), "form": form, "query": urlencode(filters)}
    return render(request, "record.html", context)


@require_safe
@needs(Permission.READ_RECORD)
@limited
def record_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All entries that match the filters, for a spreadsheet."""
    rows = RecordFilter(request.GET).narrowed(record_seen_by(request.user))
    headers = {"Content-Disposition": 'attachment; filename="audit-trail.csv"'}
    return StreamingHttpResponse(
        csv_lines(as_lines(rows)), content_type="text/csv; charset=utf-8", headers=headers
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ_RECORD)
def verify_record(request: HttpRequest) -> HttpResponse:
    """Offer the verification; on POST verify everything and show the findings."""
    return _verified(request) if request.method == "POST" else render(request, "verify.html")


@limited
def _verified(request: HttpRequest) -> HttpResponse:
    with alone(VERIFY_LOCK) as acquired:
        if not acquired:
            return later(request, "Another verification is running. Try again in a minute.")
        checks = [(name, without_closed_receipts(request.user, found)) for name, found in verify()]
    return render(request, "verify.html", {"checks": checks, "sound": not any(found for _, found in checks)})


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether database and broker answer: 200, or 503 with what is missing."""
    state = {"database": _database(), "broker": _broker()}
    return JsonResponse(state, status=200 if all(value == "ok" for value in state.values()) else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        unfinished = unfinished_restore()
    except DatabaseError:
        return "is not responding: start it, or correct DATABASE_URL"
    return unfinished or "ok"


def _broker() -> str:
    address = settings.REDIS_URL or f"unix://{settings.PLACES.valkey_socket}"
    try:
        limits = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 0)}
        with redis.Redis.from_url(address, **limits) as broker:
            broker.ping()
    except (redis.RedisError, OSError):
        return "is not responding: start it, or correct REDIS_URL"
    return "ok"


@login_not_required
@public_for(SHORT)
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component of the interface on one page, for development; 404 in production."""
    if settings.PRODUCTION:
        raise Http404("There is no page at this address.")
    return render(request, "gallery.html", {"stages": STAGE.states.values()})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if answer := csrf_refused(request, reason):
        return answer
    sentence = "This form was open for too long, or cookies are off. Go back, reload the page and send the form again."
    return render(request, "403.html", {"sentence": sentence}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with the exception's sentence; Django's own, for an address without a pattern, carries none."""
    message = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    sentence = message or "There is no page at this address."
    if request.path.startswith("/api/"):
        return problem_response(404, sentence)
    return render(request, "404.html", {"sentence": sentence}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before the view: too much text, too many fields, or what no browser sends.

    Django also reports a session that could not be saved this way.
    """
    if is_full(exception):
        return disk_full(request)
    if isinstance(exception, SessionInterrupted) and caused_by(exception, OperationalError, InterfaceError):
        return database_away(request)
    sentence, status = "This request cannot be read. Go back, reload the page and send it again.", 400
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        sentence, status = TOO_LARGE, 413
    if request.path.startswith("/api/"):
        return problem_response(status, sentence)
    return render(None, "400.html", {"sentence": sentence}, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """A plain page: a template that reads the signed-in user could fail for the same reason."""
    fault = sys.exc_info()[1]
    if is_full(fault):
        return disk_full(request)
    if isinstance(fault, OperationalError | InterfaceError):
        return database_away(request)
    if request.path.startswith("/api/"):
        return problem_response(500, "This is our fault, and it has been logged. Try again.")
    return render(None, "500.html", {"entered": submitted_text(request)}, status=500)
