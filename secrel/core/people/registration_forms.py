"""Forms to register for a Party, to confirm a registration and to invite a person."""

from datetime import date
from typing import Any

from allauth.account.forms import SignupForm
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.changes.permissions import ROLES, Role
from secrel.core.dates.clock import today
from secrel.core.editing.form_fields import DayInput, OneLineInput
from secrel.core.editing.forms import TokenForm
from secrel.core.models.people import Body, User
from secrel.core.models.registrations import PartyCategory
from secrel.core.people.registrations import PARTIES, register_party
from secrel.core.values.texts import unstorable


class RegistrationForm(SignupForm):
    """The sign-up of a Party user; allauth sends the email to confirm the address."""

    name = OneLineInput(label="Your name", max_length=120)
    organisation = OneLineInput(label="Organisation", max_length=120)
    category = forms.ChoiceField(
        label="Party category",
        choices=[("", "Choose"), *PartyCategory.choices],
        help_text="As in the Code. SECAS confirms it.",
    )
    field_order = ("name", "organisation", "category", "email", "password1")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = "Work email address"
        self.fields[
            "email"
        ].help_text = "At the organisation that you entered. We will send you a link to confirm it."

    def clean_email(self) -> str:
        email = super().clean_email()
        if len(email) > 254:
            raise forms.ValidationError("An email address has at most 254 characters. Check it.")
        host = email.rpartition("@")[2]
        if host in settings.NOT_WORK_ADDRESSES:
            raise forms.ValidationError(
                f"Anybody can get an address at {host}. Register with your address at your organisation."
            )
        return email

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        for name, character in list(unstorable(entered)):
            self.add_error(
                name, f"This holds the control character {character!a}, which cannot be kept. Take it out."
            )
        return entered

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """If the address was registered at the same moment, answer as for any address with an account."""
        try:
            return super().try_save(request)
        except RuleBroken as broken:
            if broken.field != "email":
                raise
            return None, prevent_enumeration(request, email=self.cleaned_data["email"])

    def save(self, request: HttpRequest) -> User:
        entered = {name: self.cleaned_data[name] for name in ("email", "name", "organisation", "category")}
        return register_party(by=SYSTEM, password=self.cleaned_data["password1"], on=today(), **entered)


class ConfirmRegistrationForm(TokenForm):
    category = forms.ChoiceField(label="Party category", choices=PartyCategory.choices)


class InvitationForm(forms.Form):
    """A new account with a role in a body."""

    name = OneLineInput(max_length=120)
    email = forms.EmailField(label="Email address", max_length=254)
    role = forms.ChoiceField(
        choices=[(f"{one.body}:{one.role}", one.role) for one in ROLES if one.body != PARTIES]
    )
    from_on = DayInput(label="From", required=False, help_text="Empty: from today.")
    until_on = DayInput(label="Until", required=False, help_text="Empty: until further notice.")

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on
        names = dict(Body.objects.values_list("key", "short_name"))
        self.fields["role"].choices = [
            ("", "Choose"),
            *(
                (f"{one.body}:{one.role}", f"{names.get(one.body, one.body)}, {Role(one.role).label}")
                for one in ROLES
                if one.body != PARTIES
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """Split body and role as the operation takes them, and add the first day."""
        entered = super().clean()
        body, _, role = entered.get("role", "").partition(":")
        found = Body.objects.filter(key=body).first()
        if body and found is None:
            self.add_error("role", "That body is not there yet. Run bootstrap first.")
        return entered | {"body": found, "role": role, "from_on": entered.get("from_on") or self.on}
