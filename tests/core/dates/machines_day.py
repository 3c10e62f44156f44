"""Finds the machine's day where people would see it, in any form that pages, feeds, files and mails write."""

import re
from datetime import date, timedelta

RECORDED = re.compile(r"recorded <time [^>]*>[^<]*</time>")
"""The audit trail says when an entry was really written, beside the day on which it counts."""


def shows_machines_day(text: str) -> list[str]:
    """The forms of the machine's day, or of the day before, that a text has, but for the audit trail's own times."""
    text, today = RECORDED.sub("", text), date.today()
    found = []
    for day in (today, today - timedelta(days=1)):
        month, short = f"{day:%B %Y}", f"{day:%b %Y}"
        forms = (
            day.isoformat(),
            f"{day:%Y%m%d}",
            f"{day.day} {month}",
            f"{day.day} {short}",
            f"{day:%d} {short}",
        )
        found += [form for form in dict.fromkeys(forms) if re.search(rf"(?<!\d){re.escape(form)}", text)]
    return found
