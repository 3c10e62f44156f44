"""`{% csrf_token %}` for all templates, with a second hidden field: the user whose page it is."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from secrel.core.editing.drafts.drafts import submitted_text
from secrel.core.editing.drafts.page_owner import FIELD, page_owner

register = template.Library()


class OwnedFormNode(CsrfTokenNode):
    def render(self, context: Context) -> SafeString:
        token: Any = super().render(context)
        request = context.get("request")
        owner = page_owner(request) if token and request is not None else ""
        return (
            format_html('{}<input type="hidden" name="{}" value="{}">', token, FIELD, owner)
            if owner
            else token
        )


@register.simple_tag(takes_context=True)
def sent_fields(context: Context) -> list[tuple[str, str]]:
    """Names and values of the fields of a refused request."""
    request = context.get("request")
    return submitted_text(request) if request is not None else []


@register.tag
def csrf_token(parser: Parser, token: Token) -> OwnedFormNode:
    return OwnedFormNode()
