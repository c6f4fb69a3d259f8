"""What stands before every request: security headers, and a page that does not exist is said not to.

A plain ASGI middleware. Streamlit answers any unknown path with its own front end, which then opens a dialogue in
English over the start page; a reader who mistypes an address is better served by a sentence and a link.
"""

import base64
import hashlib
import html
import re
from collections.abc import Callable
from importlib import resources
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sharedwealth.ui.navigation import HOME, SLUGS


def _inline_scripts() -> str:
    """The digests of the inline scripts in Streamlit's own page, as a policy names them: 'sha256-…'."""
    page = (resources.files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


# Components come as inline modules, which the front end imports from blob: addresses.
_POLICY: Final = (
    f"default-src 'self'; script-src 'self' blob: {_inline_scripts()}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{sockets}; worker-src 'self' blob:; "
    "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
_HOST: Final = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}
_PARTS_OF_THE_APPLICATION: Final = frozenset(
    {
        "_stcore",
        "static",
        "media",
        "component",
        "bidi-components",
        "app",
        "map",
        "months",
        "ahead",
        "areas",
        "beside",
        "points",
        "assets",
        "stage",
        "exports",
        "ready",
        "uploads",
        "vendor",
    }
)
_FILES: Final = frozenset({"favicon.png", "favicon.ico", "manifest.json", "robots.txt"})


class Guard:
    """Adds the headers, completes a page's address, and answers an unknown page with 404 and a way back.

    `defaults` gives what an address without them stands for (area and month), so that the address a reader copies
    says it. It is written by a redirect before the page loads and not by the page, which would leave an entry in the
    browser's history that “back” cannot leave. `ahead` gives the Link header of a page: scripts the browser fetches
    while it is still reading Streamlit's own.
    """

    def __init__(
        self, app: ASGIApp, defaults: Callable[[], dict[str, str]], ahead: Callable[[str], str]
    ) -> None:
        self.app = app
        self.defaults = defaults
        self.ahead = ahead

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        policy = content_policy(Headers(scope=scope).get("host", ""))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", policy)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        async def send_page(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["link"] = await run_in_threadpool(self.ahead, path or HOME.slug)
            await send_with_headers(message)

        path = scope["path"].strip("/")
        headers = Headers(scope=scope)
        if path == "" or path in SLUGS:
            answer = (
                await run_in_threadpool(self._completed, path, scope["query_string"], headers) or self.app
            )
            await answer(scope, receive, send_page)
            return
        if _is_part_of_the_application(path):
            answer = self.app
        else:
            asked = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("lang")
            english = asked == "en" or (asked != "zh" and prefers_english(headers))
            answer = HTMLResponse(not_found(scope["path"], english=english), status_code=404)
        await answer(scope, receive, send_with_headers)

    def _completed(self, path: str, query: bytes, headers: Headers) -> ASGIApp | None:
        """A redirect to the page's full address; None when it is full, or not a browser that asks."""
        asked = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
        home = path == HOME.slug
        missing: dict[str, str] = {}
        if "text/html" in headers.get("accept", ""):
            wanted = self.defaults() | {"lang": "en" if prefers_english(headers) else "zh"}
            present = {name for name, _ in asked}
            missing = {name: value for name, value in wanted.items() if name not in present}
        if not missing and not home:
            return None
        full = urlencode([*asked, *missing.items()])
        return RedirectResponse(f"/{'' if home else path}" + (f"?{full}" if full else ""), status_code=307)


def content_policy(host: str) -> str:
    """What a page may load and speak to: this host alone, its WebSocket named for browsers to which 'self' is not one.

    A host that is not written as one is left out: what a reader sends never becomes part of the policy.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return _POLICY.replace("{sockets}", sockets)


def _is_part_of_the_application(path: str) -> bool:
    """Whether the path is Streamlit's or ours: from a page's own address the front end asks below the page first."""
    first, _, rest = path.partition("/")
    if first in SLUGS:
        return rest.split("/", 1)[0] in _PARTS_OF_THE_APPLICATION
    return first in _PARTS_OF_THE_APPLICATION or path in _FILES


def prefers_english(headers: Headers) -> bool:
    """Whether the browser asks for English before Chinese; Chinese where it says nothing of either."""
    languages = headers.get("accept-language", "").lower()
    english, chinese = languages.find("en"), languages.find("zh")
    return english >= 0 and (chinese < 0 or english < chinese)


def not_found(path: str, *, english: bool) -> str:
    """Both languages, the reader's first; nothing on the page is fetched from anywhere."""
    chinese_words = ("没有这个页面", f"本系统没有“{html.escape(path)}”这个页面。", "返回总览", "/?lang=zh")
    english_words = (
        "No such page",
        f"There is no page “{html.escape(path)}” here.",
        "Back to the overview",
        "/?lang=en",
    )
    first, second = (english_words, chinese_words) if english else (chinese_words, english_words)
    blocks = "".join(
        f"<section><h1>{title}</h1><p>{sentence}</p><p><a href='{target}'>{label}</a></p></section>"
        for title, sentence, label, target in (first, second)
    )
    return (
        f"<!doctype html><html lang='{'en' if english else 'zh'}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width,initial-scale=1'><title>404</title><style>"
        ":root{color-scheme:light dark}body{font:16px/1.6 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',system-ui,"
        "sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem}h1{font-size:22px}section+section{opacity:.7;"
        "margin-top:2.5rem}a{color:#12705D}@media(prefers-color-scheme:dark){a{color:#5FD0B3}}</style></head>"
        f"<body>{blocks}</body></html>"
    )
