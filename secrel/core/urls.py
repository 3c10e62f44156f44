"""Accounts: invitations, registrations and only those pages of allauth that sign-in needs."""

from allauth.account import views
from django.urls import include, path, re_path

from secrel.core.api.tokens import views as token_views
from secrel.core.people import power_views, role_views
from secrel.core.people import views as people
from secrel.core.people.services import views as services
from secrel.core.people.sign_in import factor_views
from secrel.core.people.sign_in.sessions import clearing

RULE = r"(?P<kind>power|voting-rule)/(?P<number>[0-9]{1,9})"
RECEIPT = r"(?P<receipt>R-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})"
SERVICE = r"^services/(?P<receipt>S-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/"

urlpatterns = [
    path("tokens/", token_views.api_tokens, name="api-tokens"),
    re_path("^tokens/(?P<digest>[0-9a-f]{64})/revoke/$", token_views.revoke, name="api-token-revoke"),
    path("webhooks/", include("secrel.core.webhooks.urls")),
    path("services/", services.service_accounts, name="service-accounts"),
    re_path(f"{SERVICE}$", services.service_account, name="service-account"),
    re_path(f"{SERVICE}confirm/$", services.confirm, name="service-account-confirm"),
    re_path(f"{SERVICE}refuse/$", services.refuse, name="service-account-refuse"),
    re_path(f"{SERVICE}contact/$", services.hand_over, name="service-account-contact"),
    re_path(f"{SERVICE}end/$", services.end, name="service-account-end"),
    re_path(f"{SERVICE}tokens/$", services.make_token, name="service-account-token"),
    re_path(
        f"{SERVICE}tokens/(?P<digest>[0-9a-f]{{64}})/revoke/$", services.revoke, name="service-token-revoke"
    ),
    path("invite/", people.invitation, name="invite"),
    path("roles/", role_views.roles_to_confirm, name="roles"),
    path("roles/<int:number>/confirm/", role_views.confirm, name="role-confirm"),
    path("roles/<int:number>/refuse/", role_views.refuse, name="role-refuse"),
    path("powers/", power_views.powers_to_confirm, name="powers-to-confirm"),
    re_path(rf"^powers/{RULE}/confirm/$", power_views.confirm, name="power-confirm"),
    re_path(rf"^powers/{RULE}/refuse/$", power_views.refuse, name="power-refuse"),
    path("factors/", factor_views.waiting_factors, name="factors"),
    path("factors/<int:number>/confirm/", factor_views.confirm, name="factor-confirm"),
    path("factors/<int:number>/refuse/", factor_views.refuse, name="factor-refuse"),
    path("help/", factor_views.help_with_sign_in, name="help-with-sign-in"),
    path("registrations/", people.registrations, name="registrations"),
    re_path(rf"^registrations/{RECEIPT}/$", people.registration, name="registration"),
    re_path(rf"^registrations/{RECEIPT}/confirm/$", people.confirm, name="registration-confirm"),
    re_path(rf"^registrations/{RECEIPT}/refuse/$", people.refuse, name="registration-refuse"),
    path("login/", views.login, name="account_login"),
    path("logout/", clearing(views.logout), name="account_logout"),
    path("sessions/", include("allauth.usersessions.urls")),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("confirm-email/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("", include("secrel.core.editing.drafts.urls")),
]
