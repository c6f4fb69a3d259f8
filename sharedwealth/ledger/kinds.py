"""The kinds of cells, one letter each, as the child process hands them back."""

EMPTY, TEXT, NUMBER, YES_NO, DATE, TIME = ".", "s", "n", "b", "d", "t"
"""Dates and times are written as ISO says."""

ERROR = "e"
"""A cell that shows an error; its value is what Excel shows, such as `#DIV/0!`."""

NO_RESULT = "f"
"""A formula that no program has worked out yet."""
