"""The categories of acceptance criteria in document order, with the body that reviews each."""

from django.db.models import TextChoices


class Category(TextChoices):
    GENERAL = "general", "General"
    OPERATIONAL = "operational", "Operational"
    TESTING = "testing", "Testing"
    SECURITY = "security", "Security"


REVIEWERS: dict[str, str] = {
    Category.GENERAL.value: "Panel",
    Category.OPERATIONAL.value: "Operations Group",
    Category.TESTING.value: "TAG",
    Category.SECURITY.value: "SSC",
}
