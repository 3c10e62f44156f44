"""One cell of the cost table saved: what that asks of the database."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from costs.models import CostCell
from costs.sheets.table import CostSheet
from releases.models.releases import Release
from secrel.core.editing.sheets.saving import save_sheet
from secrel.core.editing.sheets.sheet import opened, read_input
from tests.releases.editing.sheet_forms import sheet

pytestmark = pytest.mark.django_db
ON = date(2019, 12, 1)
PATH = "/releases/june-2020/edit/costs/"
TABLE = 'FROM "costs_costcell" LEFT OUTER JOIN "modifications_changerequest"'
"""Only the whole table is read with the Change Requests of its shares."""


def test_a_saved_cell_reads_the_cost_table_once_before_it_is_written(examples, as_role):
    client = as_role("analyst")
    data = sheet(client, PATH, **{"SECMP0053.sit": "26,640"})
    with CaptureQueriesContext(connection) as queries:
        assert client.post(PATH, data).status_code == 303
    queries = [query["sql"] for query in queries]
    written = next(n for n, sql in enumerate(queries) if sql.startswith('UPDATE "costs_costcell"'))
    assert sum(TABLE in sql for sql in queries[:written]) == 1
    assert sum(TABLE in sql for sql in queries[written:]) == 1  # composed anew, for the content that is kept
    assert len(queries) == 48


def test_a_cell_saved_after_the_table_was_read_is_not_written_over(examples, people):
    """What was read with the page is written against its token; where that is old, the table is read again."""
    release = Release.objects.get(slug="june-2020")
    mine, theirs = (
        typed_into(release, **cells) for cells in ({"sit": "26,640"}, {"sit": "1", "uit": "6,000"})
    )
    assert save_sheet(theirs, by=people.analyst2, on=ON, reason="As agreed") == 303
    assert save_sheet(mine, by=people.analyst, on=ON, reason="As agreed") == 409
    assert [(row.key, row.column, row.stored, row.entered) for row in mine.conflicts] == [
        ("SECMP0053", "sit", "1", "26,640")
    ]
    again = typed_into(release, implement_to_live="7")
    assert save_sheet(typed_into(release, uit="5"), by=people.analyst2, on=ON, reason="As agreed") == 303
    assert save_sheet(again, by=people.analyst, on=ON, reason="As agreed") == 303
    cells = CostCell.objects.filter(item__part__modification__reference="SECMP0053")
    amounts = dict(cells.values_list("stage", "amount"))
    assert (amounts["sit"], amounts["uit"], amounts["implement_to_live"]) == (1, 5, 7)


def typed_into(release, **cells):
    """The sheet as somebody sends it, who opened it just now."""
    sheet = CostSheet(release)
    data = QueryDict(mutable=True)
    data["was"] = opened(sheet).was_json
    data.setlist("row", ["SECMP0053"])
    for name, text in cells.items():
        data[f"SECMP0053.{name}"] = text
    return read_input(sheet, data)
