"""Regression testing of the February 2021 Example Release: one declares all in time, one late and not all, one leaves.

The organisations are invented, as the release is.
"""

from django.core.files.uploadedfile import SimpleUploadedFile

from governance.examples.accounts import DELIVERY, PARTY
from governance.examples.story import day, person
from governance.regression.models import Kind, Source, TestParticipant
from governance.regression.operations.declarations import declare_regression, record_regression
from governance.regression.operations.participants import (
    declare_taking_part,
    name_participant,
    withdraw_participant,
)
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED
from secrel.core.files.uploads import check_file
from secrel.core.models.registrations import PartyCategory

PLAN = (
    "We run our pack of 120 regression tests on SMETS1 and SMETS2 Devices: installation and commissioning, change of "
    "supplier, prepayment, readings and firmware. The pack runs in the first two weeks of UIT."
)
LATE_PLAN = "We test our readings and Alerts in the second week of UIT. We will send the list of tests later."
RESULTS = (
    "118 of our 120 tests passed. Two tests of prepayment failed at first; they passed on 5 January 2021, after we "
    "corrected our own adapter. We found no fault in the DCC’s systems."
)
TESTS = "test,devices,result\nInstallation and commissioning,SMETS2,passed\nPrepayment,SMETS2,passed on the second run\n"


def declare(release: Release) -> None:
    """Plans are due on 30 November 2020, results on 8 January 2021."""
    _in_time(release)
    _late(release)
    _leaves(release)


def _in_time(release: Release) -> None:
    """The example Supplier declares plan and results with its own account."""
    by = person(PARTY)
    facts = {"by": by, "token": AS_STORED}
    supplier = declare_taking_part(release=release, takes_part=True, on=day("2020-11-09"), **facts)
    declare_regression(participant=supplier, kind=Kind.PLAN, text=PLAN, on=day("2020-11-20"), **facts)
    file = check_file(SimpleUploadedFile("regression-tests.csv", TESTS.encode()))
    declare_regression(
        participant=supplier, kind=Kind.RESULTS, text=RESULTS, files=[file], on=day("2021-01-07"), **facts
    )


def _late(release: Release) -> None:
    """The DCC names a network operator; its plan comes by email, three days late, and its results never."""
    operator = _named(release, "Example Network Operator", PartyCategory.ELECTRICITY_NETWORKS)
    record_regression(
        by=person(DELIVERY),
        participant=operator,
        kind=Kind.PLAN,
        source=Source.EMAIL,
        given_on=day("2020-12-03"),
        text=LATE_PLAN,
        token=AS_STORED,
        on=day("2020-12-03"),
    )


def _leaves(release: Release) -> None:
    withdraw_participant(
        by=person(DELIVERY),
        participant=_named(release, "Example Other User", PartyCategory.OTHER_SEC_PARTIES),
        reason="It uses none of the Service Requests that change.",
        token=AS_STORED,
        on=day("2020-11-24"),
    )


def _named(release: Release, organisation: str, category: str) -> TestParticipant:
    return name_participant(
        by=person(DELIVERY),
        release=release,
        organisation=organisation,
        category=category,
        source=Source.EMAIL,
        on=day("2020-11-16"),
    )
