from allauth.account.signals import email_confirmed, user_logged_in
from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "secrel.core"
    label = "core"
    verbose_name = "Accounts, calendar and audit trail"

    def ready(self) -> None:
        from allauth.account.signals import (
            authentication_step_completed,
            password_changed,
            password_reset,
            password_set,
        )
        from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
        from django.contrib.auth.signals import user_logged_in as session_begun
        from django.contrib.auth.signals import user_logged_out

        from secrel import celery  # noqa: F401 - shared tasks bind to our application
        from secrel.core.changes.permissions import Permission
        from secrel.core.changes.record_readers import declare_kinds
        from secrel.core.editing.drafts.views import remind
        from secrel.core.people import factors, views
        from secrel.core.people.sign_in import events, sessions
        from secrel.core.web import converters

        converters.register()
        declare_kinds(
            Permission.READ_RECORD,
            users="Accounts and roles",
            registrations="Registrations of Parties",
            powers="Powers of bodies",
            bodies="Bodies and their rules",
            lead_times="Lead times of bodies",
            calendar="Calendar",
            files="Stored files",
            subscriptions="Emails to the public",
        )
        email_confirmed.connect(views.address_confirmed)
        user_logged_in.connect(views.signed_in)
        user_logged_in.connect(remind)
        session_begun.connect(sessions.begin)
        authentication_step_completed.connect(sessions.signed_in_again)
        user_logged_in.connect(events.signed_in)
        user_logged_out.connect(events.signed_out)
        authentication_step_completed.connect(events.step_completed)
        for signal in (password_set, password_changed, password_reset):
            signal.connect(events.password_changed)
        authenticator_added.connect(factors.added)
        authenticator_removed.connect(factors.removed)
        authenticator_reset.connect(factors.replaced)
