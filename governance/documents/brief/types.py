"""The facts of a brief, as its page, its PDF and its table print them."""

from governance.documents.engine.facts import Day, Fact, Texts


class BriefModification(Fact):
    """A modification in a release. `points`: what it means for these Parties; `categories`: whom it affects."""

    ref: str
    part: str
    title: str
    status: str
    cut_off: str
    categories: Texts
    points: Texts
    cost: str


class BriefDocument(Fact):
    document: str
    title: str
    modifications: Texts


class BriefDate(Fact):
    """A row of the timetable. `label` is empty where the date is not set; `on` is its last possible day, or empty."""

    label: str
    on: str
    what: str
    is_testing: bool


class BriefRelease(Fact):
    """What a release brings. `unstated`: modifications of which no category is stated yet.

    `is_published`: whether anything about its scope is; `cost` is the DCC's, of all that affects
    these Parties, and `secas_cost` that of SECAS for the whole release. `silent`: those of several categories asked for
    of which nothing is stated.
    """

    slug: str
    name: str
    go_live: str
    is_published: bool
    affecting: tuple[BriefModification, ...] = ()
    unstated: tuple[BriefModification, ...] = ()
    points: Texts = ()
    documents: tuple[BriefDocument, ...] = ()
    dates: tuple[BriefDate, ...] = ()
    cost: str = ""
    secas_cost: str = ""
    silent: Texts = ()
    change_requests: Texts = ()
    stated: str = ""
    """A sentence where a body decided on the go-live after the published RID, which still says another."""
    more: int = 0
    """Rows that a short form leaves out."""

    @property
    def testing(self) -> tuple[BriefDate, ...]:
        """Tests, and what is submitted of them, with their dates."""
        return tuple(row for row in self.dates if row.is_testing and row.label)

    @property
    def undated(self) -> Texts:
        """Tests without a date."""
        return tuple(row.what for row in self.dates if not row.label)

    @property
    def other_dates(self) -> tuple[BriefDate, ...]:
        return tuple(row for row in self.dates if not row.is_testing)


class BriefAnswer(Fact):
    """A consultation that Parties can answer: the title, the last day and moment, and the path of its page."""

    title: str
    on: Day
    until: str
    path: str


class BriefContent(Fact):
    """`who`: the part of the address; `title`: the names of the categories; `answers`: what Parties are asked, nearest
    first; `unaffected`, `left_out` (of a short form): names of releases."""

    who: str
    title: str
    releases: tuple[BriefRelease, ...]
    answers: tuple[BriefAnswer, ...] = ()
    unaffected: Texts = ()
    left_out: Texts = ()

    @property
    def published(self) -> tuple[BriefRelease, ...]:
        return tuple(row for row in self.releases if row.is_published)

    @property
    def unpublished(self) -> tuple[BriefRelease, ...]:
        """Releases about whose scope nothing is published: whether they affect these Parties is not known."""
        return tuple(row for row in self.releases if not row.is_published)


class BriefIssue(Fact):
    dated: Day
    site: str


class Brief(Fact):
    schema_title = "A brief for an organisation"
    content: BriefContent
    issue: BriefIssue
