import gzip
import re

import plotly.offline

from sharedwealth.charts import theme
from sharedwealth.ui import assets


def test_the_chart_library_is_the_one_of_the_plotly_package():
    name, content = assets.plotly_script()
    assert re.fullmatch(r"plotly-\d+\.\d+\.\d+\.min\.js", name)
    assert gzip.decompress(content).decode() == plotly.offline.get_plotlyjs()
    assert assets.unpacked(content) == gzip.decompress(content)


def test_the_drawing_script_knows_the_dark_colours_and_the_librarys_name():
    name, content = assets.chart_script()
    script = gzip.decompress(content).decode()
    assert re.fullmatch(r"chart-[0-9a-f]{12}\.js", name)
    assert assets.plotly_script()[0] in script
    assert all(f'"{light}": "{dark}"' in script for light, dark in theme.dark_of().items())


def test_a_script_is_found_by_its_exact_name_only():
    name, content = assets.chart_script()
    assert assets.find(name) == content
    assert assets.find("chart-000000000000.js") is None
    assert assets.find("../ui/chart.py") is None


def test_scripts_are_packed_once():
    assert assets.plotly_script() is assets.plotly_script()
