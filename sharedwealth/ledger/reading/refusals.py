"""Why a file is not read at all, in the reader's language, by the reason's name."""

from collections.abc import Mapping

from sharedwealth.errors import LedgerFileError
from sharedwealth.text import mark, t

_REASONS: dict[str, str] = {
    "too_large": mark(
        "{file} is larger than {most} MB. A county's ledger of a month is far smaller; check the file."
    ),
    "empty_file": mark("{file} is empty."),
    "old_workbook": mark(
        "{file} is in the old .xls format or encrypted. Save it as .xlsx without a password."
    ),
    "encrypted": mark("{file} is encrypted. Remove the password, save it, and send it again."),
    "binary_workbook": mark("{file} is a binary workbook (.xlsb). Save it as .xlsx."),
    "no_workbook": mark(
        "{file} is not an Excel workbook, whatever its name says. Save the ledger as .xlsx or .csv."
    ),
    "damaged": mark("{file} is damaged and cannot be read. Open it in Excel or WPS, save it again as .xlsx."),
    "too_many_parts": mark(
        "{file} has more than {most} parts inside, which no ledger has. Copy the ledger into the template."
    ),
    "too_many_sheets": mark("{file} has more than {most} sheets. Send the ledger's sheets only."),
    "twice_in_archive": mark(
        "{file} has two parts of one name inside and is not read. Copy the ledger into the template."
    ),
    "path_in_archive": mark(
        "{file} has parts that point outside itself and is not read. Copy the ledger into the template."
    ),
    "macros": mark("{file} contains macros. Save it as .xlsx without macros."),
    "external_links": mark(
        "{file} is linked to other files or data. Break the links, keep the values, and save it again."
    ),
    "too_large_unpacked": mark(
        "{file} unpacks to more than {megabytes} MB. Delete what is not part of the ledger."
    ),
    "packed_too_tightly": mark(
        "{file} unpacks to far more than a ledger can hold and is not read. Copy the ledger into the "
        "template."
    ),
    "entities": mark(
        "{file} contains definitions that no workbook needs and is not read. Copy the ledger into the "
        "template."
    ),
    "too_many_rows": mark(
        "The sheet {sheet} of {file} has something in row {row}; at most {most} rows are read. Delete what "
        "stands below the ledger."
    ),
    "too_many_columns": mark(
        "The sheet {sheet} of {file} has something in column {column}; at most {most} columns are read. "
        "Delete what stands beside the ledger."
    ),
    "too_many_cells": mark("{file} has more than {most} cells. Send one county's ledger of one month."),
    "too_many_errors": mark(
        "More than {most} cells of {file} show errors or formulas without results. Put them right first."
    ),
    "too_many_unreadable": mark(
        "More than {most} cells of the sheet {sheet} of {file} cannot be read; its columns seem to have moved. Put "
        "headings and columns right first."
    ),
    "lying_count": mark(
        "{file} contradicts itself about its texts and is not read. Open it in Excel or WPS and save it "
        "again."
    ),
    "too_much_memory": mark(
        "{file} takes too much memory and is not read. Copy the ledger into the template."
    ),
    "too_long": mark("{file} takes too long to read and was given up. Copy the ledger into the template."),
    "fell_over": mark("{file} cannot be read: reading it broke off. Copy the ledger into the template."),
    "unknown_encoding": mark(
        "{file} is neither a workbook nor text that can be read. Save it as .xlsx, or as CSV in UTF-8."
    ),
    "broken_rows": mark(
        "In {file}, row {row} has a quotation mark that is not closed, or too long a cell. Save the file "
        "again as .xlsx."
    ),
    "several_workbooks": mark(
        "One workbook is one ledger; {file} came with other files. Send workbooks one at a time."
    ),
}


def refused(file: str, reason: str, values: Mapping[str, object] | None = None) -> LedgerFileError:
    """The error to raise; an unknown reason is a programming error."""
    return LedgerFileError(t(_REASONS[reason]).format(file=file, **(values or {})))
