"""Go-lives that are near without a go decision, that passed without being recorded, or outside their window."""

from collections.abc import Iterator

from django.db.models import F, Q

from governance.consultations.queries.consultations import letter_states, moved_unpermitted
from governance.watch.late.facts import FlagFacts, SweepDay, day_text
from governance.watch.models import FlagKind
from releases.models.releases import Release
from releases.workflow import COMING
from secrel.core.values.present import present


def going_live(day: SweepDay) -> Iterator[FlagFacts]:
    """A system-impacting release needs a go decision before it goes live; each past go-live has to be recorded."""
    for release in Release.objects.filter(life__in=COMING, go_live_on__isnull=False).order_by("slug"):
        go_live = present(release.go_live_on)
        needs_go = release.profile == Release.Profile.SYSTEM and release.life != "go"
        if day.on > go_live:
            kind, sentence = FlagKind.GO_LIVE_PASSED, "its go-live was on {}, and nobody recorded it as live."
        elif needs_go and day.is_near(go_live):
            kind, sentence = FlagKind.GO_LIVE_NEAR, "it goes live on {}, and no go is decided."
        else:
            continue
        yield FlagFacts(
            thing=f"releases/{release.slug}/go-live",
            kind=kind,
            due_on=go_live,
            sentence=f"{release.name}: {sentence.format(day_text(go_live))}",
            path=f"/releases/{release.slug}/",
            release_id=release.pk,
        )


def outside_window(day: SweepDay) -> Iterator[FlagFacts]:
    """A go-live that is to come lies in the window permitted for it. Says how the letter to the Authority stands."""
    rows = Release.objects.filter(life__in=COMING, go_live_on__isnull=False)
    rows = rows.filter(Q(go_live_on__lt=F("window_from")) | Q(go_live_on__gt=F("window_until")))
    found = list(rows.order_by("slug"))
    letters = letter_states(found)
    for release in found:
        letter = letters.get(release.pk, "")
        yield FlagFacts(
            thing=f"releases/{release.slug}/window",
            kind=FlagKind.GO_LIVE_NOT_PERMITTED,
            due_on=present(release.go_live_on),
            sentence=f"{release.name}: {release.outside_window} {letter}".strip()[:500],
            path=f"/releases/{release.slug}/edit/go-live/",
            release_id=release.pk,
        )


def unpermitted_moves(day: SweepDay) -> Iterator[FlagFacts]:
    """A go-live that a body moved although the Authority, which decided on modifications of the release, has not
    permitted another one."""
    found = moved_unpermitted()
    letters = letter_states(found)
    for release in found:
        if not (sentence := letters.get(release.pk, "")):
            continue
        go_live_on = present(release.go_live_on)
        yield FlagFacts(
            thing=f"releases/{release.slug}/letter",
            kind=FlagKind.GO_LIVE_NOT_PERMITTED,
            due_on=go_live_on,
            sentence=f"{release.name}: its go-live was moved to {day_text(go_live_on)}. {sentence}"[:500],
            path=f"/releases/{release.slug}/edit/go-live/",
            release_id=release.pk,
        )
