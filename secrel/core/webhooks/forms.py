"""The form of a webhook."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from secrel.core.editing.form_fields import OneLineInput
from secrel.core.models.people import User
from secrel.core.webhooks.addresses import LONGEST
from secrel.core.webhooks.events import choices_by_subject, sources
from secrel.core.webhooks.models import Webhook


def _about_events() -> SafeString:
    address = f"{reverse('api-page')}#webhooks"
    said = "You get those that you may read, and no others."
    return format_html('{} <a href="{}">Who may read each</a>', said, address)


class EventBoxes(forms.CheckboxSelectMultiple):
    template_name = "account/event_boxes.html"


class WebhookForm(forms.Form):
    name = OneLineInput(
        label="What receives them", max_length=80, help_text="For example: release plan of our team."
    )
    address = forms.CharField(
        label="Address",
        max_length=LONGEST,
        help_text="Begins with https:// and leads to a host on the internet. Redirects are not followed.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    events = forms.MultipleChoiceField(
        label="Events",
        widget=EventBoxes,
        help_text=lazy(_about_events, str)(),
    )
    release = forms.ChoiceField(
        label="Of which release",
        required=False,
        help_text="Events that are about no release are then not sent.",
    )

    def __init__(self, *args: Any, user: User, webhook: Webhook | None = None, **options: Any) -> None:
        if webhook:
            kept = {
                name: getattr(webhook, name) for name in ("name", "address", "events", "release", "token")
            }
            options["initial"] = kept
        super().__init__(*args, **options)
        self.fields["events"].choices = choices_by_subject()
        names = dict(sources().releases(user))
        if webhook and webhook.release:
            names.setdefault(webhook.release, webhook.release)
        self.fields["release"].choices = [("", "All releases"), *names.items()]
        if webhook:
            self.fields["token"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
