"""The RIDs of a release that a reader may compare: the versions that they may see and, for SECAS, the draft as it
stands and as it stood at the end of a day."""

from collections.abc import Iterable, Iterator
from functools import partial

from django.urls import reverse

from governance.composing.comparing.choices import NOW, Choice, Comparable
from governance.documents.engine.text import long_date
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid
from governance.versions.models import RidVersion
from governance.versions.queries.current import current_rid
from governance.versions.queries.past.documents import PastDocument, past_rid
from governance.versions.queries.versions import Reader, visible_versions
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission


def compared_rids(
    release: Release,
    permissions: frozenset[Permission],
    reader: Reader = None,
    past: Iterable[PastDocument] = (),
) -> Comparable:
    """`past`: drafts of earlier days that are among the choices."""
    return Comparable(
        kind=RID_KIND,
        subject=reading_subject(release),
        title=release.name,
        what=f"the RID of the {release.name}",
        page=reverse("compare-release", args=[release.slug]),
        address=release.get_absolute_url(),
        file=f"{release.slug}-rid",
        choices=tuple(_choices(release, permissions, reader, past)),
        has_days=Permission.READ_DRAFTS in permissions,
        crumbs=(
            (reverse("releases"), "Releases"),
            (release.get_absolute_url(), release.name),
            (reverse("rid-versions", args=[release.slug]), "Versions"),
        ),
    )


def reading_subject(release: Release) -> str:
    """What a reading of its versions is remembered under."""
    return f"releases/{release.slug}"


def _choices(
    release: Release, permissions: frozenset[Permission], reader: Reader, past: Iterable[PastDocument]
) -> Iterator[Choice]:
    if Permission.READ_DRAFTS in permissions:
        yield Choice(NOW, "The draft as it stands", "", lambda: current_rid(release).rid)
    days = sorted(past, key=lambda one: one.day)
    for version in visible_versions(release, permissions, reader):
        while days and days[-1].day >= version.dated_on:
            yield _draft_of(release, days.pop())
        yield Choice(
            version.number,
            f"RID {version.number}",
            f"{long_date(version.dated_on.isoformat())}, {version.get_state_display()}",
            partial(_read, version),
            version.get_absolute_url(),
            said=version.changes,
            is_base=version.is_settled,
            became=version.became.number if version.became else "",
        )
    yield from (_draft_of(release, one) for one in reversed(days))


def _draft_of(release: Release, past: PastDocument) -> Choice:
    name = f"The draft of {long_date(past.day.isoformat())}"
    page = f"{release.get_absolute_url()}?as-at={past.day.isoformat()}"
    return Choice(past.day.isoformat(), name, "", partial(past_rid, release, past), page, is_past=True)


def _read(version: RidVersion) -> Rid:
    return version.snapshot.rid
