"""What the inspection of a file can raise. The text continues a sentence that begins with the file's name."""


class Unfit(Exception):
    """The file is of its kind but cannot be taken: damaged, or too large inside."""


class OtherKind(Exception):
    """The file is not of the kind that its name says."""


DAMAGED = "is damaged: {}. Save it again and choose the new file."
