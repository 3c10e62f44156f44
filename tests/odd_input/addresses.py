"""Every address that answers GET, its parts and its query replaced by what no form of ours sends."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLResolver, get_resolver

from secrel.core.search.list_filters import ListFilter, spelled
from tests.support.addresses import POST, TABLE

ROOT = Path(__file__).resolve().parent.parent.parent
RECEIPT = "E-2021-AAAA-BBBB"
ODD = [
    *("%00", "a%00b", "%01", "%1B", "%0d%0aX-Odd:%201", "%09", "%7f", "%C2%85"),  # control characters
    *("%ed%a0%80", "%ed%b0%80", "%c0%80", "%c0%ae%c0%ae", "%f8%88%80%80%80", "%ff", "%", "%zz", "%u0000"),
    *("%ef%bf%be", "%ef%bf%bf", "%e2%80%ae", "%f0%9f%92%a9", "%d9%a3", "%c2%b2", "%e2%85%ab", "%c4%b0"),
    *("0", "-1", "-99999999999999999999", "99999999999999999999", "2147483648", "9223372036854775808"),
    *("9" * 400, "1e400", "NaN", "-Infinity", "0x10", "1.0.0", "0.0", "00.01", "999999.999999"),
    *("0000-00-00", "9999-12-31", "0001-01-01", "10000-01-01", "2021-13-45", "2021-02-30"),
    *("..", "%2e%2e%2f", "%2F", "%5C", "'", "%22", "%3Cscript%3E", "%7B%7B7*7%7D%7D", "a" * 3000, ""),
]
"""Values as they stand in an address: NUL, other control characters, bytes that are no UTF-8, numbers out of range."""


def reading() -> dict[str, str]:
    """Name and path of each address of ours that answers GET."""
    paths = {name: path for name, (path, expected) in TABLE.items() if expected != POST}
    return {name: path.format(receipt=RECEIPT) for name, path in paths.items()}


def of_others() -> Iterator[str]:
    """Addresses of the second factor and of the administration, with a part where they take one."""
    yield from (
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/keys/1/remove/",
        "/accounts/2fa/webauthn/keys/1/edit/",
    )
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and str(resolver.pattern) == "admin/":
            for model in resolver.url_patterns:
                if isinstance(model, URLResolver):
                    base = f"/admin/{model.pattern}"
                    yield from (
                        base,
                        f"{base}add/",
                        f"{base}1/change/",
                        f"{base}1/history/",
                        f"{base}1/delete/",
                    )


def parts(path: str) -> list[int]:
    """Which parts of a path may differ, by their place: those that are a pattern's group, as the resolver knows."""
    kept = get_resolver().resolve(path)
    values = {str(value) for value in [*kept.args, *kept.kwargs.values()]}
    words = path.split("/")
    return [place for place, word in enumerate(words) if word and any(value in word for value in values)]


def odd_paths(path: str, odd: str) -> Iterator[str]:
    """The path with one part replaced, then with something after a part, then with something after the end."""
    words = path.split("/")
    for place in parts(path):
        yield "/".join([*words[:place], odd, *words[place + 1 :]])
        yield "/".join([*words[:place], words[place] + odd, *words[place + 1 :]])
    yield f"{path}{odd}/"


@cache
def query_names() -> list[str]:
    """Every name that the code reads from a query, and those of filters and of Django's own lists."""
    found = {
        "page",
        "page_size",
        "next",
        "format",
        "about",
        "who",
        "area",
        "since",
        "until",
        "o",
        "p",
        "e",
        "all",
    }
    for folder in ("secrel", "governance", "releases", "modifications", "costs"):
        for source in (ROOT / folder).rglob("*.py"):
            text = source.read_text()
            found |= set(re.findall(r'(?:searched\(request, |GET\.get\(|GET\[|query\.get\()"(\w+)"', text))
    return sorted(found | {spelled(name) for form in _filters(ListFilter) for name in form.base_fields})


def _filters(form: type[ListFilter]) -> Iterator[type[ListFilter]]:
    yield form
    for kind in form.__subclasses__():
        yield from _filters(kind)


def odd_query(path: str, odd: list[str], shift: int = 0) -> str:
    """The path with every name of a query, each with another of the values; `shift` gives each the value further on."""
    values = [odd[(place + shift) % len(odd)] for place in range(len(query_names()) + 1)]
    pairs = "&".join(f"{name}={value}" for name, value in zip(query_names(), values, strict=False))
    return f"{path}?{pairs}&{values[-1]}={values[-1]}&{values[-1]}"
