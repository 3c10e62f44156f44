"""The reference of a paper: SECP_76_1701_23 is item 23 of meeting 76 on 17 January."""

from datetime import date


def reference_of(prefix: str, number: str, day: date, item: int) -> str:
    """Prefix of the body, number of the meeting, day and month, item on the agenda."""
    return f"{prefix}_{number}_{day:%d%m}_{item:02d}"
