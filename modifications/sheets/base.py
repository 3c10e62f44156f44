"""The base class and shared columns of a modification's sheets."""

from modifications.models.modifications import Modification
from secrel.core.editing.sheets.body_words import body_words
from secrel.core.editing.sheets.columns import ChoiceColumn
from secrel.core.editing.sheets.sheet import Sheet
from secrel.core.models.people import Body
from secrel.core.people.queries import bodies_by_name


class SheetOfModification(Sheet):
    def __init__(self, modification: Modification) -> None:
        self.modification = modification

    def token(self) -> int:
        return Modification.objects.values_list("token", flat=True).get(pk=self.modification.pk)


STEPS = ("Steps", "Next step", "Next steps", "Event", "Activity", "Action", "What")
EXPECTED = ("Expected date", "Expected on", "Date", "When", "Due", "Due date")


def body_column(name: str = "body", label: str = "Body") -> ChoiceColumn:
    bodies = [(row.key, row.name, row.short_name) for row in bodies_by_name()]
    return ChoiceColumn(
        name,
        label,
        choices=(("", "–"), *((key, short) for key, _, short in bodies)),
        words=body_words(bodies),
        size="choice",
        aliases=("Who", "Committee", "Responsible", "Owner"),
    )


def body_of(key: str) -> Body | None:
    return Body.objects.filter(key=key).first() if key else None
