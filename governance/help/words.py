"""Words of the field: what readers meet on the pages and in documents, explained for somebody who is new to the SEC.

docs/glossary.md explains the words of the code and of its builders; these are for Parties and the public.
"""

from dataclasses import dataclass

from django.utils.text import slugify


@dataclass(frozen=True)
class Word:
    """A term, and what it means in one or two sentences. `full`: what an acronym stands for."""

    term: str
    meaning: str
    full: str = ""

    @property
    def anchor(self) -> str:
        return slugify(self.term)


WORDS: tuple[Word, ...] = (
    Word(
        "Acceptance criterion",
        "What must be true before a release goes live. The DCC or SECAS shows it with evidence, and a body reviews "
        "that.",
    ),
    Word("Ad-hoc release", "A release outside February, June and November, often for one modification."),
    Word(
        "Approved",
        "Of a modification in a release: the decision on it has been taken, and it goes live with the release.",
    ),
    Word(
        "Authority",
        "The Gas and Electricity Markets Authority, for which Ofgem acts. It decides the modifications that are "
        "Authority-Led or Authority-Determined, and may permit a go-live only within a window.",
    ),
    Word(
        "Baselined",
        "Of a RID: the Panel has decided on exactly this version. The first baseline settles the changes to DCC "
        "systems, the second the whole scope. What is added later needs an exception.",
    ),
    Word("Central cost", "What the DCC and SECAS spend on a release. It is not the cost of any one Party."),
    Word("Change Board", "The body that votes on modifications.", "SEC Change Board"),
    Word(
        "Change Request",
        "A change of the DCC’s own systems, such as CR1088. It may share a release’s tests and costs, and is not in "
        "its scope.",
    ),
    Word("Close of play", "The end of the working day on which a consultation closes, in London time."),
    Word(
        "CodeWorks",
        "SECAS’s online edition of the Smart Energy Code. A notice says which texts change there.",
    ),
    Word(
        "Consultation",
        "A question to Parties with a deadline, such as about a changed go-live. Anybody may answer a public one.",
    ),
    Word(
        "CSC",
        "It looks after Draft Proposals, and since 2021 it agrees what joins or leaves the scope of a release.",
        "Change Sub-Committee",
    ),
    Word(
        "Cut-off",
        "The day by which a targeted modification must be approved to stay in a release.",
    ),
    Word(
        "DCC",
        "It runs the network for smart meters. It is a body that acts in releases, and also a category in the matrix "
        "of whom a modification affects.",
        "Data Communications Company",
    ),
    Word(
        "Document Log",
        "The list of which text of each SEC document is in force on a day, as publication notices state it. On pages: "
        "SEC documents in force.",
    ),
    Word(
        "Draft Proposal", "An idea for a change to the SEC before it becomes a modification, such as DP173."
    ),
    Word("DUIS", "How Users send Service Requests to the DCC.", "DCC User Interface Specification"),
    Word(
        "Evidence",
        "Words, files and counts that show that an acceptance criterion is met.",
    ),
    Word("Go-live", "The day on which the changes of a release take effect."),
    Word("GPF", "The device in a home that stores what the gas meter sends.", "Gas Proxy Function"),
    Word(
        "Impact not yet stated",
        "Nobody has stated yet which categories of Parties a modification affects. It may affect you.",
    ),
    Word(
        "MMC", "How messages to and from devices are turned into readable data.", "Message Mapping Catalogue"
    ),
    Word(
        "Modification",
        "A change to the SEC, with a reference such as MP149 or, for older ones, SECMP0062. A part is what one release "
        "delivers of it.",
    ),
    Word("Operations Group", "The body that reviews whether a release is ready to be operated."),
    Word(
        "Panel", "The body that governs the SEC. It baselines RIDs and decides whether a release goes live."
    ),
    Word(
        "Party",
        "An organisation that has signed the SEC: a Supplier, an Electricity or Gas Network, or another SEC Party. "
        "RIDs also write Supplier Parties and Electricity Network Parties.",
    ),
    Word(
        "Permitted window",
        "The days between which the Authority permits a go-live. It is asked for when a go-live is to move.",
    ),
    Word("PIT", "The DCC’s suppliers test their own changes.", "Pre-Integration Testing"),
    Word("Publication notice", "It states what changed in the SEC, when and by what."),
    Word(
        "Regression testing",
        "Tests that what worked before still works. Test Participants declare a plan before UIT begins and results "
        "before it ends.",
    ),
    Word(
        "Release",
        "The changes to the SEC that take effect on one day. There is one each in February, June and November.",
    ),
    Word(
        "RID",
        "The document about a release: scope, impacts, timetable, testing, central costs and acceptance criteria.",
        "Release Implementation Document",
    ),
    Word("Scope", "The modifications that a release contains."),
    Word("SEC", "The agreement behind smart metering in Great Britain.", "Smart Energy Code"),
    Word("SEC version", "The number of the whole SEC after a release, such as 27.0."),
    Word(
        "SECAS",
        "It looks after the SEC and writes the RIDs.",
        "Smart Energy Code Administrator and Secretariat",
    ),
    Word("SIT", "The DCC tests its changed systems together.", "Systems Integration Testing"),
    Word(
        "SMETS",
        "What smart meters and the devices around them must do.",
        "Smart Metering Equipment Technical Specifications",
    ),
    Word(
        "Sources end",
        "What we hold of a release was published up to that day. Nothing is known here of what came after it.",
    ),
    Word("SSC", "The body that reviews the security of a release.", "Security Sub-Committee"),
    Word(
        "TABASC",
        "The body that looks after the technical and business architecture. It comments on draft RIDs.",
        "Technical Architecture and Business Architecture Sub-Committee",
    ),
    Word("TAD", "How a release is tested. It is Annex A of the RID.", "Testing Approach Document"),
    Word("TAG", "The body that reviews the testing of a release.", "Testing Advisory Group"),
    Word(
        "Targeted",
        "Of a modification: in the scope of a release, but not approved yet. It leaves if it misses its cut-off.",
    ),
    Word("Test Participant", "An organisation that takes part in the UIT of a release."),
    Word("UIT", "Users test a release with the DCC’s changed systems.", "User Integration Testing"),
    Word(
        "White, Green, Amber, Red",
        "Who may read a document. White: everybody. Green: Parties and members of bodies. Amber: the bodies that are "
        "named. Red: the people who are named.",
    ),
    Word("Working Day", "A day that is not a weekend or a bank holiday in England and Wales."),
)
