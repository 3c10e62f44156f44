"""`{% url %}` for all templates, remembering addresses that it has made before."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as djangos
from django.utils.html import conditional_escape

from secrel.core.web.addresses import address_of

register = template.Library()


class AddressNode(URLNode):
    def render(self, context: Context) -> str:
        name = self.view_name.resolve(context)
        if self.kwargs or self.asvar or ":" in name:  # those with a namespace depend on the request
            return str(super().render(context))
        address = address_of(name, *(str(argument.resolve(context)) for argument in self.args))
        return conditional_escape(address) if context.autoescape else address


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    node = djangos(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
