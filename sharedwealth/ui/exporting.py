"""The files of a page or a talk, as links: the same addresses everywhere."""

from sharedwealth import months
from sharedwealth.briefings import reading
from sharedwealth.exports.formats import FORMATS
from sharedwealth.text import language, t
from sharedwealth.ui import export_routes, navigation
from sharedwealth.ui.filters import View


def of_page(view: View) -> list[tuple[str, str]]:
    """Title and address of each file of the page on show; empty for a page that has none."""
    return links(view, navigation.here(), "page", view.area) if navigation.here() in reading.pages() else []


def links(view: View, name: str, kind: str, area: str) -> list[tuple[str, str]]:
    """Title and address of each file of a talk or a page, of this area and the view's month and snapshot."""
    given = {
        "kind": kind,
        "area": area,
        "month": months.write(view.month),
        "lang": language(),
        "snapshot": str(view.warehouse.meta["code"]),
    }
    return [
        (t(each.name), f"/{export_routes.address(name, form, **given)}") for form, each in FORMATS.items()
    ]
