"""The looks of a map of what is blank, with a plan over it."""

import pytest

from sharedwealth.charts import map_points
from sharedwealth.text import using


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_class_has_a_look_and_a_label_of_its_own(language):
    with using(language):
        looks = map_points.blank_villages("3 km")
    assert len(looks) == max(map_points.NEAR, map_points.REACHED, map_points.SITE) + 1
    assert len({(look.shape, look.tone, look.diamond) for look in looks}) == len(looks)
    assert len({look.label for look in looks}) == len(looks)
    assert "3 km" in looks[map_points.NEAR].label
    assert looks[map_points.SITE].shape == "site"
