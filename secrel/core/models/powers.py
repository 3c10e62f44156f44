"""What a body decides and by which voting rule, each from a date. A meeting uses those in force on its day."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from secrel.core.changes.targets import Target
from secrel.core.models.people import Body
from secrel.core.models.two_people import TwoPeople, TwoPeopleQuerySet
from secrel.core.values.constraints import only_choices

CONFIRMED = Q(confirmed_on__isnull=False)
BY_ANOTHER = Q(confirmed_by__isnull=True) | Q(granted_by__isnull=True) | ~Q(confirmed_by=F("granted_by"))


class Power(models.TextChoices):
    """A kind of decision. Which body takes it is a dated row, never code."""

    BASELINE = "baseline", "Baselines the RID of a release"
    SCOPE = "scope", "Agrees the scope of a release, and exceptions to it"
    CRITERIA = "criteria", "Agrees the standard acceptance criteria, and a release's own"
    TESTING = "testing", "Reviews the TAD and approves the completion reports of testing"
    GO_LIVE = "go_live", "Decides go or no-go, and another date of going live"


class RuleQuerySet(TwoPeopleQuerySet):
    def waiting(self) -> list[tuple["PowerHeld | VotingRule", "PowerHeld | VotingRule | None"]]:
        """Rows to confirm, each with the confirmed row that it would replace or follow."""
        held = list(self.confirmed().select_related("body").order_by("-from_on"))
        return [
            (row, next((other for other in held if row.follows(other)), None))
            for row in self.to_confirm().select_related("body", "granted_by")
        ]


class PowerHeld(TwoPeople):
    """A body holds a power from a day, until another body does."""

    power = models.CharField(max_length=12, choices=Power)
    body = models.ForeignKey(Body, models.PROTECT, related_name="powers")
    from_on = models.DateField()
    source = models.CharField(max_length=200)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["power", "from_on"]
        verbose_name_plural = "powers held"
        constraints = [
            models.UniqueConstraint(
                fields=["power", "from_on"], condition=CONFIRMED, name="power_held_once_confirmed"
            ),
            models.UniqueConstraint(
                fields=["power", "from_on"], condition=~CONFIRMED, name="power_waits_once"
            ),
            models.CheckConstraint(condition=BY_ANOTHER, name="power_confirmed_by_another"),
            only_choices("power", Power.values, "power_known"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_power_display()} from {self.from_on}"

    @property
    def key(self) -> dict[str, object]:
        """Fields that identify one row in force: a power on a day."""
        return {"power": self.power, "from_on": self.from_on}

    def follows(self, other: Self) -> bool:
        return other.power == self.power and other.from_on <= self.from_on

    @property
    def place(self) -> str:
        return Target.POWER(self.power, self.from_on)

    @property
    def title(self) -> str:
        return self.get_power_display()

    @property
    def sentence(self) -> str:
        return f"{self.body}, from {self.from_on:%-d %b %Y}."


class VotingRule(TwoPeople):
    """How a body decides from a day on. The seats counted are those of its members in force on the day."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="voting_rules")
    from_on = models.DateField()
    quorum_percent = models.PositiveSmallIntegerField(
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Of the voting seats that must be present, or answer in correspondence.",
    )
    chair_votes = models.BooleanField(default=False, help_text="The Chair holds a voting seat.")
    casting_vote = models.BooleanField(default=False, help_text="The Chair decides where votes are equal.")
    source = models.CharField(max_length=200)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["body__order", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "from_on"], condition=CONFIRMED, name="voting_rule_once_confirmed"
            ),
            models.UniqueConstraint(
                fields=["body", "from_on"], condition=~CONFIRMED, name="voting_rule_waits_once"
            ),
            models.CheckConstraint(condition=BY_ANOTHER, name="voting_rule_confirmed_by_another"),
            models.CheckConstraint(
                condition=Q(quorum_percent__range=(1, 100)), name="voting_rule_quorum_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} from {self.from_on}"

    @property
    def key(self) -> dict[str, object]:
        """Fields that identify one row in force: a body on a day."""
        return {"body": self.body, "from_on": self.from_on}

    def follows(self, other: Self) -> bool:
        return other.body_id == self.body_id and other.from_on <= self.from_on

    @property
    def place(self) -> str:
        return Target.VOTING_RULE(self.body.key, self.from_on)

    @property
    def title(self) -> str:
        return f"How the {self.body} decides from {self.from_on:%-d %b %Y}"

    @property
    def sentence(self) -> str:
        """The rule as a sentence, for pages and minutes."""
        chair = "votes" if self.chair_votes else "does not vote"
        tie = "decides where votes are equal" if self.casting_vote else "has no casting vote"
        return (
            f"Quorum: {self.quorum_percent}% of the voting seats. Carried where more agree than object; who "
            f"abstains counts for the quorum only. The Chair {chair} and {tie}."
        )
