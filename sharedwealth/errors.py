"""What can go wrong, and which part of it a reader is told.

`ReaderError` and its branches carry a sentence in the reader's language that says what to do; everything else
rises with its traceback, is logged under a number, and the reader sees only the number.
"""


class ReaderError(Exception):
    """Something the reader can put right; the message is fit to be shown as it stands."""


class UnknownAreaError(ReaderError):
    """The address or the command names an area that is not in the register."""


class UnknownMonthError(ReaderError):
    """The month is not one, or lies outside the snapshot's months."""


class UnknownIndicatorError(ReaderError):
    """No indicator has this key."""


class UnknownChoiceError(ReaderError):
    """A type, a breakdown, a language or another choice that does not exist."""


class SnapshotError(ReaderError):
    """The snapshot is missing, damaged or not what its manifest says."""


class RegisterError(ReaderError):
    """An operator's list of places cannot be taken as it is."""


class LedgerFileError(ReaderError):
    """A file that cannot be read as a ledger at all: no workbook, too large, or made to do harm."""


class IntakeError(ReaderError):
    """A ledger that may not be published, approved or rolled back as things stand."""


class MapApprovalError(ReaderError):
    """Something with a map was to go out to the public, and the operator has no map approval number."""
