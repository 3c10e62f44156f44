"""Accounts, sign-in, tokens, service accounts and webhooks."""

from tests.support.addresses.answers import ADMIN, ALL, IN, LOGIN, POST, SECAS, WEBHOOK_ACTS, Z

ROWS = {
    "account": ("/accounts/", IN),
    "api-tokens": ("/accounts/tokens/", IN),
    "api-token-revoke": (f"/accounts/tokens/{'0' * 64}/revoke/", POST),
    "webhooks": ("/accounts/webhooks/", IN),
    "webhook": ("/accounts/webhooks/1/", (LOGIN, *(404,) * 6)),  # tests/core/webhooks has one
    **{f"webhook-{act}": (f"/accounts/webhooks/1/{act}/", POST) for act in WEBHOOK_ACTS},
    "webhook-again": ("/accounts/webhooks/1/events/1/again/", POST),
    "service-accounts": ("/accounts/services/", IN),
    "service-account": (f"{Z}/", (LOGIN, *(404,) * 6)),  # tests/core/people/test_services.py has one
    "service-account-confirm": (f"{Z}/confirm/", POST),
    "service-account-refuse": (f"{Z}/refuse/", POST),
    "service-account-contact": (f"{Z}/contact/", POST),
    "service-account-end": (f"{Z}/end/", POST),
    "service-account-token": (f"{Z}/tokens/", POST),
    "service-token-revoke": (f"{Z}/tokens/{'0' * 64}/revoke/", POST),
    "invite": ("/accounts/invite/", ADMIN),
    "sign-in-state": ("/accounts/signed-in/", ALL),
    "signed-in-again": ("/accounts/signed-in-again/", IN),
    "unsaved-list": ("/accounts/unsaved/", IN),
    "unsaved-input": ("/accounts/unsaved/nobodys/", (LOGIN, *(404,) * 6)),  # tests/core/drafts has one
    "unsaved-discard": ("/accounts/unsaved/nobodys/discard/", POST),
    "roles": ("/accounts/roles/", ADMIN),
    "role-confirm": ("/accounts/roles/1/confirm/", POST),
    "role-refuse": ("/accounts/roles/1/refuse/", POST),
    "powers-to-confirm": ("/accounts/powers/", ADMIN),
    "power-confirm": ("/accounts/powers/power/1/confirm/", POST),
    "power-refuse": ("/accounts/powers/voting-rule/1/refuse/", POST),
    "factors": ("/accounts/factors/", ADMIN),
    "factor-confirm": ("/accounts/factors/1/confirm/", POST),
    "factor-refuse": ("/accounts/factors/1/refuse/", POST),
    "help-with-sign-in": ("/accounts/help/", ADMIN),
    "registrations": ("/accounts/registrations/", SECAS),
    "registration": (
        "/accounts/registrations/R-2021-AAAA-BBBB/",
        (LOGIN, 404, *(403,) * 5),
    ),  # test_registrations has one
    "registration-confirm": ("/accounts/registrations/R-2021-AAAA-BBBB/confirm/", POST),
    "registration-refuse": ("/accounts/registrations/R-2021-AAAA-BBBB/refuse/", POST),
    "account_email_verification_sent": ("/accounts/confirm-email/", ALL),
    "account_confirm_email": ("/accounts/confirm-email/x/", ALL),
    "account_login": ("/accounts/login/", (200, *(302,) * 6)),
    "account_logout": ("/accounts/logout/", (302, *(200,) * 6)),
    "usersessions_list": ("/accounts/sessions/", IN),
    "account_inactive": ("/accounts/inactive/", ALL),
    "account_signup": ("/accounts/signup/", (200, *(302,) * 6)),
    "account_reauthenticate": ("/accounts/reauthenticate/", (302, *(403,) * 6)),  # nothing to ask them for
    "account_change_password": (
        "/accounts/password/change/",
        (302,) * 7,
    ),  # the test's users have none to change
    "account_set_password": ("/accounts/password/set/", IN),
    "account_reset_password": ("/accounts/password/reset/", ALL),
    "account_reset_password_done": ("/accounts/password/reset/done/", ALL),
    "account_reset_password_from_key": ("/accounts/password/reset/key/1-x/", ALL),
    "account_reset_password_from_key_done": ("/accounts/password/reset/key/done/", ALL),
}
