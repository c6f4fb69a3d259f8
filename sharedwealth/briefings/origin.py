"""What a sheet is about and where its figures are from: its subtitle, its badge, and the page that shows the same."""

from datetime import date

from sharedwealth import numbers
from sharedwealth.briefings import scene
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.model import Step
from sharedwealth.choices import KINDS, WORKSHOP_TYPES, word
from sharedwealth.indicators import CATALOGUE, Indicator, snapshot
from sharedwealth.indicators.reporting import counties_reported, counties_unverified, received_words
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

_PAGES = {
    "workshops": "", "people": "employment", "coverage": "coverage", "income": "income", "gains": "gains",
    "stability": "stability", "inequality": "gaps", "dependence": "partnerships", "movement": "employment",
}  # fmt: skip
"""The page that shows an indicator's family."""


def told_of(asked: Asked, indicator: Indicator, body: scene.Body) -> list[str]:
    """Measure, type and area; of a case its name and place; a table is of more than one measure and names none."""
    if isinstance(body, scene.Story):
        return [each for each in (body.title, body.place) if each]
    measure = body.measure if isinstance(body, scene.Chart | scene.Map) else indicator.title()
    measures = [] if isinstance(body, scene.Table) else [measure]
    of_type = [word(WORKSHOP_TYPES, asked.workshop_type)] if asked.workshop_type else []
    return [*measures, *of_type, asked.place.name]


def badge(warehouse: Source, area: str, month: date) -> str:
    """Kind, month, snapshot, and how many counties have reported: what every figure is shown with."""
    known = snapshot.snapshot(warehouse)
    received = received_words(
        counties_reported(warehouse, area, month), counties_unverified(warehouse, area, month)
    )
    code = t("snapshot {code}").format(code=known.code)
    return " · ".join((word(KINDS, known.kind), numbers.as_of(month), code, received))


def address(asked: Asked, step: Step) -> str:
    """The page of the dashboard with the step's area and month, relative."""
    page = "cases" if step.view == "case" else _PAGES[CATALOGUE[step.indicator].family]
    return f"{page}?area={asked.area}&month={asked.month_written}"
