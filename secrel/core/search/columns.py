"""Columns to search that a table does not have as text: places of a JSON document, paragraphs, days in words."""

from django.db.models import F, Func, TextField


def json_texts(column: str, path: str) -> Func:
    """The values at a path of a JSON column, as one text. `path` is of the code, never entered."""
    template = f"jsonb_path_query_array(%(expressions)s, '{path}')::text"
    return Func(F(column), template=template, output_field=TextField())


def one_text(column: str) -> Func:
    """The paragraphs of a column as one text."""
    return Func(F(column), template="array_to_string(%(expressions)s, ' ')", output_field=TextField())


def day_words(column: str) -> Func:
    """A day as "28 September 2021"."""
    return Func(F(column), template="to_char(%(expressions)s, 'FMDD FMMonth YYYY')", output_field=TextField())
