"""The accepted kinds of file, and the content that is refused unless a setting allows it."""

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
WITH_MACROS = {
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".pptm": "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
}
TEXT = {".csv", ".txt"}
INSTEAD = {
    ".doc": ".docx",
    ".dot": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".pages": ".docx",
    ".xls": ".xlsx",
    ".xlsb": ".xlsx",
    ".ods": ".xlsx",
    ".numbers": ".xlsx",
    ".ppt": ".pptx",
    ".odp": ".pptx",
    ".heic": ".jpg",
    ".gif": ".png",
    ".bmp": ".png",
    ".tif": ".pdf",
    ".tiff": ".pdf",
    ".svg": ".png",
    ".htm": ".pdf",
    ".html": ".pdf",
    ".msg": ".pdf",
    ".eml": ".pdf",
    ".log": ".txt",
    ".tsv": ".csv",
}
"""The format to suggest for a kind that is not accepted."""
HOLDS = {
    "macros": (
        "holds macros or ActiveX controls, which are not accepted. Save it as an ordinary document "
        "(.docx, .xlsx or .pptx) and choose that one."
    ),
    "passwords": (
        "is protected with a password, so its readers could not open it. Remove the password and choose it again."
    ),
    "scripts": (
        "holds scripts or starts programs when it is opened, which is not accepted. Print it to a new PDF and "
        "choose that one."
    ),
    "attachments": (
        "has other files attached inside, which are not accepted. Take them out and add each as a file of its own."
    ),
}
"""Content that the setting ACCEPTED_FILE_CONTENT can allow, each with its refusal."""


def accepted_types(content: frozenset[str]) -> dict[str, str]:
    """Media types by ending, with the macro-enabled kinds where `content` allows macros."""
    return TYPES | (WITH_MACROS if "macros" in content else {})
