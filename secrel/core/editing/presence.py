"""Who has a page open: names seen in the last few seconds, stored in the broker's Valkey only."""

import logging
import time

from django.core.cache import caches

from secrel.core.models.people import User
from secrel.core.processes.jobs import Pause

log = logging.getLogger("secrel")
SECONDS = 12
"""A visible page sends a request every second; browsers slow down pages in the background."""
_pause = Pause(seconds=5)


def others_at(place: str, user: User) -> list[str]:
    """Store that the user has the page open. Returns the names of others who have; none if the cache is away."""
    if _pause:
        return []
    key, now = f"open:{place}", time.time()
    try:
        cache = caches["presence"]
        me = str(user.pk)  # JSON keys are strings
        seen = {pk: entry for pk, entry in (cache.get(key) or {}).items() if entry[1] > now - SECONDS}
        seen[me] = [user.name, now]
        cache.set(key, seen, SECONDS)
    except Exception as error:
        _pause.begin()
        log.warning("The cache that stores who has a page open is not available: %r", error)
        return []
    return sorted(name for pk, (name, _) in seen.items() if pk != me)
