"""A sheet as a browser would send it back."""

from django.http import QueryDict


def sheet(client, path, *, add=None, remove=(), **cells) -> dict[str, list[str]]:
    """The sheet at an address as a browser would send it back; `add` is a list of new rows."""
    page = client.get(path)
    lines = [line for line in page.context["lines"] if not line.is_new]
    data = QueryDict(mutable=True)
    data["was"] = page.context["sheet_input"].was_json
    rows = [line.row.key for line in lines]
    for line in lines:
        for cell in line.cells:
            if not cell.locked:
                data[cell.name] = cell.value
    for number, row in enumerate(add or [], start=1):
        rows.append(f"new-{number}")
        for name, text in row.items():
            data[f"new-{number}.{name}"] = text
    data.setlist("row", rows)
    for name, text in cells.items():
        data[name] = text
    for key in remove:
        data[f"{key}.remove"] = "1"
    data["reason"] = "As agreed"
    return dict(data.lists())


def save(client, path, **entered):
    return client.post(path, sheet(client, path, **entered))
