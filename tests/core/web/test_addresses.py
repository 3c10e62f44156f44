"""Addresses are remembered, and are those that Django finds."""

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse


def drawn(template: str, **context: object) -> str:
    return engines["django"].from_string(template).render(context)


def test_the_tag_gives_the_addresses_of_django():
    for _ in range(2):
        assert drawn("{% url 'home' %}") == "/"
        assert drawn("{% url 'release' slug %}", slug="june-2020") == "/releases/june-2020/"
        assert drawn("{% url 'rid-version' 'a' number %}", number="1.0") == reverse(
            "rid-version", args=["a", "1.0"]
        )
        assert drawn("{% url 'release' slug='x' %}{% url 'home' as home %}{{ home }}") == "/releases/x//"
        assert drawn("{% url name %}", name="admin:index") == reverse("admin:index")
        with pytest.raises(NoReverseMatch):
            drawn("{% url 'release' slug %}", slug="no/release")
