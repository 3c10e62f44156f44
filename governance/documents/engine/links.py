"""Addresses for the references in a document: absolute in files, relative on pages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Links:
    """`site`: the address before each path; empty on our own pages."""

    site: str = ""

    def modification(self, reference: str) -> str:
        return f"{self.site}/modifications/{reference}/"

    def change_request(self, reference: str) -> str:
        return f"{self.site}/change-requests/{reference}/"

    def document(self, designation: str) -> str:
        return f"{self.site}/documents/{designation.lower().replace(' ', '-')}/"
