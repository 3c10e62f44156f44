"""The second factor's codes: throttled as passwords are, never for the owner elsewhere."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError

from secrel.core.people.access import begin, wrong_code
from secrel.core.people.sign_in import throttle


class _Throttled:
    """Before the form of allauth that checks a code."""

    def clean_code(self) -> str:
        """A hundred wrong codes in a day are no owner's: they end where a new password is set by mail."""
        known = throttle.CODES_OF_ACCOUNT
        if throttle.counted(known, self.user.pk) >= known.free:
            raise ValidationError(
                "Somebody who knows your password has entered too many wrong codes. Set a new password with “Forgot "
                "your password?” on the sign-in page, and codes will work again. A passkey works at once.",
                code="too_many_codes",
            )
        attempt = begin(context.request, throttle.CODE, self.user.pk)
        try:
            code = super().clean_code()
        except ValidationError:
            wrong_code(self.user)
            raise
        attempt.succeeded()
        return code


class CodeForm(_Throttled, AuthenticateForm):
    pass


class CodeAgainForm(_Throttled, ReauthenticateForm):
    pass
