"""The filters of evidence."""

from typing import ClassVar

from django import forms

from governance.criteria.models import Category
from secrel.core.search.list_filters import OfBody, choice


class EvidenceFilter(OfBody):
    """Evidence of one body, in one state, for one criterion or a category of them."""

    examples: ClassVar = {"body": "dcc", "state": "released", "criterion": "testing-1"}
    state = choice("State", [("draft", "Draft"), ("released", "Released"), ("discarded", "Discarded")])
    category = choice("Category of the criterion", Category.choices)
    criterion = forms.RegexField(
        f"^(?:{'|'.join(Category.values)})-[0-9]{{1,3}}$",
        required=False,
        max_length=40,
        help_text="Its category and number.",
        error_messages={"invalid": "Name a criterion by its category and number, such as testing-1."},
    )
