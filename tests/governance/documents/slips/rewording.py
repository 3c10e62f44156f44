"""The summary points of the complete document in other words, as other people would have written them."""

from tests.governance.documents.slips.draft import Draft

OTHER_WORDS = {
    "Everybody who comments on a draft Modification Report knows the deadline for it.": (
        "Comments on draft Modification Reports are due by a deadline that is known to all.",
        "All Parties get the same time to comment on a draft Modification Report.",
    ),
    "Suppliers can update the firmware of the In-Home Displays they installed without a visit.": (
        "No visit is needed any more to bring new firmware to an In-Home Display.",
        "Suppliers may send firmware updates to displays in the home remotely.",
    ),
    "Small Suppliers may pay their invoices for fixed charges in two instalments.": (
        "Invoices for fixed charges can be settled in two payments by small Suppliers.",
        "A small Supplier may split what it pays for fixed charges into two instalments.",
    ),
    "The Alert shows which Electricity Smart Meters run without a tariff.": (
        "Electricity Network Parties receive an Alert where a meter has lost its tariff.",
        "A new Alert says that a tariff is missing on an electricity meter.",
    ),
    "The Alert shows which Gas Smart Meters run without a tariff.": (
        "Gas Network Parties receive an Alert where a meter has lost its tariff.",
        "A new Alert says that a tariff is missing on a gas meter.",
    ),
    "A Gas Proxy Function keeps consumption data for 25 months.": (
        "Consumption data of 25 months can be read from a Gas Proxy Function.",
        "Gas Proxy Functions store more data: more than two years of consumption.",
    ),
    "Other Users find their rights, and who answers their privacy questions, in one place.": (
        "What Other Users may ask of the DCC is written in plain words.",
        "The rights of Other Users are set out more plainly, and who helps with privacy.",
    ),
    "Small Parties may pay their invoices for fixed charges in two instalments.": (
        "Invoices for fixed charges can be settled in two payments by small Parties.",
        "A small Party may split what it pays for fixed charges into two instalments.",
    ),
    "The Data Service Provider answers requests for readings sooner and passes on the new Alert.": (
        "The Data Service Provider must return meter readings within 30 seconds, and route the Alert of a lost tariff.",
        "Requests for readings are answered faster, and the Data Service Provider forwards the new Alerts.",
    ),
    "The Communications Service Providers carry firmware for In-Home Displays.": (
        "Firmware for In-Home Displays travels over the networks of the Communications Service Providers.",
        "The Communications Service Providers deliver firmware updates to displays.",
    ),
    "They read 25 months of consumption data from Gas Proxy Functions.": (
        "Gas Proxy Functions hold consumption data for longer: 25 months of it.",
        "More consumption data is stored in, and read from, each Gas Proxy Function.",
    ),
}


def reword_points(draft: Draft, share: float = 0.5) -> None:
    """Say about this share of the points in other words."""
    for *_, point in draft.points:
        if point["text"] in OTHER_WORDS and draft.draw.random() < share:
            point["text"] = draft.pick(OTHER_WORDS[point["text"]])
