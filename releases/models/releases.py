"""Releases, their sections, and modifications without a settled target release."""

from datetime import date

from django.db import models
from django.db.models import F, Func, Q, Value

from modifications.models.modifications import Modification
from modifications.participants import AUDIENCES
from releases.workflow import COMING, LIFE, OFF, PAST
from secrel.core.dates.windows import GoLiveWindow
from secrel.core.values.constraints import only_choices, partial_dates
from secrel.core.values.fields import PartialDateField, paragraphs
from secrel.core.web.addresses import address_of


class ListState(models.TextChoices):
    """What a release states of a list: nothing, to come, none, not applicable with a reason, or its items."""

    NOT_STATED = "not_stated", "Not stated"
    UNKNOWN = "unknown", "To come"
    NONE = "none", "None"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    ITEMS = "items", "Listed"


TO_COME = ("go_live", "scope", "participants", "timeline", "testing", "secas", "acceptance")
"""The lists that are to come in a new release."""


def first_states() -> dict[str, str]:
    return dict.fromkeys(TO_COME, ListState.UNKNOWN.value)


def coming(prefix: str = "") -> Q:
    """Releases that are still to come and whose sources go on, by the path to them: what is due from people."""
    return Q(**{f"{prefix}life__in": COMING, f"{prefix}sources_until": None})


def has_passed(on: date) -> Q:
    """Releases of which nobody will record that they are live: their sources end, and their go-live has passed or was
    never set.
    """
    return Q(sources_until__isnull=False) & (Q(go_live_on__lt=on) | Q(go_live_on=None))


def _has_only(column: str, condition: str) -> Q:
    """A rule that every value of a JSON object is a text that meets a condition of SQL’s path language."""
    broken = Func(
        F(column),
        Value(f'$.* ? (!(@.type() == "string" && ({condition})))'),
        function="jsonb_path_exists",
        output_field=models.BooleanField(),
    )
    return ~Q(broken)


class Release(models.Model):
    """A SEC Release. Its name keeps the slot even if its date moves; its slug never changes."""

    class Profile(models.TextChoices):
        SYSTEM = "system_impacting", "System-impacting"
        DOCUMENT = "document_only", "Document-only"

    class Slot(models.TextChoices):
        FEBRUARY = "february", "February"
        JUNE = "june", "June"
        NOVEMBER = "november", "November"
        AD_HOC = "", "Ad hoc"

    class Classification(models.TextChoices):
        WHITE = "white", "White"
        GREEN = "green", "Green"
        AMBER = "amber", "Amber"
        RED = "red", "Red"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)
    slot = models.CharField(max_length=8, choices=Slot, blank=True)
    life = models.CharField(max_length=16, choices=LIFE.choices(), default="planned", editable=False)
    go_live_on = models.DateField(null=True, blank=True)
    window_from = models.DateField(
        null=True, blank=True, help_text="The first day permitted for the go-live."
    )
    window_until = models.DateField(
        null=True, blank=True, help_text="The last day permitted for the go-live."
    )
    window_permitted_by = models.CharField(max_length=120, blank=True, help_text="Who permits it.")
    window_decided_on = models.DateField(
        null=True, blank=True, help_text="The day on which it was permitted."
    )
    window_reference = models.CharField(max_length=200, blank=True)
    profile = models.CharField(max_length=20, choices=Profile)
    classification = models.CharField(max_length=8, choices=Classification, default=Classification.WHITE)
    reading_bodies = models.ManyToManyField(
        "core.Body", blank=True, related_name="+", help_text="Whose members read what is published Amber."
    )
    reading_people = models.ManyToManyField(
        "core.User", blank=True, related_name="+", help_text="Who reads what is published Red."
    )
    change_requests = models.CharField(max_length=14, choices=ListState, default=ListState.UNKNOWN)
    other_codes = models.CharField(max_length=14, choices=ListState, default=ListState.UNKNOWN)
    other_code_names = paragraphs(help_text="Names of the other industry codes that change.")
    additions = paragraphs(help_text="Whether more may be added to the scope, and how.")
    sec_documents = models.CharField(
        max_length=14,
        choices=ListState,
        default=ListState.UNKNOWN,
        help_text="While no modification changes one: whether that is so, or still to come.",
    )
    list_states = models.JSONField(
        default=first_states,
        blank=True,
        help_text="What is stated of each other list while it is empty: unknown, none or not_applicable. "
        "An absent key states nothing.",
    )
    list_reasons = models.JSONField(
        default=dict,
        blank=True,
        help_text="Why a list is not applicable, by its key, also of the lists above.",
    )
    documents_provisional = models.BooleanField(
        default=False, help_text="The list of SEC documents may still change."
    )
    summary_audiences = paragraphs(
        null=True, default=None, help_text="Whom the impact summary lists, in order; empty: all there are."
    )
    cost_stages = models.JSONField(
        default=list,
        blank=True,
        help_text="The stages of its cost table in order, each [key, name]; empty: the standard ones.",
    )
    sources_until = models.DateField(
        null=True, blank=True, help_text="The day on which the sources of this release end."
    )
    sources_note = models.CharField(
        max_length=500, blank=True, help_text="Why they end there, and what is only an example."
    )
    private_until_published = models.BooleanField(
        default=False,
        help_text="Only people with a role in releases find it until a version that they may read is published.",
    )
    keeps_glossary = models.BooleanField(
        default=False, help_text="Its glossary is kept by hand; else it is made from what is printed."
    )

    class Meta:
        ordering = ["go_live_on", "slug"]
        constraints = [
            only_choices("life", LIFE.states, "release_life_known"),
            models.CheckConstraint(condition=~Q(name=""), name="release_has_a_name"),
            models.CheckConstraint(
                condition=Q(window_from__isnull=True)
                | Q(window_until__isnull=True)
                | Q(window_from__lte=models.F("window_until")),
                name="release_window_in_order",
            ),
            models.CheckConstraint(
                condition=Q(window_from__isnull=False)
                | Q(window_until__isnull=False)
                | Q(window_permitted_by="", window_decided_on__isnull=True, window_reference=""),
                name="release_window_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(sources_until__isnull=True, sources_note="")
                | (Q(sources_until__isnull=False) & ~Q(sources_note="")),
                name="release_sources_end_has_note",
            ),
            only_choices("slot", ["", "february", "june", "november"], "release_slot_known"),
            only_choices("profile", ["system_impacting", "document_only"], "release_profile_known"),
            only_choices(
                "classification", ["white", "green", "amber", "red"], "release_classification_known"
            ),
            only_choices("change_requests", ListState.values, "release_change_requests_known"),
            only_choices("sec_documents", ListState.values, "release_sec_documents_known"),
            models.CheckConstraint(
                condition=Q(other_codes="items", other_code_names__len__gt=0)
                | Q(
                    other_codes__in=[state for state in ListState.values if state != "items"],
                    other_code_names__len=0,
                ),
                name="release_other_codes_as_stated",
            ),
            models.CheckConstraint(
                condition=_has_only("list_states", '@ == "unknown" || @ == "none" || @ == "not_applicable"'),
                name="release_list_states_known",
            ),
            models.CheckConstraint(
                condition=_has_only("list_reasons", '@ != ""'),
                name="release_list_reasons_are_texts",
            ),
            models.CheckConstraint(
                condition=Q(summary_audiences__isnull=True)
                | Q(summary_audiences__contained_by=list(AUDIENCES)),
                name="release_audiences_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("release", self.slug)

    @property
    def short_name(self) -> str:
        return self.name.removesuffix(" SEC Release")

    @property
    def window(self) -> GoLiveWindow | None:
        """The window permitted for the go-live; None if none is stated."""
        if not (self.window_from or self.window_until):
            return None
        return GoLiveWindow(
            self.window_from,
            self.window_until,
            self.window_permitted_by,
            self.window_decided_on,
            self.window_reference,
        )

    @property
    def outside_window(self) -> str:
        """A sentence where the go-live lies outside its window; else empty."""
        return self.window.refusal(self.go_live_on) if self.window else ""

    @property
    def sources_end(self) -> str:
        """A sentence where the sources of this release end; else empty."""
        if self.sources_until is None:
            return ""
        day = f"{self.sources_until.day} {self.sources_until:%B %Y}"
        return f"Sources end here: what is recorded of this release rests on sources up to {day}."

    @property
    def audience(self) -> str:
        """Who reads news of the release: its class, or SECAS alone while it is private."""
        return "secas" if self.private_until_published else self.classification

    @property
    def is_baselined(self) -> bool:
        return self.life not in ("planned", "postponed")

    @property
    def is_off(self) -> bool:
        """Whether the release is postponed or cancelled, so that its go-live date no longer applies."""
        return self.life in OFF

    @property
    def is_past(self) -> bool:
        """Whether it is live, closed or cancelled, so that nothing can be planned in it any more."""
        return self.life in PAST

    @property
    def workflow_state(self):
        return LIFE.state_of(self)


class SectionKey(models.TextChoices):
    """The numbered sections of a RID; see `governance/documents/rid/document.py` for each."""

    SCOPE = "scope", "Scope"
    IMPACTS = "impacts", "Impacts"
    TIMELINE = "timeline", "Implementation timeline"
    TESTING = "testing", "Test strategy"
    COSTS = "costs", "Costs"
    ACCEPTANCE = "acceptance", "Acceptance criteria"


class Section(models.Model):
    """A section of a release, the unit of locking. `token` counts its changes."""

    Key = SectionKey
    release = models.ForeignKey(Release, models.PROTECT, related_name="sections")
    key = models.CharField(max_length=12, choices=SectionKey)
    notes = paragraphs(help_text="Paragraphs printed at the end of the section.")
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "key"], name="section_once"),
            only_choices("key", SectionKey.values, "section_known"),
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.get_key_display()}"


class UnsettledTarget(models.Model):
    """The unsettled target of a modification: a year or releases considered, the body that settles it, and by when."""

    modification = models.OneToOneField(Modification, models.PROTECT, related_name="unsettled_target")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    considered = models.ManyToManyField(Release, blank=True, related_name="considered_for")
    settled_by = models.ForeignKey("core.Body", models.PROTECT, null=True, blank=True, related_name="+")
    settle_by = PartialDateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [partial_dates("unsettled_target_dates", "settle_by")]

    def __str__(self) -> str:
        return f"Target of {self.modification.reference} not settled"
