"""The part of `make bench` about hostile texts: 4,000 capitals in a field against ordinary words of the same length."""

import statistics
import time

from django.test import Client
from lxml import html

LENGTH = 4_000
PATH = "/releases/november-2021"
SHOWN = ("/", "/checks/", "/edit/testing/", "/edit/glossary/", "/preview/testing/")
"""Pages that show the release, or what was made of its text."""
TARGET = 1.2
ROUNDS = 15
WORDS = (
    "The DCC tests each change with the users of the service before it goes live, and reports what it finds. "
)
TEXTS = {
    "capitals and an underscore": "A" * (LENGTH - 1) + "_",
    "capitals": "A" * LENGTH,
    "ordinary words": (WORDS * (LENGTH // len(WORDS) + 1))[:LENGTH].replace(" ", "  ", 1).strip(),
}


def bench_input(analyst: Client) -> None:
    """Saving and showing, in turn; each ratio is the median of those of the rounds."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in TEXTS}
    for round_ in range(ROUNDS + 1):
        for name, text in TEXTS.items():
            taken = _saved(analyst, f"{round_:02d} {text[3:]}"), _shown(analyst)
            if round_:  # the first warms up
                times[name].append(taken)
    *hostile, ordinary = TEXTS
    for name in hostile:
        for what, place in (("Saving", 0), ("Showing", 1)):
            ours = statistics.median(taken[place] for taken in times[name])
            theirs = statistics.median(taken[place] for taken in times[ordinary])
            ratio = statistics.median(
                one[place] / other[place] for one, other in zip(times[name], times[ordinary], strict=True)
            )
            print(
                f"{f'{what} 4,000 {name}':<44} {ours * 1000:8.1f} ms   {ordinary:<34} {theirs * 1000:8.1f} ms   "
                f"× {ratio:.2f} (target: at most {TARGET})",
                flush=True,
            )


def _saved(client: Client, text: str) -> float:
    form = html.document_fromstring(client.get(f"{PATH}/edit/testing/").content.decode())
    sent = dict(
        form.xpath("//main//form[.//textarea]")[0].form_values()
    )  # with what was stored when it was opened
    began = time.perf_counter()
    answer = client.post(f"{PATH}/edit/testing/", sent | {"dcc_approach": text, "reason": "Measured"})
    took = time.perf_counter() - began
    assert answer.status_code == 303, answer.status_code
    return took


def _shown(client: Client) -> float:
    began = time.perf_counter()
    for page in SHOWN:
        assert client.get(f"{PATH}{page}").status_code in (200, 204), page
    return time.perf_counter() - began
