"""docs/limits.md has the limits of the code."""

import pytest
from django.conf import settings

from costs.sheets.cells import read_cost
from governance.acceptance.forms.acceptance import MOST_FILES
from governance.composing.operations.rendering import MAX_ATTEMPTS as ATTEMPTS_OF_PDF
from governance.consultations.views.answering import ANSWERS, LINKS
from secrel.core.api.lists.pagination import Pages
from secrel.core.dates.partial_date_text import LONGEST, read_partial_date
from secrel.core.editing.drafts import drafts
from secrel.core.editing.form_fields import DayInput
from secrel.core.editing.sheets.pasting import layout
from secrel.core.editing.sheets.pasting.reading import table, word
from secrel.core.editing.sheets.sheet import MOST_ROWS
from secrel.core.files import made_once, shown
from secrel.core.files.inspection import archives, images
from secrel.core.notifications import following, mails, tasks
from secrel.core.people.sign_in.throttle import HOUR, MAILS, PASSWORD, PLACE
from secrel.core.search import reading
from secrel.core.values.one_time_links import LINK_LIVES
from secrel.core.values.references import ModificationReference
from secrel.core.web import costly
from secrel.core.webhooks import delivering, sending
from secrel.core.webhooks.operations import owning, running
from secrel.servers.serving import BODY_SECONDS, HEADER_SECONDS, MOST_BYTES

MB = 1024 * 1024
NUMBER = {3: "three", 5: "five", 8: "eight", 10: "ten"}
LINES = [
    f"| One file | {settings.MAX_FILE_BYTES // MB} MB |",
    f"{settings.MAX_FILES_BYTES // MB} MB, {MOST_BYTES // MB} MB with its text",
    f"{NUMBER[MOST_FILES]} for evidence",
    f"{archives.MOST_UNPACKED // MB} MB in {archives.MOST_PARTS:,} parts",
    f"{images.MOST_PIXELS // 10**6} million pixels",
    f"first {shown.MOST_BYTES // 1024} KB, {shown.MOST_LINES} lines, {shown.MOST_COLUMNS} columns",
    f"| {HEADER_SECONDS} and {BODY_SECONDS} seconds, 15 and 30 in the proxy |",
    f"| {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} |",
    f"| {settings.STATEMENT_SECONDS} and {settings.LOCK_SECONDS} seconds",
    f"{settings.CELERY['task_time_limit']} seconds; {NUMBER[ATTEMPTS_OF_PDF]} attempts for a PDF, "
    f"{NUMBER[tasks.MAX_ATTEMPTS]} for a mail",
    f"(the latest {made_once.MOST})",
    f"{NUMBER[costly.COSTLY.free]} in a row for each person, then one every {costly.WAIT} seconds",
    f"| {reading.LONGEST} characters, {reading.MOST_TERMS} words |",
    f"| {MOST_ROWS:,} rows; {layout.MOST_COLUMNS} columns, {table.LONGEST_BLOCK:,} characters of text, "
    f"{table.LONGEST_HTML:,} of HTML, {table.MOST_CELLS:,} cells |",
    f"| DOCX or XLSX of {word.LARGEST // MB} MB unpacked, CSV or TXT;",
    f"| {Pages.page_size} a page, {Pages.max_page_size} when asked |",
    f"from one network address: {NUMBER[PASSWORD.free]}, then waits from {PASSWORD.first.seconds} seconds to "
    f"{PASSWORD.longest.seconds // 60} minutes",
    f"from one network address: {PLACE.free}, then up to {PLACE.longest.seconds // 60} minutes",
    f"| {NUMBER[MAILS.free]}, then one every {NUMBER[MAILS.forgets.seconds // 3600]} hours |",
    f"from one network address: {LINKS.free}, then one a minute; each works once, for {LINK_LIVES // HOUR} hours |",
    f"from one network address: {ANSWERS.free}, then one every six seconds |",
    f"| Subscriptions | {following.MOST} |",
    f"| Webhooks of one owner; test events in an hour | {owning.MOST}; {running.MOST_TESTS} |",
    f"| {sending.SECONDS} seconds for everything; {sending.LARGEST_ANSWER // 1024} KB of the answer are read, "
    f"{sending.SHOWN} characters kept |",
    f"| {delivering.MOST_ATTEMPTS} in a little more than three days",
    f"| Things in one mail | {mails.MOST} |",
    f"| {drafts.MOST} pages of each person, for {drafts.LIFETIME.days} days |",
    f"A weekday must match its date. {LONGEST} characters |",
]
PAGE = (settings.BASE_DIR / "docs" / "limits.md").read_text()


@pytest.mark.parametrize("line", LINES)
def test_page_of_limits_says_what_the_code_does(line):
    assert line in PAGE


def examples_of(row: str, begin: str, end: str) -> list[str]:
    """The examples in a row of the page."""
    (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| {row} |")]
    return line.partition(begin)[2].partition(end)[0].split(", ")


def test_examples_of_the_page_are_taken():
    dates = examples_of("A date on a timeline", "as you write it: ", ";")
    joined = [text for text in dates if text not in ("Thursday", "24 June 2021")]
    for text in [*joined, "Thursday, 24 June 2021", "tbc", ""]:
        read_partial_date(text)
    assert DayInput().clean("24 Jun 21").year == 2021
    for text in ("53,572", "53,572 est", "~53,572", "TBC", "None", "N/A: counted with MP123"):
        read_cost(text)
    for text in examples_of(
        "A reference of a modification", "| A reference of a modification | ", ", spaces and capitals"
    ):
        assert str(ModificationReference.parse(text.lower())) == text
