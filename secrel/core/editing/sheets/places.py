"""Which sheet is meant, by keys that stay; the name and the address of its page follow from them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from secrel.core.changes.targets import Target

NameLookup = Callable[[Iterable[str]], dict[str, str]]
_KINDS: dict[str, tuple[str, NameLookup, Target]] = {}


@dataclass(frozen=True)
class SheetPlace:
    """`about` is what the sheet belongs to, by kind and key (release:june-2021); `sheet` the key of the sheet in it.

    What a migration could not read is kept as page:<address>, without a sheet.
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
        """What an entry of the record about its cells names."""
        if self.kind not in _KINDS:
            return self.key
        _, names, target = _KINDS[self.kind]
        return target(names({self.key})[self.key], self.sheet)


def register_kind(kind: str, *, url: str, names: NameLookup, target: Target) -> None:
    """Say how pages of a kind are found: the URL name of a sheet's page is `url` and the sheet's key, its argument what
    `names` gives for the key: how the thing is called in an address today. `target` is what entries about it name."""
    _KINDS[kind] = url, names, target


def addresses(places: Iterable[SheetPlace]) -> dict[SheetPlace, tuple[str, str]]:
    """What each place belongs to, as people call it today, and the address of its page.

    What is gone has the address of the home page.
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
        called = names({place.key for place in rows})
        for place in rows:
            name = called.get(place.key)
            found[place] = (name, reverse(f"{url}{place.sheet}", args=[name])) if name else (place.key, "/")
    return found


def _name_of_page(path: str) -> str:
    """The last step of an address, with what it edits: june-2021: costs."""
    return path.replace("/edit/", ": ").split("/")[-1]
