"""All models of the app, for Django. Each package has its own; other code imports them from the package."""

from governance.acceptance import models as acceptance
from governance.composing import models as composing
from governance.consultations import models as consultations
from governance.criteria import models as criteria
from governance.intake import models as intake
from governance.integrity import models as integrity
from governance.meetings import models as meetings
from governance.notices import models as notices
from governance.packs import models as packs
from governance.papers import models as papers
from governance.regression import models as regression
from governance.scenarios import models as scenarios
from governance.versions import models as versions
from governance.watch import models as watch

__all__ = [
    "acceptance",
    "composing",
    "consultations",
    "criteria",
    "intake",
    "integrity",
    "meetings",
    "notices",
    "packs",
    "papers",
    "regression",
    "scenarios",
    "versions",
    "watch",
]
