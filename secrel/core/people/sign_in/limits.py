"""The cache in which allauth counts requests: a table, so that its limits hold while Valkey is away."""

from datetime import datetime
from typing import Any

from django.core.cache.backends.db import DatabaseCache


class LimitsCache(DatabaseCache):
    """Django's database cache, which never drops a count before it expires.

    Django's own drops a third of all rows once there are many, so many requests would lift every limit.
    """

    def _cull(self, db: str, cursor: Any, now: datetime, num: int) -> None:
        cursor.execute("DELETE FROM core_rate_limit WHERE expires < %s", [now])
