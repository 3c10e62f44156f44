"""The address of a page by its name: Django searches all patterns at each call, and a list asks for hundreds."""

from functools import lru_cache

from django.urls import reverse

KEPT = 10_000


@lru_cache(maxsize=KEPT)
def address_of(name: str, *arguments: str) -> str:
    """As `reverse`, which always gives the same answer: the patterns are fixed when secrel starts."""
    return reverse(name, args=arguments)
