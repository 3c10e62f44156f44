"""Acting on a flag with a reason, which its history records."""

from datetime import date

import pytest

from governance.watch.models import Act, Flag, FlagStep
from governance.watch.operations.acting import act_on_flag
from governance.watch.tasks import sweep_flags
from releases.queries import scope_item
from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.models.outbox import Notification
from tests.governance.watch.flagged import NOVEMBER, flag_of, flagged, flags

pytestmark = pytest.mark.django_db


def act(flag: Flag, by, what: str, **more) -> Flag:
    common = {"reason": "So agreed.", "token": flag.token, "on": date(2021, 10, 22)}
    return act_on_flag(by=by, flag=flag, act=what, **common | more)


def test_one_click_takes_out_what_missed_its_cut_off(examples, analyst):
    sweep_flags(on="2021-10-22")
    act(flagged(NOVEMBER.format("MP149")), analyst, Act.TAKE_OUT)
    item = scope_item("november-2021", "MP149").get()
    assert (item.status, item.events.last().ground) == ("out", "missed_cut_off")
    flag = flag_of(NOVEMBER.format("MP149"))
    assert (str(flag.cleared_on), flag.cleared_because) == (
        "2021-10-22",
        "MP149 has been taken out of scope.",
    )
    acted, cleared = flag.steps.all()[1:]
    assert (acted.what, acted.by, acted.reason) == ("take_out", analyst, "So agreed.")
    assert (cleared.what, cleared.reason) == ("cleared", "MP149 has been taken out of scope.")


def test_steps_are_confirmed_with_one_click(examples, analyst):
    sweep_flags(on="2021-10-22")
    act(flagged("modifications/MP149/edit/steps"), analyst, Act.CONFIRM)
    assert "modifications/MP149/edit/steps" not in flags()
    sweep_flags(on="2021-10-22")
    assert "modifications/MP149/edit/steps" not in flags()


def test_a_reminder_for_evidence_holds_the_analysts_reason(examples, people, analyst):
    sweep_flags(on="2021-10-22")
    act(
        flagged("releases/june-2020/evidence/testing/dcc"),
        analyst,
        Act.CHASE,
        reason="The TAG meets on Friday.",
    )
    reminder = Notification.objects.filter(user=people.delivery).latest("pk")
    assert reminder.subject == "A reminder from SECAS: June 2020: 6 testing criteria have no evidence"
    assert reminder.body.endswith("Message from The analyst: The TAG meets on Friday.")
    assert "releases/june-2020/evidence/testing/dcc" in flags()


def test_a_body_is_reminded_once_a_day_and_the_lists_show_it(examples, people, analyst, as_role):
    sweep_flags(on="2021-10-22")
    flag = act(flagged("releases/june-2020/evidence/testing/dcc"), analyst, Act.CHASE)
    count = Notification.objects.count()
    with pytest.raises(RuleBroken, match="A reminder was already sent to the DCC today"):
        act(flag, analyst, Act.CHASE)
    assert (Notification.objects.count(), flag.steps.filter(what="chase").count()) == (count, 1)
    assert "reminded <time" in as_role("analyst").get("/flags/").content.decode()
    assert "Reminded on 22 Oct 2021" in as_role("analyst").get("/").content.decode()
    act(Flag.objects.get(pk=flag.pk), analyst, Act.CHASE, on=date(2021, 10, 25))
    assert flag.steps.filter(what="chase").count() == 2


def test_a_dismissed_flag_is_reopened(examples, analyst):
    sweep_flags(on="2021-10-14")
    flag = act(flagged(NOVEMBER.format("MP149")), analyst, Act.SET_ASIDE)
    assert flag.acts == (Act.TAKE_UP,)
    flag = act(flag, analyst, Act.TAKE_UP)
    assert (flag.is_set_aside, flag.acts) == (False, (Act.SET_ASIDE,))


def test_a_dismissed_flag_comes_back_when_something_changes(examples, analyst):
    sweep_flags(on="2021-10-14")
    act(flagged(NOVEMBER.format("MP149")), analyst, Act.SET_ASIDE)
    assert flagged(NOVEMBER.format("MP149")).is_set_aside
    sweep_flags(on="2021-10-15")
    assert flagged(NOVEMBER.format("MP149")).is_set_aside
    sweep_flags(on="2021-10-22")
    assert not flagged(NOVEMBER.format("MP149")).is_set_aside


@pytest.mark.parametrize(
    ("what", "more", "refused", "sentence"),
    [
        (Act.CONFIRM, {}, RuleBroken, "This action is no longer available"),
        (Act.SET_ASIDE, {"reason": " "}, RuleBroken, "Give a reason"),
        (Act.SET_ASIDE, {"token": 9}, Stale, "was changed by somebody else"),
    ],
)
def test_an_unavailable_action_no_reason_or_a_stale_token_is_refused(
    examples, analyst, what, more, refused, sentence
):
    sweep_flags(on="2021-10-14")
    with pytest.raises(refused, match=sentence):
        act(flagged(NOVEMBER.format("MP149")), analyst, what, **more)
    assert FlagStep.objects.exclude(what="raised").count() == 0


def test_analyst_acts_on_a_flag_through_its_page(examples, as_role):
    client = as_role("analyst")
    assert "Nothing is late" in client.get("/flags/").content.decode()
    sweep_flags(on="2021-10-22")
    page = client.get("/flags/").content.decode()
    flag = flagged(NOVEMBER.format("MP149"))
    assert flag.get_absolute_url() in page
    assert (
        "Take it out of scope because it missed its cut-off"
        in client.get(flag.get_absolute_url()).content.decode()
    )
    assert ">Token<" not in client.get(flag.get_absolute_url()).content.decode()
    entered = {"act": "take_out", "reason": "", "token": flag.token}
    assert client.post(flag.get_absolute_url(), entered).status_code == 422
    assert client.post(flag.get_absolute_url(), entered | {"reason": "The CSC agreed."}).status_code == 303
    after = client.get(flag.get_absolute_url()).content.decode()
    assert ("The CSC agreed." in after, "<strong>Taken out of scope</strong>" in after) == (True, True)
    assert "MP149 has been taken out of scope." in client.get("/flags/?state=cleared").content.decode()
