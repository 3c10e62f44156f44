"""The stages of costs: the single list for sheet, document, comparison, checks and import."""

from django.db.models import TextChoices


class Stage(TextChoices):
    """The columns of the DCC cost table in order, and operational costs."""

    DESIGN_BUILD_PIT = "design_build_pit", "Design, Build & PIT"
    SIT = "sit", "SIT"
    UIT = "uit", "UIT"
    IMPLEMENT_TO_LIVE = "implement_to_live", "Implement to live"
    OPERATIONAL = "operational", "Operational costs"


TABLE_STAGES = tuple(stage for stage in Stage if stage != Stage.OPERATIONAL)
"""The stages with a column."""
EXPECTED_STAGES = (Stage.DESIGN_BUILD_PIT, Stage.SIT, Stage.UIT, Stage.IMPLEMENT_TO_LIVE)
"""The stages of secrel.rid/1: to be confirmed until entered. Later stages appear only once entered."""
COMBINED_STAGES = tuple(stage for stage in TABLE_STAGES if stage != Stage.DESIGN_BUILD_PIT)
"""The stages that a combined assessment may cost for several modifications."""
