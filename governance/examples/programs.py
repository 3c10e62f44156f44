"""The example service account: the DCC's evidence pipeline, confirmed and without a token, so that no secret is shipped.

A person of the DCC makes a token on its page, which is shown once.
"""

from datetime import date

from governance.examples.accounts import ADMINISTRATOR, DELIVERY
from secrel.core.api.models import Scope
from secrel.core.models.people import Body, User
from secrel.core.people.services.asking import ask_for_service_account, confirm_service_account
from secrel.core.people.services.models import ServiceAccount

ASKED_ON, CONFIRMED_ON = date(2021, 9, 1), date(2021, 9, 2)
NAME = "Evidence pipeline (example)"


def load() -> None:
    """Make it, unless the DCC has had one, or one of the accounts that ask and confirm is gone."""
    dcc = Body.objects.get(key="dcc")
    people = {one.email: one for one in User.objects.filter(is_example=True)}
    if ServiceAccount.objects.filter(body=dcc).exists() or not {ADMINISTRATOR, DELIVERY} <= set(people):
        return
    asked = ask_for_service_account(
        by=people[DELIVERY],
        body=dcc,
        name=NAME,
        contact=people[DELIVERY],
        scopes=[Scope.EVIDENCE],
        on=ASKED_ON,
    )
    confirm_service_account(by=people[ADMINISTRATOR], account=asked, token=asked.token, on=CONFIRMED_ON)
