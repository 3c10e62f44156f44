"""The fourth edition of the standard sentences: it says so where a modification has no description yet."""

from governance.documents.rid.sentences.rows import OWN
from governance.documents.rid.sentences.sentence import Sentence, Sentences

FOURTH: Sentences = {
    "NOT_DESCRIBED": Sentence(
        "Its description is still to come.", "a modification in scope has no description", OWN
    )
}
