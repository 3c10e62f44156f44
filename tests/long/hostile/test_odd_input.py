"""Every address with every odd value, from the public and each kind of user: never an error of ours."""

import pytest

from tests.odd_input.addresses import ODD, odd_paths, odd_query, of_others, parts, reading

pytestmark = pytest.mark.django_db
ROLES = ("anonymous", "analyst", "chair", "delivery", "ssc", "administrator")
EVERYWHERE = ("%00", "%ed%a0%80", "99999999999999999999", "..")


def faults(client, addresses) -> list[str]:
    """The requests answered with an error of ours."""
    client.raise_request_exception = False
    return [address for address in addresses if client.get(address).status_code >= 500]


@pytest.mark.parametrize("role", ROLES)
def test_no_address_fails_for_any_query(examples, as_role, role):
    """Three times, each name with another value each time, and each role begins with another."""
    shifts = [ROLES.index(role) + turn * len(ODD) // 3 for turn in range(3)]
    paths = [*reading().values(), *(of_others() if role == "administrator" else ())]
    assert faults(as_role(role), (odd_query(path, ODD, shift) for path in paths for shift in shifts)) == []


def test_no_address_fails_for_any_path(examples, as_role):
    """Every value in the place of each part; some of them behind a part and behind the whole too."""
    addresses = set()
    for path in reading().values():
        words = path.split("/")
        for place in parts(path):
            addresses |= {"/".join([*words[:place], odd, *words[place + 1 :]]) for odd in ODD}
        addresses |= {address for odd in EVERYWHERE for address in odd_paths(path, odd)}
    assert faults(as_role("analyst"), sorted(addresses)) == []
