"""Forms that choose what to follow, by name, and how to be notified."""

import re
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from governance.meetings.queries.meetings import READERS, seen_by
from governance.versions.queries.found import releases_found_by
from governance.watch.due import CATEGORIES
from modifications.queries import find
from releases.models.releases import Release
from releases.queries import NEWEST_FIRST
from secrel.core.models.people import Body, User
from secrel.core.models.subscriptions import HOW_NAMES, NewsKind, Topic

SHORT_YEAR = re.compile(r"^([A-Za-z]+)\s+’?(\d\d)$")
"""The month and year of a release as people write it: "June 21"."""
OF_BODIES = (NewsKind.DECIDED, NewsKind.MEETING)
"""Kinds of news that only people who may see a body's meetings can follow."""


class HowForm(forms.Form):
    how = forms.ChoiceField(
        label="How to notify you", choices=list(HOW_NAMES.items()), widget=forms.Select({"class": "input"})
    )


class FollowForm(HowForm):
    """`value` is a release's slug or name, a modification's reference, a body, a category or a kind of news."""

    topic = forms.ChoiceField(
        label="Follow", choices=[choice for choice in Topic.choices if choice[0] != Topic.ROLE]
    )
    value = forms.CharField(
        label="Which",
        required=False,
        max_length=80,
        help_text="For example June 2021, MP153, Panel, Suppliers or a kind of news. Leave it empty only for all news.",
        widget=forms.TextInput({"list": "followable", "autocomplete": "off"}),
    )
    field_order = ("topic", "value", "how")

    def __init__(self, *args: Any, user: User | AnonymousUser, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def suggested(self) -> list[tuple[str, str]]:
        """Values to suggest, each with what it is: all except modifications, of which there are many."""
        releases = self._releases().exclude(life__in=("closed", "cancelled"))
        others = [
            (name, Topic(topic).label) for topic in self._suggested_topics() for name in self._names(topic)
        ]
        return [*((row.name, Topic.RELEASE.label) for row in releases), *others]

    def _suggested_topics(self) -> tuple[str, ...]:
        return (Topic.BODY, Topic.CATEGORY, Topic.KIND)

    def _releases(self) -> QuerySet[Release]:
        held = frozenset() if isinstance(self.user, AnonymousUser) else self.user.permissions()
        return releases_found_by(held, self.user)

    def _sees_meetings(self) -> bool:
        return bool(READERS & self.user.permissions())

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        topic, value = entered.get("topic"), (entered.get("value") or "").strip()
        if topic and not self.errors:
            found = getattr(self, f"_{topic}")(value)
            if found is None:
                self.add_error("value", self._unknown(topic, value))
            else:
                entered["value"], entered["label"] = found
        return entered

    def _unknown(self, topic: str, value: str) -> str:
        name, hint = Topic(topic).label.lower(), self._hint(topic)
        if not value:
            return f"Enter which {name}. {hint}"
        if topic == Topic.ALL:
            return "All news needs no name: leave this empty, or choose above what it is."
        others = [key for key, _ in self.fields["topic"].choices if key not in (topic, Topic.ALL)]
        if found := next((key for key in others if getattr(self, f"_{key}")(value)), None):
            return f"“{value}” is not a {name}. Choose “{Topic(found).label}” above."
        return f"There is no {name} “{value}” that you may follow. {hint}"

    def _hint(self, topic: str) -> str:
        """What can be entered for a topic."""
        if topic == Topic.MODIFICATION:
            return "Use its reference, such as MP153: the page Modifications lists them."
        names = self._names(topic)
        if topic == Topic.RELEASE:
            names = [row.name for row in self._releases().order_by(*NEWEST_FIRST)]
        return f"You may follow: {', '.join(names)}." if names else "Use the name shown on its page."

    def _names(self, topic: str) -> list[str]:
        """All values of a topic; empty for releases and modifications, which are many."""
        if topic == Topic.BODY:
            seen = seen_by(self.user)
            rows = Body.objects.all() if seen is None else Body.objects.filter(key__in=seen)
            return list(rows.values_list("short_name", flat=True))
        if topic == Topic.KIND:
            return [label for key, label in NewsKind.choices if key not in OF_BODIES or self._sees_meetings()]
        return list(CATEGORIES.values()) if topic == Topic.CATEGORY else []

    def _all(self, value: str) -> tuple[str, str] | None:
        return ("", "all news") if not value else None

    def _release(self, value: str) -> tuple[str, str] | None:
        value = SHORT_YEAR.sub(r"\1 20\2", value)
        named = Q(slug=value.lower()) | Q(name__istartswith=value or "\n")
        found = list(self._releases().filter(named)[:2])
        exact = [row for row in found if value.lower() in (row.slug, row.name.lower())]
        row = next(iter(exact or (found if len(found) == 1 else [])), None)
        return (row.slug, row.name) if row else None

    def _modification(self, value: str) -> tuple[str, str] | None:
        row = find(value) if value else None
        return (row.reference, str(row)[:160]) if row else None

    def _body(self, value: str) -> tuple[str, str] | None:
        """A body whose meetings this person may see."""
        seen = seen_by(self.user)
        rows = Body.objects.filter(short_name__iexact=value) | Body.objects.filter(key=value.lower())
        row = rows.first()
        if row is None or (seen is not None and row.key not in seen):
            return None
        return row.key, row.the

    def _category(self, value: str) -> tuple[str, str] | None:
        entered = value.casefold()
        return next(((k, label) for k, label in CATEGORIES.items() if entered in (k, label.casefold())), None)

    def _kind(self, value: str) -> tuple[str, str] | None:
        entered = value.casefold()
        for key, label in NewsKind.choices:
            if entered in (key, label.casefold()) and (key not in OF_BODIES or self._sees_meetings()):
                return key, label
        return None
