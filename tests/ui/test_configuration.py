"""Settings that are easy to lose and costly to miss."""

import tomllib

from streamlit import config

from sharedwealth import settings

CONFIGURED = tomllib.loads((settings.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_collection_after_every_run_is_off_and_still_an_option_of_this_streamlit():
    assert config.get_option("runner.postScriptGC") in (True, False)
    assert CONFIGURED["runner"]["postScriptGC"] is False


def test_nothing_is_sent_outside_and_no_trace_is_shown():
    assert CONFIGURED["browser"]["gatherUsageStats"] is False
    assert CONFIGURED["client"]["showErrorDetails"] == "none"
    assert CONFIGURED["client"]["showErrorLinks"] is False
    assert CONFIGURED["server"]["fileWatcherType"] == "none"


def test_messages_are_deflated_on_the_wire_and_that_is_still_an_option_of_this_streamlit():
    assert config.get_option("server.enableWebsocketCompression") in (True, False)
    assert CONFIGURED["server"]["enableWebsocketCompression"] is True
