"""Every address with every odd value, by the public, an analyst, the Chair and the DCC: no fault of ours."""

import pytest

from tests.odd_input.addresses import ODD, odd_paths, odd_query, of_others, reading

pytestmark = pytest.mark.django_db


ROLES = ("anonymous", "analyst", "chair", "delivery", "administrator")


def faults(client, paths, values) -> set[tuple[str, str]]:
    """Addresses with an odd value that were answered as a fault of ours."""
    client.raise_request_exception = False
    return {
        (path, odd)
        for path in paths
        for odd in values
        for address in (odd_query(path, odd), *odd_paths(path, odd))
        if client.get(address).status_code >= 500
    }


@pytest.mark.parametrize("role", ROLES)
def test_no_address_fails_whatever_stands_in_it(examples, as_role, role):
    """NUL by every role; of the other values each role has its share, so that all are tried."""
    values = {"%00", *ODD[ROLES.index(role) :: len(ROLES)]}
    paths = list(reading().values())
    if role == "administrator":
        paths += of_others()
    assert faults(as_role(role), paths, sorted(values)) == set()
