"""The form behind a one-time link that sets a password."""

from allauth.account.forms import ResetPasswordKeyForm, UserTokenForm
from django.db import transaction

from secrel.core.changes.errors import RuleBroken
from secrel.core.models.people import User


class PasswordByLinkForm(ResetPasswordKeyForm):
    """Of several requests with one link at the same moment, only the first one succeeds."""

    def save(self) -> None:
        with transaction.atomic():
            user = User.objects.select_for_update(no_key=True).get(pk=self.user.pk)
            if not UserTokenForm.token_generator.check_token(user, self.temp_key):
                raise RuleBroken(
                    "This link has just been used. If that was not you, ask for another one under “Forgot your "
                    "password?”."
                )
            super().save()
