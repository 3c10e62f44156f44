"""Forms of service accounts: ask for one, make a token, hand it over, end it."""

from datetime import date
from typing import Any

from django import forms

from secrel.core.api.models import Scope
from secrel.core.editing.form_fields import DayInput, OneLineInput
from secrel.core.editing.forms import ReasonForm, TokenForm
from secrel.core.models.people import User
from secrel.core.people.services.models import MAY, NAME_LENGTH
from secrel.core.people.services.queries import Team


class _Person(forms.ModelChoiceField):
    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(User.objects.none(), label=label, help_text=help_text, empty_label="Choose")

    def of(self, people: list[User]) -> None:
        self.queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("name")


class ServiceAccountForm(forms.Form):
    """A service account of one of the person's organisations; the field asks for which only where there are several."""

    body = forms.ChoiceField(label="Organisation")
    name = OneLineInput(
        label="What the program does", max_length=NAME_LENGTH, help_text="For example: Evidence pipeline."
    )
    contact = _Person(
        "Contact", "Whom SECAS asks about it. It opens nothing once they leave the organisation."
    )
    scopes = forms.MultipleChoiceField(
        label="It may",
        choices=[(scope, sentence) for scope, sentence in MAY.items() if scope != Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Every service account reads what people of the organisation may read. It never decides, and "
        "never releases what it hands in.",
    )

    def __init__(self, *args: Any, teams: list[Team], person: User, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.teams = {team.body.key: team for team in teams}
        self.fields["body"].choices = [(key, team.name) for key, team in self.teams.items()]
        people = {one.pk: one for team in teams for one in team.people(on)}
        self.fields["contact"].of(list(people.values()))
        self.fields["contact"].initial = person.pk
        if len(teams) == 1:
            self.fields["body"].initial = teams[0].body.key
            self.fields["body"].widget = forms.HiddenInput()
        if all(team.body.key == "parties" for team in teams):  # Parties hand in no evidence
            del self.fields["scopes"]

    def clean_scopes(self) -> list[str]:
        return [Scope.READ, *self.cleaned_data["scopes"]]

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if entered.get("body") in self.teams:
            entered["body"] = self.teams[entered["body"]].body
        entered.setdefault("scopes", [Scope.READ])
        return entered


class ServiceTokenForm(forms.Form):
    name = OneLineInput(
        label="What uses it", max_length=80, help_text="For example: build server, production."
    )
    expires_on = DayInput(label="Last day", help_text="At most a year from today.")


class HandOverForm(TokenForm):
    contact = _Person("New contact", "A person of the organisation. They are told.")

    def __init__(self, *args: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["contact"].of(people)


class EndForm(ReasonForm):
    """Why a service account ends, or is refused."""
