"""The stages of a cost, the one list of them: sheet, document, comparison, checks and import all read it."""

from django.db.models import TextChoices


class Stage(TextChoices):
    """The columns of the DCC cost table, in their order, and what is paid once it is live."""

    DESIGN_BUILD_PIT = "design_build_pit", "Design, Build & PIT"
    SIT = "sit", "SIT"
    UIT = "uit", "UIT"
    IMPLEMENT_TO_LIVE = "implement_to_live", "Implement to live"
    OPERATIONAL = "operational", "Operational costs"


TABLE_STAGES = tuple(stage for stage in Stage if stage != Stage.OPERATIONAL)
"""Those that have a column."""
EXPECTED_STAGES = (Stage.DESIGN_BUILD_PIT, Stage.SIT, Stage.UIT, Stage.IMPLEMENT_TO_LIVE)
"""Those of secrel.rid/1: to be confirmed until entered. A stage that came later is there where it is entered."""
COMBINED_STAGES = tuple(stage for stage in TABLE_STAGES if stage != Stage.DESIGN_BUILD_PIT)
"""Those that one assessment may give for several modifications together."""
