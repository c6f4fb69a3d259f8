"""What stands before every request: headers, completed addresses, pages that do not exist."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sharedwealth.ui import assets
from sharedwealth.ui.guard import Guard, content_policy
from sharedwealth.ui.navigation import ENTRIES

BROWSER = {"accept": "text/html,*/*", "accept-language": "zh-CN,zh;q=0.9"}


@pytest.fixture
def visitor():
    application = Starlette(
        routes=[Route("/{path:path}", lambda request: PlainTextResponse("page"))],
        middleware=[
            Middleware(Guard, defaults=lambda: {"area": "33", "month": "2024-10"}, ahead=assets.ahead)
        ],
    )
    return TestClient(application, follow_redirects=False)


def test_a_first_visit_is_sent_to_the_full_address_in_the_browsers_language(visitor):
    answer = visitor.get("/coverage", headers=BROWSER)
    assert answer.status_code == 307
    assert answer.headers["location"] == "/coverage?area=33&month=2024-10&lang=zh"


@pytest.mark.parametrize(
    ("languages", "chosen"),
    [("en-GB,en;q=0.9", "en"), ("en,zh;q=0.5", "en"), ("zh-TW,en;q=0.8", "zh"), ("fr", "zh"), ("", "zh")],
)
def test_the_language_is_the_browsers_and_chinese_where_it_is_neither(visitor, languages, chosen):
    answer = visitor.get("/", headers={"accept": "text/html", "accept-language": languages})
    assert answer.headers["location"].endswith(f"lang={chosen}")


def test_what_the_address_says_is_kept(visitor):
    answer = visitor.get("/income?lang=en&area=3310", headers=BROWSER)
    assert answer.headers["location"] == "/income?lang=en&area=3310&month=2024-10"
    assert visitor.get("/income?lang=en&area=3310&month=2023-01", headers=BROWSER).status_code == 200


def test_a_program_that_asks_is_not_redirected(visitor):
    assert visitor.get("/", headers={"accept": "*/*"}).status_code == 200


def test_the_home_page_has_one_address(visitor):
    answer = visitor.get("/overview?area=33&month=2024-10&lang=en", headers=BROWSER)
    assert answer.headers["location"] == "/?area=33&month=2024-10&lang=en"


@pytest.mark.parametrize("entry", ENTRIES[1:], ids=lambda entry: entry.slug)
def test_every_page_is_let_through(visitor, entry):
    assert visitor.get(f"/{entry.slug}?area=33&month=2024-10&lang=zh", headers=BROWSER).status_code == 200


def test_a_page_that_does_not_exist_is_said_not_to_with_a_way_back(visitor):
    answer = visitor.get("/covrage", headers=BROWSER)
    assert answer.status_code == 404
    assert "没有这个页面" in answer.text
    assert "There is no page" in answer.text
    assert "href='/?lang=zh'" in answer.text


@pytest.mark.parametrize(("asked", "first"), [("zh", "没有这个页面"), ("en", "No such page")])
def test_the_language_of_the_address_comes_first_on_a_page_that_does_not_exist(visitor, asked, first):
    page = visitor.get(f"/covrage?lang={asked}", headers=BROWSER).text
    assert page.index("<h1>") + len("<h1>") == page.index(first)


@pytest.mark.parametrize("path", ["/coverage/nope", "/coverage.html", "/foo.bar", "/overview/x"])
def test_nothing_below_or_beside_a_page_is_a_page(visitor, path):
    assert visitor.get(path, headers=BROWSER).status_code == 404


@pytest.mark.parametrize(
    "path", ["/coverage/_stcore/health", "/static/js/x.js", "/map/x.json", "/favicon.png"]
)
def test_the_parts_of_the_application_are_let_through(visitor, path):
    assert visitor.get(path, headers=BROWSER).status_code == 200


def test_an_address_is_shown_as_text_only(visitor):
    answer = visitor.get("/%3Cscript%3Ealert(1)%3C/script%3E", headers=BROWSER)
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/coverage?lang=zh&area=33&month=2024-10", "/nowhere", "/_stcore/health"]
)
def test_every_answer_carries_the_headers(visitor, path):
    headers = visitor.get(path, headers=BROWSER).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"].split("script-src")[1].split(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"


def test_a_page_may_speak_to_its_own_host_alone(visitor):
    policy = visitor.get("/", headers={**BROWSER, "host": "figures.zj.example:8501"}).headers[
        "content-security-policy"
    ]
    (allowed,) = [part.strip() for part in policy.split(";") if part.strip().startswith("connect-src")]
    assert allowed == "connect-src 'self' ws://figures.zj.example:8501 wss://figures.zj.example:8501"


@pytest.mark.parametrize("host", ["", "a b", "x; script-src *", "x,y", "例.cn", "*", "x:port"])
def test_a_host_that_is_none_never_becomes_part_of_the_policy(host):
    assert "connect-src 'self';" in content_policy(host)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "[::1]:8501"])
def test_hosts_as_browsers_send_them_are_named(host):
    assert f"ws://{host} wss://{host};" in content_policy(host)


def test_a_page_names_the_scripts_it_will_need_and_each_is_there(visitor):
    link = visitor.get("/income?area=33&month=2024-10&lang=zh", headers=BROWSER).headers["link"]
    names = re.findall(r"</assets/([^>]+)>; rel=\w+", link)
    assert any(name.startswith("plotly-") for name in names)
    assert all(assets.find(name) for name in names)


def test_a_page_without_charts_does_not_fetch_the_chart_library(visitor):
    link = visitor.get("/definitions?area=33&month=2024-10&lang=zh", headers=BROWSER).headers["link"]
    assert "plotly" not in link


def test_only_pages_name_scripts(visitor):
    assert "link" not in visitor.get("/_stcore/health").headers
