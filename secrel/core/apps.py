from allauth.account.signals import email_confirmed, user_logged_in
from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "secrel.core"
    label = "core"
    verbose_name = "Accounts, calendar and record"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from secrel import celery  # noqa: F401 - shared tasks bind to our application
        from secrel.core import second_factor, views

        email_confirmed.connect(views.address_confirmed)
        user_logged_in.connect(views.signed_in)
        authenticator_added.connect(second_factor.authenticator_added)
