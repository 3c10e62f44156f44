"""Every address and who may open it: its name, the path, and the status of GET for each role.

Those of the API’s resources are in tests/support/api."""

from tests.support.addresses import accounts, api, house, meetings, papers, releases
from tests.support.addresses.answers import POST, PROPOSED, ROLES, WEBHOOK_ACTS
from tests.support.api.rows import API_ROWS

__all__ = ["POST", "PROPOSED", "ROLES", "TABLE", "WEBHOOK_ACTS"]

TABLE: dict[str, tuple[str, tuple[int, ...]]] = {
    **house.ROWS,
    **accounts.ROWS,
    **releases.ROWS,
    **meetings.ROWS,
    **papers.ROWS,
    **api.ROWS,
    **{name: (path, answers["GET"]) for name, (path, answers) in API_ROWS.items() if "GET" in answers},
}
