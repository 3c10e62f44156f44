"""The refusal of a file that is to be imported."""

SHOWN = 5  # the most problems shown at once


class Refused(Exception):
    """The file is not a valid RID. `problems`: sentences with place, value and rule."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = [text.encode(errors="backslashreplace").decode() for text in problems]
        super().__init__(self.problems[0])

    @property
    def text(self) -> str:
        more = len(self.problems) - SHOWN
        lines = self.problems[:SHOWN] + ([f"… and {more} more."] if more > 0 else [])
        return "\n".join(lines)
