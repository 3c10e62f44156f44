"""Path and decider as texts state them, alone and beside those of the register."""

import pytest

from tests.governance.versions.checked import checked, document

SELF, LED = "self_governance", "authority_led"


def wrong(text: str, path: str = "", decider: str = "") -> bool:
    data = document()
    data["content"]["timeline_notes"] = [text]
    found = [
        one for one in checked(data, paths={"MP201": (path, decider)}) if one.rule == "path-against-decider"
    ]
    assert all(one.certainty == "judged by words" for one in found)
    return bool(found)


@pytest.mark.parametrize(
    ("text", "path", "decider"),
    [
        ("MP201 is Self-Governance and decided by the Authority.", "", ""),
        ("MP201 is Authority-Led, and the Change Board decides on it.", "", ""),
        ("The Authority approved MP201 on 3 May.", SELF, ""),
        ("The final decision on MP201 is one of the Change Board.", LED, ""),
        ("MP201 is a Self-Governance modification.", "", "authority"),
        ("MP201 follows the Authority-Determined path.", "", "change-board"),
        ("MP201 was Authority-Led.", "", "panel"),
    ],
)
def test_path_and_decider_that_do_not_fit_are_found_wherever_they_stand(text, path, decider):
    assert wrong(text, path, decider)


@pytest.mark.parametrize(
    ("text", "path", "decider"),
    [
        ("MP201 is Self-Governance and decided by the Change Board.", SELF, "change-board"),
        ("MP201 is Authority-Led, and the Authority decides on it.", LED, "authority"),
        ("MP201 is a Self-Governance modification.", "", "change-board"),
        ("MP201 is a Self-Governance modification.", "", ""),
        ("The Change Board recommended MP201 to the Authority.", LED, "authority"),
        ("MP201 changes the Self-Governance process.", "", "authority"),
        ("MP201 is about the Self-Governance procedures.", "", "authority"),
        ("MP201 applies under Self-Governance arrangements.", "", "authority"),
    ],
)
def test_path_and_decider_that_fit_are_not_found(text, path, decider):
    assert not wrong(text, path, decider)


@pytest.mark.parametrize("decider", ["change-board", "panel"])
@pytest.mark.parametrize("path", ["authority_led", "authority_determined"])
def test_nobody_but_the_authority_decides_on_its_paths(path, decider):
    [finding] = checked(paths={"MP201": (path, decider)})
    assert (finding.rule, finding.severity, finding.certainty) == ("path-against-decider", "error", "certain")


def test_the_authority_does_not_decide_on_fast_track():
    [finding] = checked(paths={"MP201": ("fast_track", "authority")})
    assert finding.message == "MP201 is on the path fast track, and authority decided on it."
