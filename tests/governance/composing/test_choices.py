"""Which version another one is compared with, if the reader does not say."""

import pytest

from governance.composing.comparing.choices import Choice, Comparable, chosen
from governance.documents.rid.kind import RID_KIND

DRAFT, PRESENTED, IN_FORCE = {}, {}, {"is_base": True}
VERSIONS = {
    "now": DRAFT,
    "2.1": PRESENTED,
    "2.0": IN_FORCE,
    "1.2": PRESENTED | {"became": "2.0"},
    "1.1": DRAFT,
    "1.0": IN_FORCE,
    "0.2": PRESENTED | {"became": "1.0"},
    "0.1": DRAFT,
}


def comparable(*left_out):
    rows = (Choice(key, key, "", dict, **facts) for key, facts in VERSIONS.items() if key not in left_out)
    return Comparable(RID_KIND, "s", "t", "w", "p", "a", "f", tuple(rows))


@pytest.mark.parametrize(
    ("newer", "before"),
    [
        ("now", "2.0"),
        ("2.1", "2.0"),
        ("2.0", "1.0"),  # not 1.2, which became it, and not a draft
        ("1.2", "1.0"),
        ("1.1", "1.0"),
        ("1.0", "0.1"),  # none was in force before it
        ("0.2", "0.1"),
    ],
)
def test_a_version_is_compared_with_the_last_in_force_before_it(newer, before):
    old, new = chosen(comparable(), "", newer)
    assert (old.key, new.key) == (before, newer)


def test_the_newest_is_compared_when_nothing_is_asked_for():
    panel = comparable("now", "1.1", "0.1")
    assert [row.key for row in panel.default()] == ["2.0", "2.1"]
    assert [row.key for row in comparable("now", "2.1", "2.0", "1.2", "1.1", "0.1").default()] == [
        "0.2",
        "1.0",
    ]
    assert comparable(*list(VERSIONS)[1:]).default() is None
