"""Files that are no RID: each command that reads one answers with a sentence, and so does every place of a date."""

import copy

import pytest
from django.core.management import CommandError, call_command

from governance.importer.reading import Refused, check_document, read_document
from tests.support.large import large_document

COMMANDS = {"import_rid": (), "check_rid": (), "render_rid": ("-o", "-")}
FILES = {
    "empty": (b"", "rid.json is empty."),
    "only a mark": (b"\xef\xbb\xbf \n", "rid.json is empty."),
    "latin": ("{“}".encode("cp1252"), "is not text in UTF-8 (byte 1)"),
    "surrogate": (b'{"schema": "secrel.rid/1\\ud800"}', r"secrel.rid/1\ud800” is not supported"),
    "infinite": (b'{"schema": -Infinity}', "holds -Infinity, which is not a number"),
    "list": (b"[]", "the document: “[]” has the wrong type: an object is expected."),
}
A_DAY = {"label": "", "precision": "day", "date": "2021-06-24"}
DATES = {
    "release/go_live": lambda data, day: data["release"].update(go_live=day),
    "document/date": lambda data, day: data["document"].update(date=day),
    "history/1/date": lambda data, day: data["history"][1].update(date=day),
    "timeline/0/when": lambda data, day: data["timeline"][0].update(when=A_DAY | {"date": day}),
    "timeline/0/actual": lambda data, day: data["timeline"][0].update(actual=A_DAY | {"date": day}),
    "scope/targeted/0/cut_off": lambda data, day: data["scope"]["targeted"][0].update(
        cut_off=A_DAY | {"date": day}
    ),
}


NO_DAYS = ("", "TBC", "2023-02-30", "24/06/2021", "2021-06-24T00:00", "2021-06-24\n", "٢٠٢١-٠٦-٢٤")


@pytest.mark.django_db
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", FILES)
def test_odd_file_is_refused_by_each_command(tmp_path, command, name):
    content, sentence = FILES[name]
    file = tmp_path / "rid.json"
    file.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        call_command(command, str(file), *COMMANDS[command])
    assert sentence in str(refused.value)
    str(refused.value).encode()  # it can be printed


@pytest.mark.parametrize("form", ["{}", '{{"schema": "secrel.rid/1", "scope": {}}}'])
def test_nested_file_is_refused_at_every_depth(tmp_path, form):
    """Also where reading it still succeeds, and looking into it would end in a RecursionError."""
    file = tmp_path / "rid.json"
    for depth in (60, *range(850, 1_010)):
        for opening, middle, closing in (("[", "", "]"), ('{"a":', "1", "}")):
            file.write_text(form.format(opening * depth + middle + closing * depth))
            with pytest.raises(Refused, match="nested too deeply"):
                read_document(file)


@pytest.mark.django_db
@pytest.mark.parametrize("command", COMMANDS)
def test_folder_and_missing_file_are_refused_by_each_command(tmp_path, command):
    (tmp_path / "rid.json").mkdir()
    for name in ("rid.json", "none.json"):
        with pytest.raises(CommandError, match=rf"{name} cannot be read: (Is a directory|No such file)"):
            call_command(command, str(tmp_path / name), *COMMANDS[command])
    if command != "import_rid":
        with pytest.raises(CommandError, match="There is no release"):
            call_command(command, "x" * 5_000, *COMMANDS[command])


@pytest.mark.parametrize("place", DATES)
@pytest.mark.parametrize("day", NO_DAYS)
def test_day_that_is_none_is_refused_where_it_stands(place, day):
    data = copy.deepcopy(large_document(4))
    DATES[place](data, day)
    with pytest.raises(Refused) as refused:
        check_document(data)
    assert (
        f"{place}: “{day.replace(chr(10), chr(92) + 'n') if 'date' in place or 'go_live' in place else day}”"
        in (refused.value.text)
    )
    assert "is not a date: write" in refused.value.text


def test_whole_number_with_a_point_is_refused():
    data = large_document(4, rows=6)
    data["timeline"][5]["rule"]["working_days"] = 5.0
    with pytest.raises(
        Refused, match=r"timeline/5/rule/working_days: “5\.0” has the wrong type: a whole number"
    ):
        check_document(data)


def test_rule_of_no_step_is_refused():
    data = large_document(4, rows=6)
    data["timeline"][5]["rule"]["of"] = " "
    with pytest.raises(Refused, match=r"timeline/5/rule/of: is empty; name the step"):
        check_document(data)
