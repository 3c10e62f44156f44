"""The stylesheet's colours, light and dark: readable by WCAG's contrast ratio, tones at 7:1 on their own ground."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parent.parent / "static/css/app.css").read_text()
TOKENS = {
    name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS)
}
MODES = {"light": 0, "dark": 1}
TONES = ("grey", "blue", "violet", "teal", "amber", "green", "red")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, mode: str) -> float:
    bright, dim = sorted((luminance(TOKENS[name][MODES[mode]]) for name in (one, other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["surface", "canvas", "sunken", "hover", "selected"])
@pytest.mark.parametrize("ink", ["text", "text-2", "text-3", "accent"])
def test_text_is_readable_on_every_ground(ink, ground, mode):
    assert contrast(ink, ground, mode) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tone", TONES)
def test_tone_is_readable_on_its_own_ground(tone, mode):
    assert contrast(f"{tone}-fg", f"{tone}-bg", mode) >= 7


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("on-accent", "accent", 4.5),
        ("line-strong", "surface", 3),
        ("focus", "surface", 3),
        ("focus", "canvas", 3),
        ("text", "ins-mark", 4.5),
        ("text", "del-mark", 4.5),
    ],
)
def test_marks_and_edges_are_seen(one, other, least, mode):
    assert contrast(one, other, mode) >= least
