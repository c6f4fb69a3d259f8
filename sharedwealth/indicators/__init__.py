"""Indicators: words, queries, and the answers that every page, export and command shows."""

from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.catalogue import CATALOGUE
from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.question import can_answer

__all__ = ["CATALOGUE", "Indicator", "answer", "can_answer"]
