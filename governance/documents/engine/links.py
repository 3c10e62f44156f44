"""Where the references in a document lead: to this site's pages, absolute in a file, relative on a page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Links:
    """`site` is the address in front of each path; empty on our own pages."""

    site: str = ""

    def modification(self, reference: str) -> str:
        return f"{self.site}/modifications/{reference}/"

    def change_request(self, reference: str) -> str:
        return f"{self.site}/change-requests/{reference}/"

    def document(self, designation: str) -> str:
        return f"{self.site}/documents/{designation.lower().replace(' ', '-')}/"
