"""All events that webhooks get, who reads them, and where they are shown. To add one, add its row to _KINDS."""

from collections.abc import Mapping
from dataclasses import replace

from django.urls import Resolver404, resolve, reverse

from governance.acceptance.models import Evidence
from governance.acceptance.queries.evidence import evidence_seen_by, teams_of
from governance.consultations.models import Consultation
from governance.consultations.queries.readers import seen_by
from governance.criteria.models import Criterion
from governance.integrity.queries.record import record_seen_by
from governance.versions.queries.found import releases_found_by
from governance.watch.models import FlagKind
from governance.watch.models.flags import LATE
from governance.watch.queries.news import news_for
from secrel.core.changes.targets import Target, read_target
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import News, NewsKind
from secrel.core.webhooks.events import About, EventKind
from secrel.core.webhooks.models import WebhookEvent

CLASS = "Everybody who may read the document: the public too, if it is White."
DRAFTS = "Those who read drafts."
EVIDENCE = "Those who may read the piece of evidence."
OF_BODY = "The members of the body, its secretary, and those who read drafts."
OPEN_TO = "Everybody who may open the consultation: the public too, if it is White."
LATE_WORDS = tuple(f"{FlagKind(kind).label}:" for kind in LATE)
BY_TARGET = {"/rid/": "/versions/", "/scope/": "/scope/items/"}
"""What addresses of the API name otherwise than pages and targets do."""


def _raises(entry: AuditEntry) -> bool:
    return "raised" in entry.changes


def _moves_go_live(entry: AuditEntry) -> bool:
    return "go_live_on" in entry.changes


def _is_late(entry: AuditEntry) -> bool:
    found = [text for name in ("raised", "updated") for text in entry.changes.get(name, [None, []])[1]]
    return any(text.startswith(LATE_WORDS) for text in found)


_KINDS = (
    EventKind(
        "rid.published", "A version of a RID is published, or unpublished.", CLASS, NewsKind.PUBLISHED.value
    ),
    EventKind(
        "rid.baselined",
        "A version of a RID is baselined.",
        DRAFTS,
        actions=frozenset({"governance.baseline"}),
    ),
    EventKind(
        "rid.issued",
        "A draft of a RID is issued, sent out for comments, or presented to a body for its decision.",
        DRAFTS,
        actions=frozenset({"governance.issue_draft", "governance.issue_for_comment", "governance.present"}),
    ),
    EventKind(
        "rid.withdrawn",
        "A version of a RID is withdrawn, sent back, or superseded by a later one.",
        DRAFTS,
        actions=frozenset({"governance.withdraw", "governance.return", "governance.supersede"}),
    ),
    EventKind(
        "go_live.moved",
        "A published RID moves the date of a go-live; or a release is postponed, planned again or cancelled.",
        CLASS,
        NewsKind.GO_LIVE.value,
    ),
    EventKind(
        "go_live.planned",
        "The working timetable gets another day of go-live, before a RID says so.",
        DRAFTS,
        actions=frozenset({"releases.change"}),
        only=_moves_go_live,
    ),
    EventKind(
        "timetable.changed",
        "A row of the working timetable is added, moved or carried out.",
        DRAFTS,
        actions=frozenset(
            {
                *("releases.add_timeline_rows", "releases.set_timeline", "releases.change_timeline_row"),
                *("releases.note_actual", "releases.follow_calendar"),
            }
        ),
    ),
    EventKind("release.opened", "A release is opened.", DRAFTS, actions=frozenset({"releases.create"})),
    EventKind("release.live", "A release goes live.", CLASS, NewsKind.LIVE.value),
    EventKind(
        "scope.changed",
        "The scope of a release changes: what is in it, its status, its cut-off or its description.",
        DRAFTS,
        actions=frozenset(
            {
                *("releases.add_to_scope", "releases.change_scope_item", "releases.move_in_scope"),
                *("releases.move_between", "releases.describe_scope_item"),
            }
        ),
    ),
    EventKind(
        "notice.published", "A publication notice is published, or corrected.", CLASS, NewsKind.NOTICE.value
    ),
    EventKind(
        "notice.scheduled",
        "The publication of a notice is planned for a time, or that plan is dropped.",
        DRAFTS,
        actions=frozenset({"governance.schedule_notice", "governance.unschedule_notice"}),
    ),
    EventKind(
        "paper.issued", "A releases update paper is issued, or withdrawn.", CLASS, NewsKind.PAPER.value
    ),
    EventKind("decision.recorded", "The Chair confirms a decision.", OF_BODY, NewsKind.DECIDED.value),
    EventKind("meeting.changed", "A meeting is planned or cancelled.", OF_BODY, NewsKind.MEETING.value),
    EventKind(
        "evidence.handed_in",
        "A piece of evidence is handed in as a draft.",
        EVIDENCE,
        actions=frozenset({"governance.draft_evidence"}),
    ),
    EventKind(
        "evidence.released",
        "A piece of evidence is released to those who check it.",
        EVIDENCE,
        actions=frozenset({"governance.release_evidence"}),
    ),
    EventKind(
        "evidence.checked",
        "A criterion is reviewed with its evidence.",
        "Those who read drafts, and the team that hands in the evidence.",
        actions=frozenset({"governance.review_criterion"}),
    ),
    EventKind(
        "consultation.opened",
        "A consultation opens.",
        OPEN_TO,
        actions=frozenset({"governance.open_consultation"}),
    ),
    EventKind(
        "consultation.deadline_moved",
        "The deadline of a consultation moves, or it opens again.",
        OPEN_TO,
        actions=frozenset({"governance.extend_consultation"}),
    ),
    EventKind(
        "consultation.reminded",
        "The deadline of an open consultation is near.",
        OPEN_TO,
        actions=frozenset({"governance.remind_of_consultation"}),
    ),
    EventKind(
        "consultation.closed",
        "A consultation closes, or is withdrawn.",
        OPEN_TO,
        actions=frozenset({"governance.close_consultation", "governance.withdraw_consultation"}),
    ),
    EventKind(
        "consultation.result",
        "The decision after a consultation is recorded, or its result is issued.",
        OPEN_TO,
        actions=frozenset({"governance.record_consultation_decision", "governance.issue_result"}),
    ),
    EventKind(
        "modification.changed",
        "A modification moves to another stage, is decided, or its facts change.",
        DRAFTS,
        actions=frozenset(
            {
                *("modifications.move", "modifications.decide", "modifications.withdraw_decision"),
                *("modifications.change", "modifications.put_back", "modifications.convert"),
            }
        ),
    ),
    EventKind(
        "deadline.passed",
        "The daily job finds a deadline that has passed.",
        DRAFTS,
        actions=frozenset({"governance.sweep_flags"}),
        only=_is_late,
    ),
    EventKind(
        "flag.raised",
        "The daily job flags something that is late or due soon.",
        DRAFTS,
        actions=frozenset({"governance.sweep_flags"}),
        only=_raises,
    ),
)
SUBJECTS = {
    "rid": "RIDs",
    "go_live": "Releases and their dates",
    "timetable": "Releases and their dates",
    "release": "Releases and their dates",
    "scope": "Scope and modifications",
    "modification": "Scope and modifications",
    "notice": "Notices, papers and meetings",
    "paper": "Notices, papers and meetings",
    "decision": "Notices, papers and meetings",
    "meeting": "Notices, papers and meetings",
    "evidence": "Evidence",
    "consultation": "Consultations",
    "deadline": "What is late",
    "flag": "What is late",
}
"""The heading of each type of event, by the first word of its name."""


def _subject(kind: EventKind) -> str:
    return SUBJECTS[kind.name.partition(".")[0]]


EVENTS = tuple(replace(kind, subject=_subject(kind)) for kind in _KINDS)


class FieldSources:
    """What the apps of the field know of events: their readers, their addresses, the releases."""

    def may_read(self, owner: User, event: WebhookEvent) -> bool:
        if event.news_id:
            return news_for(owner).filter(pk=event.news_id).exists()
        kind, keys = read_target(event.reference)
        if kind is Target.EVIDENCE:
            rows = Evidence.objects.filter(release__slug=keys["release"], receipt=keys["receipt"])
            return evidence_seen_by(owner, rows).exists()
        if kind is Target.PUBLIC_CONSULTATION:
            return seen_by(owner).filter(slug=keys["consultation"]).exists()
        if kind is Target.CRITERION and _hands_in(owner, **keys):
            return True
        return record_seen_by(owner).filter(position=event.position).exists()

    def of_entry(self, entry: AuditEntry) -> About:
        kind, keys = read_target(entry.target)
        release = keys.get("release", "")
        if kind is Target.FLAGS_OF_DAY:
            return About(reverse("flags"), _known("/api/v1/flags/"))
        if kind is Target.PUBLIC_CONSULTATION:
            row = Consultation.objects.filter(slug=keys["consultation"]).select_related("release").first()
            release = row.release.slug if row and row.release else ""
        page = "" if kind is Target.SCOPE_ITEM else _known(f"/{entry.target}/")
        page = page or (_known(f"/releases/{release}/") if release else "")
        return About(page, api_of(f"/{entry.target}/"), (release,) if release else ())

    def of_news(self, news: News) -> About:
        of = "release:"
        releases = [topic.removeprefix(of) for topic in news.topics if topic.startswith(of)]
        return About(news.path, api_of(news.path), tuple(releases))

    def releases(self, user: User) -> Mapping[str, str]:
        return dict(releases_found_by(user.permissions(), user).values_list("slug", "name"))


def api_of(path: str) -> str:
    """The address in the API of what a page or a target is about; empty if it has none."""
    for ours, theirs in BY_TARGET.items():
        path = path.replace(ours, theirs)
    return _known(f"/api/v1{path}")


def _hands_in(owner: User, release: str, criterion: str) -> bool:
    category, _, number = criterion.partition("-")
    teams = teams_of(owner)
    rows = Criterion.objects.filter(release__slug=release, category=category, number=number)
    return bool(teams) and rows.filter(owner__key__in=teams).exists()


def _known(path: str) -> str:
    """The path, if this site has such an address."""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path
