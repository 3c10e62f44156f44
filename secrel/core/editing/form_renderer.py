"""Draws the widgets of forms.

Django draws each widget with two to four templates, and a choice with one more for each option: a quarter of a page.
The HTML is the same as of its templates.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]
INPUTS = (
    "checkbox",
    "date",
    "email",
    "hidden",
    "input",
    "number",
    "password",
    "search",
    "text",
    "time",
    "url",
)


class FormRenderer(TemplatesSetting):
    """Forms and groups of fields come from templates, the usual widgets from functions."""

    def render(
        self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None
    ) -> str:
        draw = DRAWN.get(template_name)
        if draw is None:
            return str(super().render(template_name, context, request))
        return mark_safe(draw(context["widget"]))  # noqa: S308 - each part is escaped


def _text(value: Any) -> SafeString:
    return conditional_escape(localize(value))


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{conditional_escape(str(value))}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = widget["value"]
    stated = "" if value is None else f' value="{conditional_escape(str(value))}"'
    return f'<input type="{widget["type"]}" name="{_text(widget["name"])}"{stated}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    value = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>'


def _option(widget: Widget) -> str:
    value = conditional_escape(str(widget["value"]))
    return f'<option value="{value}"{_attributes(widget)}>{_text(widget["label"])}</option>'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{_text(widget["name"])}"{_attributes(widget)}>']
    for group, options, _ in widget["optgroups"]:
        parts += [f'<optgroup label="{_text(group)}">'] if group else []
        parts += [_option(option) for option in options]
        parts += ["</optgroup>"] if group else []
    return "\n".join([*parts, "</select>"])


def select(
    name: str, attributes: Mapping[str, Any], choices: Iterable[tuple[Any, Any]], chosen: Collection[str]
) -> SafeString:
    """As Django draws a list to choose one from, without a copy of the attributes for each option."""
    parts = [f'<select name="{_text(name)}"{_attributes({"attrs": attributes})}>']
    for value, label in choices:
        text = "" if value is None else str(value)
        parts.append(
            f'<option value="{conditional_escape(text)}"{" selected" if text in chosen else ""}>{_text(label)}</option>'
        )
    return mark_safe("\n".join([*parts, "</select>"]))  # noqa: S308 - each part is escaped


DRAWN: dict[str, Callable[[Widget], str]] = {
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
} | {f"django/forms/widgets/{name}.html": _input for name in INPUTS}
