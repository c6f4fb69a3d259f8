"""A page as it would be at another address, run for nobody: what its charts and maps would be told, and nothing shown.

It is the page's own script in a run of its own, so there is no second description of what a page shows. What it works
out stays remembered for the reader who goes there. Streamlit offers runs without a browser for tests alone; the pieces
used here are pinned with its version, and a test holds that a page says the same with and without a reader.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar, copy_context
from functools import cache
from threading import Thread
from types import CodeType
from typing import Any

from streamlit import runtime
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, add_script_run_ctx
from streamlit.runtime.state import SafeSessionState, SessionState

from sharedwealth.settings import ROOT
from sharedwealth.text import Language, using
from sharedwealth.ui import address, navigation

_FRAME = str(ROOT / "sharedwealth" / "ui" / "frame.py")
_NOBODY = "nobody"

Told = dict[str, Any]
"""By the key of a chart or a map, what it is told."""

_told: ContextVar[Told | None] = ContextVar("told to nobody", default=None)


def note(key: str, data: object) -> None:
    """Charts and maps say here what they are told; it is kept in a dry run alone."""
    told = _told.get()
    if told is not None:
        told[key] = data


def is_one() -> bool:
    """Whether the run is for nobody: what only a reader can use need not be made."""
    return _told.get() is not None


def of(slug: str, said: Mapping[str, str], language: Language, give_way: Callable[[], None]) -> Told:
    """What the page at this address would tell its charts and maps.

    `give_way` is called at every element of the page, and may wait or raise. What the page itself would refuse with a
    sentence raises as it does there.
    """
    told: Told = {}
    trouble: list[BaseException] = []

    def run() -> None:
        try:
            _run(slug, said, language, told, give_way)
        except Exception as problem:  # noqa: BLE001  whatever it is, it is raised again where the answer was asked for
            trouble.append(problem)

    # A thread of its own: Streamlit looks for the run's context there.
    thread = Thread(target=copy_context().run, args=(run,), name=f"dry run of {slug}", daemon=True)
    thread.start()
    thread.join()
    if trouble:
        raise trouble[0]
    return told


def _run(
    slug: str, said: Mapping[str, str], language: Language, told: Told, give_way: Callable[[], None]
) -> None:
    def unheard(_: ForwardMsg) -> None:
        give_way()

    context = ScriptRunContext(
        session_id=_NOBODY,
        _enqueue=unheard,
        query_string="",
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=runtime.get_instance().uploaded_file_mgr,
        main_script_path=_FRAME,
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(_FRAME),
    )
    add_script_run_ctx(ctx=context)
    context.reset()
    navigation.begin(slug)
    _told.set(told)
    with address.supposed(said), using(language):
        exec(_code(slug), {"__name__": "__main__"})  # noqa: S102  the page's own script, as Streamlit runs it


@cache
def _code(slug: str) -> CodeType:
    path = navigation.entry(slug).path
    return compile(path.read_text(encoding="utf-8"), str(path), "exec")
