"""Who sends a request: our own pages, or somebody else's; and in what language it wants to be answered."""

from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from sharedwealth.text import LANGUAGES, Language


def is_our_own_page(request: Request) -> bool:
    """Whether a page of this application sends it, as its browser says; no other site can make it say so."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("origin", "")).netloc == request.headers.get("host")


def language(request: Request) -> Language:
    """The language asked for, else that of the page that asks; Chinese where none or an unknown one is."""
    page = dict(parse_qsl(urlsplit(request.headers.get("referer", "")).query))
    asked = request.query_params.get("lang") or page.get("lang")
    return next((each for each in LANGUAGES if each == asked), "zh")
