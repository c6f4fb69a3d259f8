"""The first sheet: whose ledger of which month, and six lines on how to fill it."""

from xlsxwriter.workbook import Workbook

from sharedwealth.ledger.context import Context
from sharedwealth.ledger.template.lists import county_name
from sharedwealth.ledger.wording import both
from sharedwealth.text import mark

TITLE = "说明"

LINES = (
    mark(
        "Fill in the five sheets: workshops, enterprises, partnerships, employment, results. Type from row 3 on."
    ),
    mark(
        "Last month's rows are already there: change what changed, delete who left, add what is new at the end."
    ),
    mark("Headings with * are required. The comment on a heading says what belongs there, with an example."),
    mark(
        "Amounts are whole yuan, not ten thousands. Leave empty what is not known; 0 means it was counted and is none."
    ),
    mark("No names, identity numbers or telephones of workers anywhere: such a file is refused."),
    mark(
        "Leave the sheets' names and headings as they are. Check the file before sending: wrong cells come back marked."
    ),
)
DEMONSTRATION = mark("DEMONSTRATION DATA: villages, enterprises and people in this workbook are made up.")
_TITLE = mark("Shared Wealth Workshops: monthly ledger")
_COUNTY_CODE = mark("County code")
_COUNTY = mark("County name")
_MONTH = mark("Ledger month")


def write(book: Workbook, context: Context, *, is_demonstration: bool) -> None:
    """Labels in column A, their values in column B, the English beneath; the lines below them."""
    font = {"font_name": "宋体", "valign": "vcenter"}
    small = {
        "font_name": "Arial",
        "font_size": 9,
        "font_color": "#6B7280",
        "valign": "top",
        "text_wrap": True,
    }
    title = book.add_format(font | {"bold": True, "font_size": 16})
    label = book.add_format(font | {"bold": True, "bg_color": "#D5E4F3", "border": 1})
    value = book.add_format(font | {"num_format": "@", "border": 1, "bold": True, "font_size": 12})
    line = book.add_format(font | {"font_size": 12, "text_wrap": True})
    aside = book.add_format(small)
    warning = book.add_format(
        font | {"bold": True, "font_color": "#9C1C00", "font_size": 12, "text_wrap": True}
    )

    page = book.add_worksheet(TITLE)
    page.hide_gridlines(2)
    page.set_column(0, 0, 14)
    page.set_column(1, 1, 60)
    page.set_column(2, 2, 70)
    page.set_row(0, 30)
    page.write_string(0, 0, both(_TITLE).zh, title)
    page.write_string(0, 2, both(_TITLE).en, aside)
    row = 2
    for told, content in (
        (both(_COUNTY_CODE), context.county_code),
        (both(_COUNTY), county_name(context)),
        (both(_MONTH), f"{context.month:%Y-%m}"),
    ):
        page.set_row(row, 22)
        page.write_string(row, 0, told.zh, label)
        page.write_string(row, 1, content, value)
        page.write_string(row, 2, told.en, aside)
        row += 1
    if is_demonstration:
        row += 1
        page.set_row(row, 34)
        page.write_string(row, 1, both(DEMONSTRATION).zh, warning)
        page.write_string(row, 2, both(DEMONSTRATION).en, aside)
    row += 2
    for number, sentence in enumerate(LINES, start=1):
        told = both(sentence)
        page.set_row(row, 36)
        page.write_string(row, 0, str(number), book.add_format(font | {"align": "right", "indent": 1}))
        page.write_string(row, 1, told.zh, line)
        page.write_string(row, 2, told.en, aside)
        row += 1
    page.protect()
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1)
