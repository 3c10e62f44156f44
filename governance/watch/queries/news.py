"""The news that a person may read."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse

from governance.consultations.models import Consultation
from governance.consultations.queries.readers import named_people, seen_by
from releases.models.releases import Release
from releases.queries import releases_read_by
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Membership, User
from secrel.core.models.subscriptions import News, NewsKind


def news_for(user: User | None, topic: str = "") -> QuerySet[News]:
    """News, newest first, of one topic ("release:june-2021"), of several (with spaces between), or all; for None, what
    the public may read.

    News of a consultation is read by those who may open the consultation now.
    """
    rows = News.objects.not_retracted()
    if user is None or Permission.READ_DRAFTS not in user.permissions():
        of_consultation = Q(kind=NewsKind.CONSULTATION)
        open_to = _open_to(user) if user else Q(audience="white")
        rows = rows.filter(of_consultation | open_to).exclude(of_consultation & ~Q(path__in=_opened_by(user)))
    return rows.filter(topics__overlap=topic.split()) if topic else rows


def _open_to(user: User) -> Q:
    held, bodies = user.permissions(), user.bodies()
    audience = Q(audience="white")
    if Permission.READ_GREEN in held:
        audience |= Q(audience="green")
    if Permission.RECORD_MEETINGS in held:
        audience |= Q(audience__startswith="body:")
    elif Permission.READ_PRESENTED in held:
        audience |= Q(audience__in=[f"body:{body}" for body in bodies])
    for name, releases in releases_read_by(user).items():
        audience |= Q(audience=name, topics__overlap=ArraySubquery(_topics(releases)))
    return audience


def _opened_by(user: User | None) -> QuerySet:
    """The paths of the consultations that a person may open."""
    path = Concat(Value(reverse("consultations")), F("slug"), Value("/"), output_field=CharField())
    return seen_by(user).order_by().values(page=path)


def _topics(releases: QuerySet[Release]) -> QuerySet:
    topic = Concat(Value("release:"), F("slug"), output_field=CharField())
    return releases.order_by().values(topic=topic)


def named_readers(news: News, on: date) -> set[int]:
    """Primary keys of the named readers of a release's Amber (through their bodies) or Red documents, or of an Amber
    consultation.
    """
    kind, _, key = news.audience.partition(":")
    if kind == "consultation":
        row = Consultation.objects.select_related("release", "owner", "decided_by").filter(pk=key).first()
        return named_people(row, on) if row else set()
    slugs = [topic.partition(":")[2] for topic in news.topics if topic.startswith("release:")]
    releases = Release.objects.filter(slug__in=slugs)
    if news.audience == "red":
        people = User.objects.filter(is_active=True, pk__in=releases.values("reading_people"))
        return set(people.values_list("pk", flat=True))
    members = Membership.objects.in_force(on).filter(body__in=releases.values("reading_bodies"))
    return set(members.values_list("user", flat=True))
