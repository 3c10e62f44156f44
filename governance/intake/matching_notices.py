"""What a notice says beside what is stored: its modifications and documents in the register, and an earlier notice."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from governance.notices.facts import DocumentFacts, NoticeFacts
from governance.notices.models import Notice
from modifications.models.modifications import Part
from modifications.queries import find_document, find_part
from releases.models.releases import Release
from secrel.core.changes.errors import RuleBroken
from secrel.core.dates.partial_dates import PartialDate

Data = dict[str, Any]
CODEWORKS = ("yes", "no", "not_stated")
LONGEST = {"title": 200, "release": 80, "status": 40, "clause": 80}


@dataclass(frozen=True)
class MatchedNotice:
    """`unknown`: what the notice names and is not stored; `stored`: the notice of the same day that is stored, with
    what differs from it in words."""

    path: str
    said: Data
    parts: list[tuple[Part, str]] = field(default_factory=list)
    documents: list[DocumentFacts] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    stored: Notice | None = None
    differences: list[str] = field(default_factory=list)

    @property
    def field(self) -> str:
        return f"draft{self.path}"

    @property
    def facts(self) -> NoticeFacts:
        """As a draft is made of it. Raises RuleBroken without the day on which it takes effect."""
        effective = _day(self.said["effective"]["date"])
        if effective is None:
            raise RuleBroken(
                f"“{self.said['title'][:80]}” needs the day on which it takes effect. Enter it first."
            )
        name = self.said["release"] or ""
        release = Release.objects.filter(name=name).first() if name else None
        return NoticeFacts(
            title=self.said["title"][: LONGEST["title"]],
            form=self.said["form"] if self.said["form"] in Notice.Form.values else Notice.Form.DOCUMENTS,
            effective_on=effective,
            publish_on=_day(self.said["published"]) or effective,
            sec_version=self.said["sec_version"] or "",
            stated_count=self.said["stated_count"],
            release=release,
            release_name="" if release else name[: LONGEST["release"]],
        )

    @property
    def about(self) -> str:
        """The end of its address, where neither a SEC version nor a release says it."""
        if self.said["sec_version"] or self.said["release"]:
            return ""
        names = [part.address for part, _ in self.parts] or [
            row.document.designation for row in self.documents
        ]
        return names[0] if names else "notice"


def matched_notices(facts: Data) -> list[MatchedNotice]:
    return [_notice(f"/notices/{at}", said) for at, said in enumerate(facts["notices"])]


def _notice(path: str, said: Data) -> MatchedNotice:
    parts: list[tuple[Part, str]] = []
    unknown: list[str] = []
    for row in said["modifications"]:
        try:
            part = find_part(f"{row['ref']} part {row['part']}" if row["part"] else str(row["ref"]))
        except ValueError as error:
            unknown.append(str(error))
            continue
        if all(part != one for one, _ in parts):
            parts.append((part, str(row["status"])[: LONGEST["status"]] or "Implemented"))
    documents: list[DocumentFacts] = []
    for row in said["documents"]:
        try:
            document = find_document(str(row["document"]))
        except ValueError as error:
            unknown.append(str(error))
            continue
        if all(document != one.document for one in documents):
            documents.append(_document(row, document, [part for part, _ in parts]))
    stored = _stored(said)
    return MatchedNotice(
        path, said, parts, documents, unknown, stored, _differences(stored, parts, documents)
    )


def _document(row: Data, document: Any, parts: list[Part]) -> DocumentFacts:
    named = {str(ref) for ref in row["modifications"] if row["by_modification"]}
    is_notified = bool(row["by_notification"])
    return DocumentFacts(
        document=document,
        codeworks=row["codeworks"] if row["codeworks"] in CODEWORKS else "not_stated",
        by_modification=bool(row["by_modification"]),
        modifications=[part for part in parts if part.modification.reference in named],
        by_designation=bool(row["by_designation"]),
        by_notification=is_notified,
        clause=str(row["clause"])[: LONGEST["clause"]] if is_notified else "",
    )


def _stored(said: Data) -> Notice | None:
    """The notice that is stored for the same change: of the same SEC version, or of the same day and name."""
    day = _day(said["effective"]["date"])
    same = Q(pk__in=[])
    if said["sec_version"]:
        same |= Q(sec_version=said["sec_version"])
    if day:
        of_release = Q(release__name=said["release"]) | Q(release_name=said["release"])
        same |= Q(effective_on=day) & (of_release if said["release"] else Q(title=said["title"]))
    return Notice.objects.exclude(state="discarded").filter(same).first()


def _differences(
    stored: Notice | None, parts: list[tuple[Part, str]], documents: list[DocumentFacts]
) -> list[str]:
    if stored is None:
        return []
    found = []
    pairs = (
        (
            "modification",
            {str(part) for part, _ in parts},
            {str(row.part) for row in stored.modifications.all()},
        ),
        (
            "document",
            {row.document.designation for row in documents},
            {row.document.designation for row in stored.documents.select_related("document")},
        ),
    )
    for what, said, held in pairs:
        found += [
            f"The file names the {what} {name}; the stored notice does not." for name in sorted(said - held)
        ]
        found += [
            f"The stored notice names the {what} {name}; the file does not." for name in sorted(held - said)
        ]
    return found


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        first, last = PartialDate.parse(text).interval()
    except ValueError:
        return None
    return first if first == last else None
