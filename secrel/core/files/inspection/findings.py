"""Exceptions of a file's inspection. The text follows the file's name in a sentence."""


class Unfit(Exception):
    """The file is of the stated kind but cannot be accepted: damaged, or too large inside."""


class OtherKind(Exception):
    """The file is not of the kind that its name states."""


DAMAGED = "is damaged: {}. Save it again and choose the new file."
