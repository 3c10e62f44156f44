"""The days by which Test Participants declare: of the step's row, by the rule, and as published."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from governance.regression.models import Kind
from governance.regression.queries.due_days import DueDay, due_days
from releases.models.timeline import TimelineRow
from releases.operations.timeline import PlannedRow, set_timeline
from releases.steps import steps_of
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from tests.governance.regression.declaring import (
    PLANS_DUE,
    RESULTS_DUE,
    published_as_it_is,
    release_with_days,
    with_days,
)
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def days_of(release) -> tuple[DueDay, DueDay]:
    days = due_days([release])[release.pk]
    return days.of(Kind.PLAN), days.of(Kind.RESULTS)


def of_rows(*rows: tuple[str, str]) -> tuple[date | None, date | None]:
    release = ReleaseFactory()
    planned = [PlannedRow(event, planned=PartialDate.parse(when)) for event, when in rows]
    set_timeline(by=SYSTEM, release=release, rows=planned, token=AS_STORED)
    plan, results = days_of(release)
    return plan.on, results.on


@pytest.mark.parametrize(
    ("event", "steps"),
    [
        ("Test Participants tell the DCC their regression testing plans", ["regression_plans"]),
        ("Test Participants inform DCC of their regression testing plans", ["regression_plans"]),
        ("Test Participants provide their regression testing results to the DCC", ["regression_results"]),
        ("Plans and results of regression testing are due", ["regression_plans", "regression_results"]),
        ("The regression results", ["regression_results"]),
        ("The DCC sends the template for regression testing plans", []),
        ("SEC Panel reads the results of regression testing", []),
        ("Regression testing begins", []),
        ("Results of testing\nRegression", []),
    ],
)
def test_the_steps_are_recognised_in_the_words_of_rows(event, steps):
    assert [step for step in steps_of(event) if step.startswith("regression")] == steps


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ([("Regression plans are due", "2022-01-10")], (date(2022, 1, 10), None)),
        ([("Regression plans are due", "2022-01 early")], (date(2022, 1, 10), None)),
        ([("Regression results are due", "2022-02")], (None, date(2022, 2, 28))),
        (
            [("UIT commences", "2021-08-16"), ("UIT window closes", "2021-09-24")],
            (date(2021, 8, 2), date(2021, 9, 17)),
        ),
        ([("Regression plans are due", ""), ("UIT begins", "2021-08-16")], (date(2021, 8, 2), None)),
        (
            [("Regression plans are due", "2021-07-30"), ("UIT begins", "2021-08-16")],
            (date(2021, 7, 30), None),
        ),
        ([("UIT commences", "2021-08"), ("SIT ends", "2021-06-24")], (None, None)),
        ([], (None, None)),
    ],
)
def test_the_day_is_that_of_the_row_and_without_one_by_the_rule(rows, days):
    assert of_rows(*rows) == days


def test_without_a_published_rid_the_present_timetable_counts():
    plan, results = days_of(release_with_days())
    assert plan == DueDay(PLANS_DUE, is_published=False, planned=PLANS_DUE)
    assert (results.on, results.moves_to) == (RESULTS_DUE, None)


def test_the_published_day_counts_until_the_new_one_is_published(examples, people):
    november = examples.november
    with_days(november, plans=PLANS_DUE, results=RESULTS_DUE)
    published_as_it_is(november, people)
    moved = date(2021, 10, 25)
    with_days(november, plans=moved, results=RESULTS_DUE)
    plan, results = days_of(november)
    assert plan == DueDay(PLANS_DUE, is_published=True, planned=moved)
    assert (plan.moves_to, results.moves_to) == (moved, None)
    assert due_days([november])[november.pk].categories == frozenset()  # it ticks nobody yet
    published_as_it_is(november, people)
    assert days_of(november)[0] == DueDay(moved, is_published=True, planned=moved)


def test_the_migration_gives_stored_rows_their_steps_and_goes_back(examples):
    migration = import_module("releases.migrations.0016_regression_steps")
    rows = TimelineRow.objects.filter(release__slug="june-2020", event__contains="regression")
    before = dict(TimelineRow.objects.values_list("pk", "steps"))
    assert sorted(steps for (steps,) in rows.values_list("steps")) == [
        ["regression_plans"],
        ["regression_results"],
    ]
    migration.take_out(apps, None)
    assert not TimelineRow.objects.filter(steps__overlap=["regression_plans", "regression_results"]).exists()
    migration.read(apps, None)
    migration.read(apps, None)
    assert dict(TimelineRow.objects.values_list("pk", "steps")) == before


def test_a_day_later_than_the_rule_says_what_the_rule_gives_and_when_uit_runs():
    release = ReleaseFactory()
    rows = [
        ("UIT commences", "2021-10-11"),
        ("Test Participants submit their regression testing plans", "2021-10-12"),
        ("UIT ends", "2021-11 late"),
    ]
    planned = [PlannedRow(event, planned=PartialDate.parse(when)) for event, when in rows]
    set_timeline(by=SYSTEM, release=release, rows=planned, token=AS_STORED)
    days = due_days([release])[release.pk]
    assert days.uit == "from 11 Oct 2021 to Late November 2021"
    assert (days.plan.on, days.plan.instead_of) == (date(2021, 10, 12), date(2021, 9, 27))
    assert days.results.instead_of is None
