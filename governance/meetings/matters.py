"""A motion: a sentence that a body is asked to agree, about a release or about none. Its text is the item's own."""

from governance.meetings.models import MOTION, Item, Matter, Result


class MotionMatter(Matter):
    kind = MOTION
    label = "Motion"
    title = "{subject}"
    sentence = "The {body} is asked to AGREE: {subject}"
    results = (Result.AGREED, Result.NOT_AGREED, Result.DEFERRED)

    def subject(self, item: Item) -> str:
        return item.words
