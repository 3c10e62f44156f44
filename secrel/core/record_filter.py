"""Looking into the record: narrowed by what an entry is about, who made it and when; as far as one may see it."""

from collections.abc import Iterator
from datetime import timedelta

from django import forms
from django.db.models import Q, QuerySet

from secrel.core.form_fields import DayInput
from secrel.core.models import AuditEntry
from secrel.core.permissions import Permission

AREAS = {
    "releases": "Releases",
    "modifications": "Modifications",
    "change-requests": "Change Requests",
    "documents": "SEC documents",
    "programmes": "Neighbouring programmes",
    "meetings": "Meetings and decisions",
    "flags": "Flags",
    "pdfs": "PDFs",
    "criteria": "Standard criteria",
    "users": "Accounts and roles",
    "registrations": "Registrations of Parties",
    "powers": "Powers of bodies",
    "bodies": "Bodies and their rules",
    "calendar": "Calendar",
    "files": "Stored files",
}
OF_DRAFTS = (
    *("releases", "modifications", "pdfs", "meetings", "change-requests", "documents", "programmes"),
    "flags",
)
"""What the record says of these may be a draft's words."""
HEADS = (
    *("entry", "when", "takes effect", "who", "action", "about", "label", "field", "before", "after"),
    *("reason", "caused by", "digest"),
)


class RecordFilter(forms.Form):
    """What the filters say; each is optional."""

    about = forms.CharField(label="What it is about", required=False, max_length=100)
    who = forms.CharField(label="Who", required=False, max_length=100)
    area = forms.ChoiceField(label="Of", required=False, choices=[("", "Everything"), *AREAS.items()])
    since = DayInput(label="From", required=False)
    until = DayInput(label="Until", required=False)

    def narrowed(self, rows: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """Those that fit, newest first; a filter that cannot be read narrows nothing, and says so."""
        self.is_valid()
        chosen = self.cleaned_data
        if about := chosen.get("about"):
            rows = rows.filter(Q(target__startswith=about) | Q(label__icontains=about))
        if who := chosen.get("who"):
            rows = rows.filter(actor_name__icontains=who)
        if area := chosen.get("area"):
            rows = rows.filter(Q(target=area) | Q(target__startswith=f"{area}/"))
        if since := chosen.get("since"):
            rows = rows.filter(at__date__gte=since)
        if until := chosen.get("until"):
            rows = rows.filter(at__date__lt=until + timedelta(days=1))
        return rows


def entries_seen(permissions: frozenset[Permission]) -> QuerySet[AuditEntry]:
    """Entries whose targets one may see, newest first."""
    rows = AuditEntry.objects.order_by("-position")
    if Permission.READ_DRAFTS in permissions:
        return rows
    return rows.exclude(target__regex=rf"^({'|'.join(OF_DRAFTS)})/")


def as_lines(rows: QuerySet[AuditEntry]) -> Iterator[list[object]]:
    """For a spreadsheet: a line for each field that an entry changed, or one where it names none."""
    yield list(HEADS)
    for entry in rows.iterator(chunk_size=500):
        known = [entry.position, entry.at.isoformat(), entry.on, entry.actor_name]
        known += [entry.action, entry.target, entry.label]
        for name, (before, after) in entry.changes.items() or [("", ("", ""))]:
            yield [*known, name, before, after, entry.reason, entry.cause, entry.digest]
