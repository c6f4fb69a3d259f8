"""The files of a page or a talk, as links: the same addresses everywhere."""

from sharedwealth import cases, months, settings
from sharedwealth.briefings import reading
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.model import ChartForm, Step
from sharedwealth.errors import ReaderError
from sharedwealth.exports.formats import FORMATS
from sharedwealth.indicators import CATALOGUE
from sharedwealth.places import codes
from sharedwealth.text import language, t, tp
from sharedwealth.ui import export_routes, navigation
from sharedwealth.ui.filters import View

Links = list[tuple[str, str]]
_PICTURE = "png"


def of_page(view: View) -> Links:
    """Title and address of each file of the page on show, then of its pictures; empty for a page that has none."""
    here = navigation.here()
    if here not in reading.pages():
        return []
    steps = tuple(each for each in reading.page(here).steps if _is_told(view, each))
    return links(view, here, "page", view.area) + pictures(view, here, "page", view.area, steps)


def links(view: View, name: str, kind: str, area: str) -> Links:
    """Title and address of each file of a talk or a page, of this area and the view's month and snapshot."""
    given = _given(view, kind, area)
    return [
        (t(each.name), f"/{export_routes.address(name, form, **given)}")
        for form, each in FORMATS.items()
        if form != _PICTURE
    ]


def pictures(view: View, name: str, kind: str, area: str, steps: tuple[Step, ...]) -> Links:
    """Title and address of a PNG of each chart, map and case."""
    given = _given(view, kind, area)
    return [
        (_titled(each), f"/{export_routes.address(name, _PICTURE, **given, step=each.key)}")
        for each in steps
        if each.view in ("map", "chart", "case")
    ]


def _given(view: View, kind: str, area: str) -> dict[str, str]:
    return {
        "kind": kind,
        "area": area,
        "month": months.write(view.month),
        "lang": language(),
        "snapshot": str(view.warehouse.meta["code"]),
    }


def _is_told(view: View, step: Step) -> bool:
    """Whether a page's step has an answer to give for the area; what has none is left out of the page's files too."""
    # A town's and a village's map is its county's.
    inside = step.view == "map" and len(view.area) > codes.LENGTHS["county"]
    area = codes.up_to(view.area, "county") if inside else view.area
    asked = Asked(view.warehouse, settings.load(), area, view.month)
    try:
        if step.view == "map" or step.chart in ("ranking", "change"):
            asked.below(step.indicator, step.by)
    except ReaderError:
        return False
    return asked.can_tell(step.indicator, "month" if step.chart == "months" else None)


def _titled(step: Step) -> str:
    forms: dict[ChartForm, str] = {
        "ranking": tp("picture", "ranking"),
        "change": tp("picture", "change of a year"),
        "months": tp("picture", "by month"),
        "distribution": tp("picture", "distribution"),
        "spread": tp("picture", "quartiles"),
    }
    measure = CATALOGUE[step.indicator].short_title()
    if step.view == "case":
        known = {case.key: str(case.title) for case in cases.load_all(settings.load())}
        measure = known.get(step.case, step.case)
    pictured = tp("picture", "map") if step.view == "map" else tp("picture", "case")
    form = forms[step.chart] if step.chart else pictured
    return t("PNG: {measure}, {form}").format(measure=measure, form=form)
