"""The filters of scenarios, and the two that are compared."""

from typing import ClassVar

from django import forms

from secrel.core.search.list_filters import ListFilter, choice

KEY = "^[0-9a-f]{16}$"
NO_KEY = {
    "invalid": "A scenario has a key of 16 figures and letters a to f. Take it from the list of scenarios.",
    "required": "Name two scenarios by their keys, as a and b.",
}


class ScenarioFilter(ListFilter):
    """One's own, or those of colleagues."""

    of = choice("Whose", [("mine", "Mine"), ("shared", "Shared by colleagues")])


class ComparedFilter(ListFilter):
    """The keys of two scenarios."""

    examples: ClassVar = {"a": "0123456789abcdef", "b": "fedcba9876543210"}
    a = forms.RegexField(KEY, label="The first", max_length=16, error_messages=NO_KEY)
    b = forms.RegexField(KEY, label="The second", max_length=16, error_messages=NO_KEY)
