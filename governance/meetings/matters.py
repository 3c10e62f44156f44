"""A motion: something in words that a body agrees to, about a release or about none. It is the agenda's own."""

from governance.meetings.models import MOTION, Item, Matter, Result


class MotionMatter(Matter):
    kind = MOTION
    label = "Motion"
    title = "{subject}"
    sentence = "The {body} is asked to AGREE: {subject}"
    results = (Result.AGREED, Result.NOT_AGREED, Result.DEFERRED)

    def subject(self, item: Item) -> str:
        return item.words
