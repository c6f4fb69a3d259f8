"""From a figure to the rows of the ledgers behind it, and who sent them; the rows add up to the figure."""

from sharedwealth.intake.lineage.model import Excluded, Lineage, Sum
from sharedwealth.intake.lineage.tracing import of

__all__ = ["Excluded", "Lineage", "Sum", "of"]
