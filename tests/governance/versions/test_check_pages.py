"""What the checker finds, as SECAS sees it on pages and the command prints it; the rules, as anybody reads them."""

import io
import json
import re

import pytest
from django.core.management import call_command

from governance.documents.checks.findings import RULES
from governance.documents.checks.places import PAGE_BY_PATH, address_of
from releases.models.releases import Release
from releases.operations.scope import change_scope_item
from releases.queries import scope_item
from secrel.core.changes.operations import AS_STORED
from tests.support.factories import ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db


def checked(*arguments: str) -> tuple[int, str]:
    """Exit status and output of check_rid."""
    out, status = io.StringIO(), 0
    try:
        call_command("check_rid", *arguments, stdout=out)
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue()


def test_the_example_made_without_slips_has_no_finding(examples):
    assert checked("february-2021") == (0, "0 errors, 0 warnings, 0 notes\n")
    assert checked("february-2021", "--json") == (0, "[]\n")


def test_errors_give_exit_status_one_and_a_correction(examples, people, day):
    item = scope_item("november-2021", "MP149").get()
    change_scope_item(
        by=people.analyst,
        item=item,
        token=AS_STORED,
        description="throttle the Alerts of MP150.",
        cut_off_on=item.cut_off_on,
        on=day,
    )
    status, out = checked("november-2021", "--json")
    found = [row for row in json.loads(out) if row["rule"] == "names-other-modification"]
    assert found == [
        {
            "rule": "names-other-modification",
            "severity": "warning",
            "certainty": "judged by words",
            "section": "scope",
            "path": "/content/scope/targeted/0/summary",
            "address": "/releases/november-2021/edit/scope/",
            "said": "What is said of MP149 names MP150.",
            "mend": "Say it of the right one; where one depends on the other, link them.",
        }
    ]
    errors = [row for row in json.loads(out) if row["severity"] == "error"]
    assert status == (1 if errors else 0)


def test_the_page_shows_findings_with_links_to_correct_them(examples, as_role):
    page = as_role("analyst").get("/releases/june-2020/checks/").content.decode()
    assert "The row of MP088 has no tick, though it changes" in page
    assert 'href="/releases/june-2020/edit/participants/?finding=' in page
    assert 'href="/checks/#participant-row-empty"' in page
    assert "No problems found" in as_role("analyst").get("/releases/february-2021/checks/").content.decode()
    release = as_role("analyst").get("/releases/june-2020/").content.decode()
    assert "See the findings" in release


def test_each_finding_says_how_sure_it_is(examples, as_role):
    page = as_role("analyst").get("/releases/june-2020/checks/").content.decode()
    assert "Certain." not in page
    _, out = checked("june-2020")
    assert out.splitlines()[0].endswith("[participant-row-empty, certain]")


@pytest.mark.parametrize("page", sorted({page.path for page in PAGE_BY_PATH.values()}))
def test_each_place_of_a_document_is_mended_on_a_page(examples, as_role, page):
    address = address_of(
        next(path for path, held in PAGE_BY_PATH.items() if held.path == page), "november-2021"
    )
    assert address == f"/releases/november-2021/edit/{page}/"
    assert as_role("analyst").get(address).status_code == 200


def test_the_rules_are_documented_from_the_functions(client):
    page = client.get("/checks/").content.decode()
    assert all(f'id="{name}"' in page for name in RULES)
    assert "The stated total is the sum of the cells that count." in page
    assert "Error if certain; warning if judged by words</span>" in page
    assert "Warning; judged by words</span>" in page
    assert "Warning; likely</span>" in page


@pytest.mark.parametrize("items", [1, 3])
def test_checks_ask_the_same_queries_for_any_scope(as_role, django_assert_num_queries, items):
    client, release = as_role("analyst"), ReleaseFactory(slug="a-release")
    ScopeItemFactory.create_batch(items, release=release)
    with django_assert_num_queries(51):
        assert client.get("/releases/a-release/checks/").status_code == 200
    with django_assert_num_queries(9):  # as composed and checked before
        assert client.get("/releases/a-release/checks/").status_code == 200
    assert Release.objects.get(pk=release.pk).scope.count() == items


@pytest.mark.parametrize("left", [1, 3])
def test_modifications_that_left_the_scope_need_no_query_each(as_role, django_assert_num_queries, left):
    client, release = as_role("analyst"), ReleaseFactory(slug="a-release")
    ScopeItemFactory.create_batch(left, release=release)
    release.scope.update(status="out")
    with django_assert_num_queries(46):
        assert client.get("/releases/a-release/checks/").status_code == 200


def test_a_finding_leads_to_its_row_and_cell_for_those_who_may_read_it(examples, as_role):
    analyst = as_role("analyst")
    checks = analyst.get("/releases/november-2021/checks/").content.decode()
    link = re.search(r'href="(/releases/november-2021/edit/participants/\?finding=\w+)">Tick', checks)[1]
    page = analyst.get(link).content.decode()
    assert page.count("data-pointed") == 2
    assert re.search(r'name="([^"]+)"[^>]* autofocus', page)[1] == "SECMP0007.suppliers"
    assert "The row of SECMP0007 has no tick" in page
    assert "data-pointed" not in analyst.get(link[:-3] + "abc").content.decode()
    assert (
        "data-pointed"
        not in as_role("delivery").get(link.replace("participants", "timeline")).content.decode()
    )
