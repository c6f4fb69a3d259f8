"""The check on the page of ledgers: files dropped, each ledger's findings, and the marked copy to take away."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath

import streamlit as st

from sharedwealth import numbers
from sharedwealth.ledger.findings import SEVERITIES, Finding, Severity
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import language, t, tn, tp
from sharedwealth.ui import address, uploads, uploads_desk, uploads_jobs
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces.ledgers import Setting
from sharedwealth.ui.uploads_desk import Choice, Desk, Outcome
from sharedwealth.ui.uploads_parts import Column, Line, drop, listing

MOST_SHOWN = 200
"""Findings of a ledger on the page; the marked copy has them all."""

_DESK = "ledgers_desk"
_HEIGHT = 420
_CHINESE = re.compile("[\u4e00-\u9fff]")
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def desk() -> Desk | None:
    """The reader's own: the address's after a reload, else the session's; None before the first file."""
    return uploads_desk.find(address.read("desk") or st.session_state.get(_DESK))


def drop_panel(here: Setting, chosen: Choice) -> None:
    """Takes files and begins their check; it changes no figure."""
    with panel("ledger_check", t("2 · Check"), t("Checking changes nothing; do it as often as you like")):
        drop("drop_ledgers", address.read("desk") or "", partial(_arrived, here, chosen))
        said = t("Errors must be corrected, warnings corrected or explained, notes are for information.")
        st.caption(plain(said))


def _arrived(here: Setting, chosen: Choice, sent: list[dict[str, str]]) -> None:
    files = uploads.tray().find(str(each.get("token")) for each in sent)
    if not files:
        return
    own = desk() or uploads_desk.make()
    st.session_state[_DESK] = own.name

    def work(report: uploads_jobs.Report) -> None:
        own.lay(uploads_desk.check(here.installation, files, chosen, report))

    job = uploads_jobs.start("check", t("Checking"), work)
    address.write(desk=own.name, job=job.name)


def results(here: Setting, own: Desk) -> None:
    """What the check found, ledger by ledger, the last one first."""
    for number, outcome in enumerate(reversed(own.outcomes)):
        _result(here, outcome, number)


def clearing(own: Desk) -> None:
    """Takes everything off the desk."""
    if own.outcomes:
        st.button(t("Clear the list"), on_click=_cleared, args=(own,), key="clear_desk")


def _cleared(own: Desk) -> None:
    own.clear(own.outcomes)
    st.session_state.pop(_DESK, None)
    address.write(desk=None, job=None)


def _result(here: Setting, outcome: Outcome, number: int) -> None:
    if outcome.problem or outcome.county_code is None or outcome.month is None:
        st.error(plain(str(outcome.problem)))
        return
    names = t(", ").join(file.name for file in outcome.files)
    with panel(f"ledger_{number}", here.title(outcome.county_code, outcome.month), _about(names, outcome)):
        _verdict(outcome)
        if outcome.is_assumed:
            st.caption(plain(t("The file does not say its county or month; what is chosen above was taken.")))
        if outcome.findings:
            _findings(outcome, number)
            _marked(outcome, number)


def _about(names: str, outcome: Outcome) -> str:
    is_chinese = language() == "zh"
    titles = {name: sheet.title_zh if is_chinese else name for name, sheet in SHEETS.items()}
    rows = [f"{titles[name]} {numbers.plain(count)}" for name, count in outcome.rows.items()]
    return " · ".join((names, t("rows: {rows}").format(rows=t(", ").join(rows))))


def words(severity: Severity) -> str:
    said: dict[Severity, str] = {
        "error": tp("finding", "Error"),
        "warning": tp("finding", "Warning"),
        "note": tp("finding", "Note"),
    }
    return said[severity]


def _verdict(outcome: Outcome) -> None:
    counted = outcome.counts
    told = t("Errors {errors} · warnings {warnings} · notes {notes}").format(
        errors=counted["error"], warnings=counted["warning"], notes=counted["note"]
    )
    if counted["error"]:
        what = t("Correct the errors and send the file again.")
    elif counted["warning"]:
        what = t("Ready; give the reason for the warnings when you publish.")
    else:
        what = t("Ready to be published.")
    st.markdown(f"**{plain(told)}**　{plain(what)}")


def _findings(outcome: Outcome, number: int) -> None:
    ordered = _ordered(outcome.findings)
    several = len(outcome.files) > 1
    rest = len(ordered) - MOST_SHOWN
    more = tn(
        "{count} more finding stands in the marked copy.",
        "{count} more findings stand in the marked copy.",
        rest,
    )
    listing(
        f"findings_{number}",
        t("What the check found"),
        _columns(several=several),
        [_line(each, several=several) for each in ordered[:MOST_SHOWN]],
        more=more.format(count=numbers.plain(rest)) if rest > 0 else "",
        height=_HEIGHT,
    )


def _ordered(findings: Sequence[Finding]) -> list[Finding]:
    """The gravest first; within these sheet by sheet, from the top down, as a clerk goes through the file."""
    sheets = list(dict.fromkeys((each.file, each.sheet) for each in findings))

    def place(each: Finding) -> tuple[int, int, int, int, str]:
        column = each.column or ""
        sheet = sheets.index((each.file, each.sheet))
        return SEVERITIES.index(each.severity), sheet, each.row or 0, len(column), column

    return sorted(findings, key=place)


def _columns(*, several: bool) -> list[Column]:
    file = [Column(t("File"), "middle")] if several else []
    return [
        Column(t("Severity"), "short"),
        *file,
        Column(t("Ledger sheet"), "short"),
        Column(t("Cell"), "short"),
        Column(t("What to do"), "long"),
        Column(t("Found"), "middle"),
        Column(t("Expected"), "middle"),
    ]


def _line(finding: Finding, *, several: bool) -> Line:
    place = finding.cell or (t("row {row}").format(row=finding.row) if finding.row else "")
    cells = [words(finding.severity), *([finding.file] if several else [])]
    cells += [finding.sheet or "", place, finding.message, finding.found, _expected(finding)]
    return Line(cells, look=finding.severity)


def _expected(finding: Finding) -> str:
    """In the page's language, where it stands in both; values that only look like it stay as they are."""
    chinese, _, english = finding.expected.rpartition(" / ")
    if not _CHINESE.search(chinese) or _CHINESE.search(english):
        return finding.expected
    return chinese if language() == "zh" else english


def _marked(outcome: Outcome, number: int) -> None:
    with st.container(horizontal=True, gap="small", key=f"marked_{number}"):
        for file in _with_findings(outcome):
            label = t("Download the marked copy")
            if len(outcome.files) > 1:
                label = f"{label} · {file.name}"
            st.download_button(
                plain(label),
                partial(uploads_desk.marked, outcome, file),
                f"{PurePosixPath(file.name).stem}-检查结果.xlsx",
                _EXCEL,
                key=f"marked_{number}_{file.token}",
                on_click="ignore",
            )


def _with_findings(outcome: Outcome) -> Sequence[uploads.Received]:
    named = {finding.file for finding in outcome.findings}
    return [file for file in outcome.files if file.name in named]
