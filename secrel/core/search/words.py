"""Word lists for parsing a search."""

_COMMON = """
    a about above after again against all am an and any are as at be because been before being below between both
    but by can did do does doing don down during each few for from further had has have having he her here hers
    herself him himself his how i if in into is it its itself just me more most my myself no nor not now of off on
    once only or other our ours ourselves out over own s same she should so some such t than that the their theirs
    them themselves then there these they this those through to too under until up very was we were what when where
    which while who whom why will with you your yours yourself yourselves
"""
STOP = frozenset(_COMMON.split())
"""Words too common to search for: those of PostgreSQL's English dictionary."""
BINDING = frozenset({"co", "e", "inter", "multi", "non", "pre", "re", "sub"})
"""First parts of words that some people separate, by a space or a hyphen (e-mail, re-baseline)."""
PAIRS = frozenset(
    {
        ("back", "office"),
        ("cut", "off"),
        ("cut", "offs"),
        ("fall", "back"),
        ("go", "live"),
        ("go", "lives"),
        ("hand", "over"),
        ("no", "go"),
        ("road", "map"),
        ("roll", "back"),
        ("roll", "out"),
        ("sign", "off"),
        ("time", "table"),
    }
)
"""Compounds of this field that are written as one word, with a hyphen or as two words."""
DOCUMENTS = {
    "app": "appendix",
    "appendix": "appendix",
    "appx": "appendix",
    "sch": "schedule",
    "sched": "schedule",
    "schedule": "schedule",
    "sec": "section",
    "section": "section",
    "annex": "annex",
}
"""The first words of SEC documents' designations: the short form and the full one."""
NO_DOCUMENTS = frozenset(
    {"annexe", "annexed", "annexes", "scheduled", "scheduler", "schedules", "sectional", "sections"}
)
"""Words that look like a designation without its space (Schedule D) but are not."""
MODIFICATIONS = frozenset({"dp", "mp", "secmp"})
REFERENCES = MODIFICATIONS | {"cr"}
