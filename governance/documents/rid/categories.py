"""The categories of acceptance criteria, in the order of a document, with the body that reviews each (DOMAIN 6)."""

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
