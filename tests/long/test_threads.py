"""Real transactions in real threads: no lost write, no double decision, no broken chain, no deadlock left."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from django.db import connection

from governance.documents.verify import verify
from governance.models import RidVersion
from governance.operations.flags import sweep_cut_offs
from governance.operations.versions import baseline_version, issue_draft, present_version
from releases.models import Release, ScopeItem, Section
from releases.operations.scope import change_scope_item
from releases.queries import section_token
from secrel.core.errors import RuleBroken
from secrel.core.models import AuditEntry, User
from secrel.core.record import broken_links
from tests.governance.test_versions import rendered

ON = date(2021, 10, 15)


def at_once(count, act):
    """Results of `count` calls in as many threads; a refused one gives its sentence."""

    def call(number):
        try:
            return act(number)
        except RuleBroken as refused:
            return refused.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(call, range(count)))


def person(email):
    return User.objects.get(email=email)


def reword(item, number, token=None):
    """One edit by the example analyst, in words of its own."""
    change_scope_item(
        by=person("analyst@secas.example"),
        item=item,
        token=token,
        description=f"wording {number}.",
        cut_off_on=item.cut_off_on,
        on=ON,
    )
    return "saved"


def test_edits_of_many_at_once_are_all_in_the_record(committed_db):
    keys = list(ScopeItem.objects.filter(release__slug="november-2021").values_list("pk", flat=True))
    before = AuditEntry.objects.count()

    def edit(number):
        item = ScopeItem.objects.select_related("release").get(pk=keys[number % len(keys)])
        return reword(item, number)

    assert at_once(24, edit) == ["saved"] * 24
    assert AuditEntry.objects.count() == before + 24
    assert list(broken_links()) == []


def test_of_many_with_one_token_one_saves(committed_db):
    token = section_token(Release.objects.get(slug="november-2021"), Section.Key.SCOPE)
    item = ScopeItem.objects.select_related("release").get(part__modification__reference="MP149")

    def edit(number):
        return reword(item, number, token)

    answers = at_once(12, edit)
    assert answers.count("saved") == 1
    assert all(answer == "saved" or "was changed by somebody else" in answer for answer in answers)


def test_of_many_drafts_at_once_each_has_its_own_number(committed_db):
    release = Release.objects.get(slug="november-2021")
    item = ScopeItem.objects.select_related("release").get(part__modification__reference="MP149")
    analyst = person("analyst@secas.example")
    change_scope_item(by=analyst, item=item, token=None, description="other.", cut_off_on=None, on=ON)

    def draft(number):
        return issue_draft(by=analyst, release=release, changes=f"Draft {number}.", on=ON).number

    answers = at_once(8, draft)
    assert answers.count("0.2") == 1
    assert all(answer == "0.2" or "Nothing has changed since 0.2" in answer for answer in answers)


def test_two_chairs_at_once_make_one_decision(committed_db):
    analyst, chair = person("analyst@secas.example"), person("chair@panel.example")
    draft = RidVersion.objects.get(release__slug="november-2021")
    version = rendered(present_version(by=analyst, version=draft, meeting_on=ON, token=None, on=ON))

    def decide(number):
        return baseline_version(
            by=chair, version=version, content_digest=version.snapshot.content_id, token=version.token, on=ON
        ).number

    answers = at_once(8, decide)
    assert answers.count("1.0") == 1
    assert RidVersion.objects.filter(state="baselined", release__slug="november-2021").count() == 1
    assert list(broken_links()) == []


def test_the_daily_sweep_and_edits_of_what_it_flags_do_not_wait_in_a_circle(committed_db):
    item = ScopeItem.objects.select_related("release").get(part__modification__reference="MP149")

    def act(number):
        if number % 2:
            return sweep_cut_offs(on=date(2021, 10, 14 + number))
        return reword(item, number)

    answers = at_once(12, act)
    assert answers.count("saved") == 6
    assert all(answer == "saved" or "raised" in answer for answer in answers)
    assert list(broken_links()) == []


def test_a_change_in_the_middle_of_verifying_is_no_finding(committed_db):
    item = ScopeItem.objects.select_related("release").get(part__modification__reference="MP149")
    checks = verify()
    assert [next(checks), next(checks)] == [("Record", []), ("Contents", [])]  # the record has been heard
    [answer] = at_once(1, lambda number: reword(item, number))
    [draft] = at_once(
        1,
        lambda number: (
            issue_draft(
                by=person("analyst@secas.example"), release=item.release, changes="Meanwhile.", on=ON
            ).number
        ),
    )
    assert (answer, draft) == ("saved", "0.2")
    assert [found for _, found in checks if found] == []
