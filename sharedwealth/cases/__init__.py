"""The case stories: what was published about three kinds of workshop, each fact with its source.

A story lives in one Markdown file under `data/cases/`: a YAML head with the facts, and the text in both languages.
"""

from sharedwealth.bilingual import Bilingual
from sharedwealth.cases.model import BINDABLE, Case, Fact, LiveFigure, Source
from sharedwealth.cases.reading import CaseError, load_all

__all__ = ["BINDABLE", "Bilingual", "Case", "CaseError", "Fact", "LiveFigure", "Source", "load_all"]
