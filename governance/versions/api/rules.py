"""The rules of the checker."""

from collections.abc import Iterator
from typing import Any

from governance.documents.checks.findings import RULES
from governance.documents.notice.checks import RULES as NOTICE_RULES
from governance.documents.result.checks import RULES as RESULT_RULES
from secrel.core.api.twins import Listing, Resource


def _rules() -> Iterator[dict[str, Any]]:
    for kind, rules in (("rid", RULES), ("notice", NOTICE_RULES), ("consultation_result", RESULT_RULES)):
        for rule in rules.values():
            yield {
                "name": rule.name,
                "of": kind,
                "section": rule.section,
                "against": str(rule.against.value),
                "certainties": [one.value for one in rule.certainties],
                "demands": rule.demands,
            }


CHECKS = Listing(
    "checks/",
    {
        **dict.fromkeys(("name", "of", "section", "against"), str),
        "certainties": list[str],
        "demands": str,
    },
    rows=lambda request, found: list(_rules()),
    is_public=True,
    about="The rules of the checker: what each demands, against what, and how sure its findings can be.",
    example={
        "name": "total-is-sum",
        "of": "rid",
        "section": "costs",
        "against": "itself",
        "certainties": ["certain"],
        "demands": "The total is the sum of the cells.",
    },
)
RESOURCES: list[Resource] = [CHECKS]
TWINS: list[Any] = []
