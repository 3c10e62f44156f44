"""Forms for second factor codes, throttled as passwords are: by network address and account."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError

from secrel.core.people.access import begin, wrong_code
from secrel.core.people.sign_in import throttle


class _Throttled:
    """Throttles the form of allauth that checks a code."""

    def clean_code(self) -> str:
        """Refuse all codes after a hundred wrong ones, until a new password is set by email."""
        of_account = throttle.CODES_OF_ACCOUNT
        if throttle.counted(of_account, self.user.pk) >= of_account.free:
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
