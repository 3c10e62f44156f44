"""What people call the kinds of participant, in headings and cells of the tables that they paste."""

from modifications.participants import ALL_PARTIES, Participant

PARTY_WORDS = {
    Participant.SUPPLIERS: ("Supplier", "Supplier Parties", "Supplier Party", "Energy Suppliers"),
    Participant.ELECTRICITY_NETWORKS: (
        *("Electricity Network", "Electricity Network Parties", "Electricity Network Party"),
        *("Electricity Network Operators", "Electricity Network Operator"),
    ),
    Participant.GAS_NETWORKS: (
        *("Gas Network", "Gas Network Parties", "Gas Network Party"),
        *("Gas Network Operators", "Gas Network Operator"),
    ),
    Participant.OTHER_SEC_PARTIES: ("Other SEC Party", "Other Parties", "Other Party"),
    Participant.DCC: ("Data Communications Company", "The DCC", "Smart DCC", "DCC impact", "DCC impacted"),
}
"""Other words for each kind of participant."""

PARTS_OF = {
    Participant.SUPPLIERS: (
        *("Large Suppliers", "Large Supplier", "Large Supplier Parties", "Large Supplier Party"),
        *("Small Suppliers", "Small Supplier", "Small Supplier Parties", "Small Supplier Party"),
        *("Electricity Suppliers", "Gas Suppliers", "Import Suppliers", "Gas Supplier"),
    ),
    Participant.ELECTRICITY_NETWORKS: (
        *("Electricity Distributors", "Electricity Distributor", "DNOs", "DNO", "IDNOs", "IDNO"),
        "Distribution Network Operators",
    ),
    Participant.GAS_NETWORKS: ("Gas Transporters", "Gas Transporter", "GDNs", "GDN", "iGTs", "GTs"),
    Participant.OTHER_SEC_PARTIES: ("Other Users", "Other User", "Non-Supplier Users"),
    Participant.DCC: ("DCC Systems", "DCC Service Providers"),
}
"""Words for a part of a kind of participant: that they mean the kind is a guess."""

AUDIENCE_WORDS = (
    *((word, value.value) for value, words in PARTY_WORDS.items() for word in words),
    *(
        (word, ALL_PARTIES)
        for word in ("All Parties", "All", "All SEC Party categories", "All Party categories")
    ),
)
NEAR_AUDIENCES = (
    *((word, value.value) for value, words in PARTS_OF.items() for word in words),
    *((word, ALL_PARTIES) for word in ("SEC Parties", "Parties", "All Users")),
    *(
        (word, value.value)
        for word in ("Network Parties", "Networks", "Network Operators", "Network Party")
        for value in (Participant.ELECTRICITY_NETWORKS, Participant.GAS_NETWORKS)
    ),
)
