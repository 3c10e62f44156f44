"""Every address with every odd value, by the public, an analyst, the Chair and the DCC: no fault of ours."""

import pytest

from tests.odd_input.addresses import ODD, odd_paths, odd_query, of_others, reading

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["anonymous", "analyst", "chair", "delivery"])
def test_no_address_fails_whatever_stands_in_it(examples, as_role, role):
    client, faults = as_role(role), set()
    client.raise_request_exception = False
    for path in [*reading().values(), *of_others()]:
        for odd in ODD:
            for address in (odd_query(path, odd), *odd_paths(path, odd)):
                answer = client.get(address)
                if answer.status_code >= 500:
                    faults.add((path, odd, answer.status_code))
    assert faults == set()


def test_no_page_of_the_administration_fails(examples, as_role):
    client, faults = as_role("administrator"), set()
    client.raise_request_exception = False
    for path in of_others():
        for odd in ODD:
            for address in (odd_query(path, odd), *odd_paths(path, odd)):
                if client.get(address).status_code >= 500:
                    faults.add((path, odd))
    assert faults == set()
