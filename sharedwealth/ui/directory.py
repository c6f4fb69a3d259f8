"""The directory of workshops of a month, remembered for whoever asks for it: its own page, the attention list."""

from datetime import date

import pandas as pd

from sharedwealth.indicators import workshop_directory
from sharedwealth.ui import memory
from sharedwealth.warehouse.connection import Warehouse


def listed(warehouse: Warehouse, month: date) -> pd.DataFrame:
    """Every workshop of the month, worked out once for all readers; not to be changed."""
    return memory.of(warehouse).recall(
        ("workshops listed", month), lambda: workshop_directory.listed(warehouse, month)
    )
