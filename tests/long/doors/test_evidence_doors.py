"""Evidence at every address, for every role: nobody can read what they may not."""

import pytest

from tests.governance.acceptance.security_evidence import marks
from tests.governance.acceptance.test_evidence_readers import (
    EVERYBODY,
    READERS,
    made_for_everybody,
    says,
    text_of,
)
from tests.support.addresses import TABLE
from tests.support.rids import composed

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(examples, people, day):
    return made_for_everybody(examples, people, day)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_no_address_tells_of_evidence_that_is_closed(made, as_role, role):
    hidden = {name: marks(name, piece) for name, piece in made.pieces.items() if role not in READERS[name]}
    client = as_role(role)
    for path, _ in TABLE.values():
        paths = {path.format(receipt=piece.receipt) for piece in made.pieces.values()}
        for door in sorted(paths):
            page = text_of(client.get(door)).replace(door, "")
            for name, words in hidden.items():
                assert not [word for word in words if says(page, word)], (role, door, name)


def test_no_document_holds_evidence(made):
    content = str(composed(made.release))
    for name, piece in made.pieces.items():
        assert not [word for word in marks(name, piece) if says(content, word)], name
