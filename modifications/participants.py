"""Participants: the columns of the participant matrix, and the audiences of the impact summary."""

from django.db.models import TextChoices


class Participant(TextChoices):
    """The columns of the participant matrix, in order."""

    SUPPLIERS = "suppliers", "Suppliers"
    ELECTRICITY_NETWORKS = "electricity_networks", "Electricity Networks"
    GAS_NETWORKS = "gas_networks", "Gas Networks"
    OTHER_SEC_PARTIES = "other_sec_parties", "Other SEC Parties"
    DCC = "dcc", "DCC"


ALL_PARTIES = "all_sec_parties"
AUDIENCES: dict[str, str] = {
    ALL_PARTIES: "All SEC Parties",
    Participant.SUPPLIERS.value: "Supplier Parties",
    Participant.ELECTRICITY_NETWORKS.value: "Electricity Network Parties",
    Participant.GAS_NETWORKS.value: "Gas Network Parties",
    Participant.OTHER_SEC_PARTIES.value: "Other SEC Parties",
}
"""The audiences of the summary of Party impacts, in order, as the document prints them."""
