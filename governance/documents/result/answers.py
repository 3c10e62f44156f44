"""The answers to a consultation as facts of a document: nothing of a confidential answer is in them but its count."""

from typing import Annotated

from governance.documents.engine.facts import Fact, named


class ConsultationCount(Fact):
    """The answers of one category of Parties. `confidential` and `late` ones are among them."""

    entry_keys = ("category",)
    entry_phrase = "the category {}"
    entry_noun = "category"
    category: str
    answers: Annotated[int, named(spoken="number of answers")]
    affected: Annotated[int, named(spoken="number of answers that say “affected”")]
    not_affected: Annotated[int, named(spoken="number of answers that say “not affected”")]
    not_stated: Annotated[int, named(spoken="number of answers that say neither")]
    confidential: Annotated[int, named(spoken="number of confidential answers")]
    late: Annotated[int, named(spoken="number of late answers")]


class ConsultationText(Fact):
    """An answer that is not confidential, in the words of who gave it."""

    entry_keys = ("organisation",)
    entry_noun = "answer"
    organisation: str
    category: str
    affected: str
    how: str
    comment: str
    late: bool
