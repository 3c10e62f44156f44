"""What every installation starts with: SEC documents, acronyms, the standard acceptance criteria.

Titles of documents are as published; meanings of the criteria follow DOMAIN 6.
"""

SECTIONS = {
    "A": "Definitions and Interpretation",
    "B": "Accession",
    "C": "Governance",
    "D": "Modification Process",
    "E": "Registration Data",
    "F": "Smart Metering System Requirements",
    "G": "Security",
    "H": "DCC Services",
    "I": "Data Privacy",
    "J": "Charges",
    "K": "Charging Methodology",
    "L": "Smart Metering Key Infrastructure and DCC Key Infrastructure",
    "M": "General",
    "N": "SMETS1 Meters",
    "T": "Testing During Transition",
    "X": "Transition",
    "Z": "Alt HAN Arrangements",
}
SCHEDULES = {
    "8": "GB Companion Specification",
    "9": "Smart Metering Equipment Technical Specifications",
    "10": "Communications Hub Technical Specifications",
    "11": "TS Applicability Tables",
}
APPENDICES = {
    "A": "Device Certificate Policy",
    "B": "Organisation Certificate Policy",
    "D": "SMKI Registration Authority Policies and Procedures",
    "E": "DCC User Interface Services Schedule",
    "H": "CH Handover Support Materials",
    "I": "CH Installation and Maintenance Support Materials",
    "L": "SMKI Recovery Procedure",
    "M": "SMKI Interface Design Specification",
    "O": "SMKI Repository Interface Design Specification",
    "Q": "IKI Certificate Policy",
    "AB": "Service Request Processing Document",
    "AC": "Inventory, Enrolment and Decommissioning Procedures",
    "AD": "DCC User Interface Specification",
    "AF": "Message Mapping Catalogue",
    "AH": "Self Service Interface Access Control Specification",
    "AK": "SEC Variation Testing Approach Document for SMETS1 Services",
}


def documents() -> list[tuple[str, str]]:
    """Designation and title of every document that an installation starts with."""
    named = (("Section", SECTIONS), ("Schedule", SCHEDULES), ("Appendix", APPENDICES))
    return [(f"{kind} {name}", title) for kind, titles in named for name, title in titles.items()]


NOTICE = "Publication notice of 27 November 2020"
ALIASES = [
    ("Section J", "Payment of Charges", NOTICE),
    ("Section L", "Smart Metering Key Infrastructure", NOTICE),
    ("Appendix E", "DCC User Gateway Services Schedule", NOTICE),
]
GLOSSARY = {
    "ADT": "Anomaly Detection Threshold",
    "BEIS": "Department for Business, Energy and Industrial Strategy",
    "BCDR": "Business Continuity and Disaster Recovery",
    "CH": "Communications Hub",
    "CHISM": "CH Installation and Maintenance Support Materials",
    "CSC": "Change Sub-Committee",
    "CSP": "Communications Service Provider",
    "DCC": "Data Communications Company",
    "DSP": "Data Service Provider",
    "DUIS": "DCC User Interface Specification",
    "ETAD": "Enduring Testing Approach Document",
    "GB": "Great Britain",
    "GBCS": "GB Companion Specification",
    "IHD": "In-Home Display",
    "IRP": "Issue Resolution Proposal",
    "MMC": "Message Mapping Catalogue",
    "PIT": "Pre-Integration Testing",
    "PPMID": "Prepayment Meter Interface Device",
    "RID": "Release Implementation Document",
    "SEC": "Smart Energy Code",
    "SECAS": "Smart Energy Code Administrator and Secretariat",
    "SIT": "Systems Integration Testing",
    "SM": "Smart Metering",
    "SMKI": "Smart Metering Key Infrastructure",
    "SR": "Service Request",
    "SSC": "Security Sub-Committee",
    "TABASC": "Technical Architecture and Business Architecture Sub-Committee",
    "TAD": "Testing Approach Document",
    "TAG": "Testing Advisory Group",
    "UIT": "User Integration Testing",
    "WAN": "Wide Area Network",
}

OPS, TAG, SSC = "operations-group", "tag", "ssc"
CRITERIA = [
    (
        "operational",
        1,
        "The DCC has made ready every new and changed component of the services: the service design is complete and the capability to operate it is proven.",
        "dcc",
        OPS,
        False,
    ),
    (
        "operational",
        2,
        "The DCC has shown that existing services stay stable up to the deployment.",
        "dcc",
        OPS,
        False,
    ),
    (
        "operational",
        3,
        "New services run beside the existing ones and work together with them, and the DCC has shown it.",
        "dcc",
        OPS,
        False,
    ),
    (
        "operational",
        4,
        "The DCC has assessed the risk that known problems and defects of the live service bring to the changed one.",
        "dcc",
        OPS,
        False,
    ),
    (
        "operational",
        5,
        "The DCC has shown how it applies the lessons of earlier releases and of its other changes.",
        "dcc",
        OPS,
        False,
    ),
    ("operational", 6, "The DCC has shown that consumers come to no detriment.", "dcc", OPS, False),
    (
        "operational",
        7,
        "The DCC has assured business continuity and disaster recovery for the changed service.",
        "dcc",
        OPS,
        False,
    ),
    ("operational", 8, "SECAS is ready to change the SEC on the agreed date.", "secas", OPS, True),
    (
        "operational",
        9,
        "SECAS has made ready the new and changed components that it answers for.",
        "secas",
        OPS,
        True,
    ),
    (
        "testing",
        1,
        "The DCC has built the code of each approved change and can deploy it to production on the agreed date.",
        "dcc",
        TAG,
        False,
    ),
    (
        "testing",
        2,
        "Each test phase is over and meets the exit criteria that the Testing Approach Document (TAD) sets.",
        "dcc",
        TAG,
        False,
    ),
    ("testing", 3, "The DCC has completed regression testing and passed it.", "dcc", TAG, False),
    (
        "testing",
        4,
        "No defect of Severity 1 or 2 would reach production.",
        "dcc",
        TAG,
        False,
    ),
    (
        "testing",
        5,
        "The DCC has a plan for every open defect of Severity 3, 4 or 5, and the open issues stay within the thresholds of the TAD.",
        "dcc",
        TAG,
        False,
    ),
    (
        "testing",
        6,
        "The DCC has shown that the environments for SIT and UIT matched the production solution; differences are known and their risks managed.",
        "dcc",
        TAG,
        False,
    ),
    (
        "security",
        1,
        "The DCC has done the relevant security testing, and the security architecture is approved.",
        "dcc",
        SSC,
        False,
    ),
]
