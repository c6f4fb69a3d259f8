"""The check on the page of map layers: a file dropped, what was found row by row, and the button that takes it."""

from functools import partial

import streamlit as st

from sharedwealth.errors import ReaderError
from sharedwealth.intake.layers import checking, taking
from sharedwealth.intake.layers.checking import Checked
from sharedwealth.intake.layers.remarks import LayerError, Remark
from sharedwealth.places.layers import Layer
from sharedwealth.settings import Settings
from sharedwealth.text import t, tn, tp
from sharedwealth.ui import address, uploads, uploads_jobs
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces import layers
from sharedwealth.ui.pieces.layers import Entered
from sharedwealth.ui.pieces.work_progress import progress
from sharedwealth.ui.uploads_jobs import Job, Report
from sharedwealth.ui.uploads_parts import Column, Line, drop, layer, listing

_MOST_SHOWN = 200
_HEIGHT = 360


def job() -> Job | None:
    """The work that the address names."""
    return uploads_jobs.find(address.read("job"))


def drop_panel(installation: Settings, said: Entered) -> None:
    """Takes a file and begins its check."""
    with panel(
        "layer_check", t("2 · Check the layer"), t("Checking changes nothing; do it as often as you like")
    ):
        drop("drop_layer", address.read("job") or "", partial(_arrived, installation, said), layer())


def _arrived(installation: Settings, said: Entered, sent: list[dict[str, str]]) -> None:
    files = uploads.tray().find(str(each.get("token")) for each in sent[:1])
    if not files:
        return
    (file,) = files

    def work(report: Report) -> Checked | LayerError:
        try:
            declared = checking.declared(
                said.level, said.source, said.as_of, crs=said.crs, approval=said.approval, code_column=said.code_column
            )  # fmt: skip
            return checking.check(file.path, declared, installation, name=file.name, report=report)
        except LayerError as problem:
            return problem  # its sentence is put into words when it is shown
        finally:
            uploads.tray().remove([file.token])

    made = uploads_jobs.start(layers.CHECK, t("Reading the layer"), work)
    address.write(job=made.name)


def outcome(installation: Settings, own: Job | None) -> None:
    """Where the work stands, or what came of it."""
    if own is None:
        return
    if not own.is_over:
        progress(own)
    elif own.problem or isinstance(own.result, ReaderError):
        st.error(plain(own.problem or str(own.result)))
    elif own.kind == layers.CHECK:
        _checked(installation, own.result)
    else:
        _changed(own.kind, own.result)


def _changed(kind: str, made: Layer) -> None:
    if kind == layers.TAKE:
        said = t("The layer is on the map as {id}. Positions in figures change with the next publication.")
    else:
        said = t("The layer {id} was taken out; the map shows again what was there before it.")
    st.success(plain(said.format(id=made.id)))


def _checked(installation: Settings, found: Checked) -> None:
    with panel("layer_found", t("3 · What was found"), " ".join(str(each) for each in taking.summary(found))):
        count = len(found.problems)
        if count:
            said = tn(
                "{count} problem: the layer cannot be taken. Correct it and send it again.",
                "{count} problems: the layer cannot be taken. Correct them and send it again.",
                count,
            )
            st.markdown(f"**{plain(said.format(count=f'{count:,}'))}**")
        else:
            ready = t("The layer can be taken.")
            st.markdown(f"**{plain(ready)}**")
        remarks = [*((each, True) for each in found.problems), *((each, False) for each in found.notes)]
        if remarks:
            _listed(remarks)
        if found.may_be_taken:
            st.button(
                t("Put it on the map"),
                type="primary",
                key="take_layer",
                on_click=_taken,
                args=(installation, found),
            )


def _listed(remarks: list[tuple[Remark, bool]]) -> None:
    columns = [
        Column(t("Severity"), "short"),
        Column(tp("layer", "Row"), "number"),
        Column(t("Code"), "short"),
        Column(t("What the check found"), "long"),
    ]
    lines = [
        Line(
            [
                tp("finding", "Error") if is_problem else tp("finding", "Note"),
                "" if each.row is None else str(each.row),
                each.code,
                str(each),
            ],
            look="error" if is_problem else "note",
        )
        for each, is_problem in remarks[:_MOST_SHOWN]
    ]
    rest = len(remarks) - _MOST_SHOWN
    more = t("… and {count} more.").format(count=rest) if rest > 0 else ""
    listing("layer_findings", t("What the check found"), columns, lines, more=more, height=_HEIGHT)


def _taken(installation: Settings, found: Checked) -> None:
    stage = t("Putting the layer into the register")
    layers.begin(layers.TAKE, stage, lambda report: taking.take(found, installation, report))
