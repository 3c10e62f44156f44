"""Releases whose sources have ended, and the modifications that are in the scope of no other release."""

from dataclasses import dataclass

from governance.watch.late.facts import FlagFacts
from releases.models.releases import coming
from releases.models.scope import ScopeItem
from releases.queries import releases


@dataclass(frozen=True)
class Ended:
    """Primary keys."""

    releases: frozenset[int]
    modifications: frozenset[int]

    @classmethod
    def read(cls) -> "Ended":
        """Two queries at most."""
        ended = frozenset(releases().exclude(sources_until=None).values_list("pk", flat=True))
        if not ended:
            return cls(ended, frozenset())
        items = ScopeItem.objects.exclude(status="out")
        running = items.filter(coming("release__")).values("part__modification")
        rows = items.filter(release__in=ended).exclude(part__modification__in=running)
        return cls(ended, frozenset(rows.values_list("part__modification", flat=True)))

    def concerns(self, one: FlagFacts) -> bool:
        if one.release_id is not None:
            return one.release_id in self.releases
        return one.modification_id in self.modifications
