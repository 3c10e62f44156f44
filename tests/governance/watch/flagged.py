"""Open flags, by what they are about, as tests read them."""

from governance.watch.models import Flag

NOVEMBER = "releases/november-2021/scope/{}"


def named(flag: Flag) -> str:
    """What is flagged, as a reader names it: things of modifications are kept by keys that outlive a conversion."""
    return flag.path.strip("/") if flag.thing.startswith(("scope/", "modifications/")) else flag.thing


def flags(prefix: str = "") -> dict[str, str]:
    rows = {named(row): row.kind for row in Flag.objects.filter(cleared_on__isnull=True)}
    return {name: kind for name, kind in rows.items() if name.startswith(prefix)}


def flag_of(name: str) -> Flag:
    """The last one about it, open or cleared."""
    return [row for row in Flag.objects.order_by("pk") if named(row) == name][-1]


def flagged(name: str) -> Flag:
    flag = flag_of(name)
    assert flag.cleared_on is None
    return flag
