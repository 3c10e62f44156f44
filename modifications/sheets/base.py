"""What the sheets of a modification share."""

from modifications.models import Modification
from secrel.core.models import Body
from secrel.core.sheets.columns import Choice
from secrel.core.sheets.sheet import Sheet


class SheetOfModification(Sheet):
    def __init__(self, modification: Modification) -> None:
        self.modification = modification

    def token(self) -> int:
        return Modification.objects.values_list("token", flat=True).get(pk=self.modification.pk)


STEPS = ("Steps", "Next step", "Next steps", "Event", "Activity", "Action", "What")
EXPECTED = ("Expected date", "Expected on", "Date", "When", "Due", "Due date")


def body_column(name: str = "body", label: str = "Body") -> Choice:
    bodies = tuple((body.key, body.short_name) for body in Body.objects.order_by("name"))
    return Choice(name, label, choices=(("", "–"), *bodies), size="choice", also=("Who", "Committee"))


def body_of(key: str) -> Body | None:
    return Body.objects.filter(key=key).first() if key else None
