"""Widgets drawn by functions are those of Django's templates."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy

from secrel.core.editing.choice_fields import OneOfFew
from secrel.core.editing.form_renderer import DRAWN, FormRenderer

ODD = "<b>\"Odd\" & 'long'</b>\nsecond line"
GROUPED = [("", "Any"), ("a", ODD), ("Group <1>", [(1, "One"), (2, gettext_lazy("Two"))])]
ATTRIBUTES = {"id": "x", "class": "input", "disabled": True, "readonly": False, "data-n": 3, "title": ODD}
WIDGETS = [
    *(forms.TextInput(), forms.NumberInput(), forms.EmailInput(), forms.URLInput(), forms.HiddenInput()),
    *(forms.PasswordInput(), forms.DateInput(), forms.TimeInput(), forms.CheckboxInput(), forms.Textarea()),
    *(forms.Select(choices=GROUPED), forms.SelectMultiple(choices=GROUPED)),
    OneOfFew(choices=[("", "Any"), ("a", ODD), (None, "None"), (2, gettext_lazy("Two"))]),
    *(forms.ClearableFileInput(), forms.RadioSelect(choices=GROUPED)),
]


def on_one_line(html: str) -> str:
    return re.sub(r">\s+<", "><", html).strip()


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_widgets_are_drawn_as_by_django(widget):
    for value in (None, "", "a", 1, ODD, ["a", "2"], True):
        drawn, django = (
            widget.render("name", value, ATTRIBUTES, renderer)
            for renderer in (FormRenderer(), TemplatesSetting())
        )
        assert on_one_line(drawn) == on_one_line(django)
        assert hasattr(drawn, "__html__")


def test_every_kind_of_input_exists():
    for name in DRAWN:
        assert TemplatesSetting().get_template(name)
