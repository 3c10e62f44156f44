"""Areas of the DCC that RIDs name. Names of several words are listed, as a file may break them over lines."""

from secrel.core.values.texts import folded

_NAMES = {
    "communications service provider",
    "communications service providers",
    "communication service provider",
    "communication service providers",
    "data service provider",
    "data service providers",
    "enterprise systems",
    "operational changes",
    "service desk",
    "service management",
    "smki services",
    "system integrator",
    "test labs",
    "trusted service provider",
    "dcc user gateway",
    "self service interface",
    "registration data",
}


def is_area(name: str) -> bool:
    """Whether a text is the whole name of an area."""
    return folded(name) in _NAMES
