"""Who has something open: names seen in the last seconds, kept beside the broker and nowhere else."""

import logging
import time

from django.core.cache import caches

from secrel.core.models.people import User
from secrel.core.processes.jobs import Pause

log = logging.getLogger("secrel")
SECONDS = 12
"""A page asks every second while it is looked at; a browser slows pages behind others down."""
_pause = Pause(seconds=5)


def others_at(place: str, user: User) -> list[str]:
    """Note that the user has the place open, and say who else has; nobody where the cache is away or hangs."""
    if _pause:
        return []
    key, now = f"open:{place}", time.time()
    try:
        cache = caches["presence"]
        me = str(user.pk)  # names of JSON are strings
        seen = {pk: known for pk, known in (cache.get(key) or {}).items() if known[1] > now - SECONDS}
        seen[me] = [user.name, now]
        cache.set(key, seen, SECONDS)
    except Exception as error:
        _pause.begin()
        log.warning("Who has what open is not known: %r", error)
        return []
    return sorted(name for pk, (name, _) in seen.items() if pk != me)
