"""The row of choices at the top of a page: area, month and type, each bound to the address."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.errors import ReaderError, UnknownAreaError, UnknownChoiceError, UnknownMonthError
from sharedwealth.indicators import CATALOGUE
from sharedwealth.places import codes
from sharedwealth.text import language, t
from sharedwealth.ui import address, area_register, areas, controls, memory, store
from sharedwealth.ui.controls import ALL_TYPES
from sharedwealth.ui.memory import Worked
from sharedwealth.warehouse.connection import Warehouse


@dataclass(frozen=True)
class View:
    """What a page is asked to show."""

    warehouse: Warehouse
    area: str
    month: date
    workshop_type: str | None

    @property
    def area_name(self) -> str:
        return areas.name(self.warehouse, self.area)

    def answer(
        self, key: str, *, by: str | None = None, area: str | None = None, month: date | None = None
    ) -> pd.DataFrame:
        """The indicator's answer for this view; see `indicators.answer` for the columns.

        An indicator that knows no types answers for all of them.
        """
        typed = CATALOGUE[key].by_type and by != "type"
        return store.answer(
            self.warehouse,
            key,
            area=area or self.area,
            month=month or self.month,
            by=by,
            workshop_type=self.workshop_type if typed else None,
        )

    def figure(self, key: str) -> "pd.Series[Any]":
        """The one row that answers for the area itself: the last of its course."""
        return self.course(key).iloc[-1]

    def course(self, key: str) -> pd.DataFrame:
        """The indicator month by month, up to this view's month; asked once for all months of the snapshot."""

        def up_to_now() -> pd.DataFrame:
            whole = self.answer(key, by="month", month=self.warehouse.last_month)
            return whole[whole["month"] <= months.write(self.month)]

        return self.remembered(up_to_now, "course", key).copy(deep=False)

    def history(self, key: str, *, by: str | None = None, area: str | None = None) -> pd.DataFrame:
        """The indicator's answer in every month of the snapshot: a row for each area and month.

        It is the same whatever the view's month, so a month of it can be compared with any other.
        """
        first, last = self.warehouse.first_month, self.warehouse.last_month
        return store.answer(
            self.warehouse,
            key,
            area=area or self.area,
            month=last,
            by=by,
            workshop_type=self.workshop_type if CATALOGUE[key].by_type else None,
            since=first,
        )

    def remembered(self, work_out: Callable[[], Worked], *named: Hashable) -> Worked:
        """What is worked out for this view under this name, once for all readers who share the view and language."""
        asked = (*named, language(), self.area, self.month, self.workshop_type)
        return memory.of(self.warehouse).recall(asked, work_out)

    def told(self, question: Callable[..., Any], *more: Hashable) -> Any:  # noqa: ANN401  whatever it returns
        """What a question of the indicators says of this view's area and month, remembered."""
        return store.told(question, self.warehouse, self.area, self.month, *more)

    def months_beside(self) -> list[date]:
        """The month before and the month after, as far as there are ledgers."""
        near = (months.shift(self.month, -1), months.shift(self.month, 1))
        return [each for each in near if self.warehouse.first_month <= each <= self.warehouse.last_month]

    def earlier(self) -> date | None:
        """The month that ranks are compared with: a year before, else the first; None in the first month itself."""
        before = max(months.shift(self.month, -12), self.warehouse.first_month)
        return before if before < self.month else None

    def of_all_types(self) -> "View":
        """The same view, whatever type the page is narrowed to."""
        return replace(self, workshop_type=None)

    def can_tell(self, key: str) -> bool:
        """Whether the indicator is defined for an area of this level."""
        return codes.level(self.area) in CATALOGUE[key].levels


def bar(*, types: bool = True, beside: Callable[[View], Mapping[str, object] | None]) -> View:
    """Draws the choices and says what they are; a wrong value in the address raises with a sentence.

    `beside` says where the browser finds what other choices would show, for pages that can tell.
    """
    warehouse = store.warehouse()
    try:
        area, month, workshop_type = _area(warehouse), _month(warehouse), _type() if types else None
    except ReaderError:
        controls.show()  # the language can be changed on every page, also where nothing else is shown
        raise
    chosen = [areas.name(warehouse, area), numbers.month(month)]
    view = View(warehouse, area, month, workshop_type)
    controls.show(
        area={
            "value": area,
            "words": areas.path_name(warehouse, area),
            "places": area_register.url(warehouse),
        },
        month=months.write(month),
        months={months.write(each): numbers.month(each) for each in reversed(warehouse.months)},
        types={each: type_name(each) for each in (ALL_TYPES, *WORKSHOP_TYPES)} if types else None,
        workshop_type=workshop_type,
        summary=" · ".join([*chosen, type_name(workshop_type)] if workshop_type else chosen),
        beside=beside(view),
    )
    return view


def go_to(area: str) -> None:
    """Drills to an area, as a click on the map or on a row does; for use in a widget's callback."""
    address.write(area=area)


def go_to_month(month: str) -> None:
    """Turns the page to another month, as a slider does; for use in a widget's callback."""
    address.write(month=month)


def type_name(key: str) -> str:
    return t("All types") if key == ALL_TYPES else word(WORKSHOP_TYPES, key)


def _area(warehouse: Warehouse) -> str:
    asked = address.read("area") or codes.PROVINCE
    if not areas.exists(warehouse, asked):
        raise UnknownAreaError(
            t("There is no place with the code “{code}” in Zhejiang's register.").format(code=asked)
        )
    return asked


def _month(warehouse: Warehouse) -> date:
    asked = address.read("month")
    if asked is None:
        return warehouse.last_month
    month = months.parse(asked)
    if not warehouse.first_month <= month <= warehouse.last_month:
        raise UnknownMonthError(
            t("There are no ledgers of {month}. They run from {first} to {last}.").format(
                month=numbers.month(month),
                first=numbers.month(warehouse.first_month),
                last=numbers.month(warehouse.last_month),
            )
        )
    return month


def _type() -> str | None:
    asked = address.read("type")
    if asked in (None, ALL_TYPES):
        return None
    if asked not in WORKSHOP_TYPES:
        raise UnknownChoiceError(
            t("There is no workshop type “{key}”. Choose one of the six from the list.").format(key=asked)
        )
    return asked
