"""Published notices against the audit trail: each version is as the entry that published it names it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from governance.notices.models import Notice, NoticeVersion
from secrel.core.changes.targets import Target

Versions = dict[tuple[str, int], str]


@dataclass
class RecordedNotices:
    """Snapshots by address and number, and the last state by address, as entries give them."""

    versions: Versions = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)

    def read_entry(self, kind: Target | None, keys: dict[str, str], values: dict[str, Any]) -> None:
        if kind is not Target.NOTICE:
            return
        if "state" in values:
            self.states[keys["notice"]] = values["state"]
        if "snapshot" in values:
            self.versions[keys["notice"], values["version"]] = values["snapshot"]


def check_notices(recorded: RecordedNotices) -> Iterator[str]:
    found = set()
    for version in NoticeVersion.objects.select_related("notice"):
        key = (version.notice.slug, version.number)
        found.add(key)
        if recorded.versions.get(key) != version.snapshot_id:
            yield f"The notice {version} points to a snapshot that the audit trail does not name for it."
    for slug, number in sorted(recorded.versions.keys() - found):
        yield f"Version {number} of the notice {slug} is in the audit trail but no longer stored."
    for slug, state in Notice.objects.values_list("slug", "state").order_by("slug"):
        if recorded.states.get(slug, "draft") != state:
            yield f"The notice {slug} is {state}, but the audit trail says {recorded.states.get(slug, 'draft')}."
