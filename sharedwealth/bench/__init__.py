"""Measures of speed, with a goal each; run by `python -m sharedwealth bench`, never by the tests.

Absolute times depend on the machine: compare within one run.
"""

from sharedwealth.bench.measure import Measure
from sharedwealth.bench.run import measures

__all__ = ["Measure", "measures"]
