"""The place of a sheet, by keys that do not change; the name and the address of its page are computed from them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from secrel.core.changes.targets import Target

NameLookup = Callable[[Iterable[str]], dict[str, str]]
_KINDS: dict[str, tuple[str, NameLookup, Target]] = {}


@dataclass(frozen=True)
class SheetPlace:
    """`about` is what the sheet belongs to, by kind and key (release:june-2021); `sheet` is the key of the sheet in it.

    An address that a migration could not read is stored as page:<address>, without a sheet.
    """

    about: str
    sheet: str = ""

    @property
    def kind(self) -> str:
        return self.about.partition(":")[0]

    @property
    def key(self) -> str:
        return self.about.partition(":")[2]

    @property
    def address(self) -> str:
        return addresses([self])[self][1]

    @property
    def target(self) -> str:
        """The target of entries in the audit trail about its cells."""
        if self.kind not in _KINDS:
            return self.key
        _, names, target = _KINDS[self.kind]
        return target(names({self.key})[self.key], self.sheet)


def register_kind(kind: str, *, url: str, names: NameLookup, target: Target) -> None:
    """Register how pages of a kind are found. The URL name of a sheet’s page is `url` plus the sheet’s key. Its
    argument is what `names` gives for the key, the name used in addresses today. `target` is the target of entries
    about it."""
    _KINDS[kind] = url, names, target


def addresses(places: Iterable[SheetPlace]) -> dict[SheetPlace, tuple[str, str]]:
    """The current name of what each place belongs to, and the address of its page.

    The address of something that no longer exists is the home page.
    """
    of_kinds: dict[str, list[SheetPlace]] = defaultdict(list)
    for place in places:
        of_kinds[place.kind].append(place)
    found: dict[SheetPlace, tuple[str, str]] = {}
    for kind, rows in of_kinds.items():
        if kind not in _KINDS:
            found |= {place: (_name_of_page(place.key), f"/{place.key}/") for place in rows}
            continue
        url, names, _ = _KINDS[kind]
        names_by_key = names({place.key for place in rows})
        for place in rows:
            name = names_by_key.get(place.key)
            found[place] = (name, reverse(f"{url}{place.sheet}", args=[name])) if name else (place.key, "/")
    return found


def _name_of_page(path: str) -> str:
    """The last part of an address, with what it edits: june-2021: costs."""
    return path.replace("/edit/", ": ").split("/")[-1]
