import pandas as pd
import pytest

from sharedwealth.places import demonstration, geometry
from sharedwealth.places import register as registers


@pytest.fixture(scope="module")
def places(register):
    return demonstration.demonstration_places(register)


@pytest.fixture(scope="module")
def designations(register):
    return demonstration.demonstration_designations(register, 7)


def test_everything_above_the_villages_is_real(places, register):
    real = register.places[register.places["level"] != "village"].reset_index(drop=True)
    kept = places[places["level"] != "village"].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, real)


def test_no_real_village_remains_and_no_code_of_the_national_scheme_is_used(places, register):
    villages = places[places["level"] == "village"]
    real = register.of_level("village")
    assert not set(villages["code"]) & set(real["code"])
    assert not set(villages["name_zh"]) & set(real["name_zh"])
    assert villages["code"].str[9:].astype(int).between(600, 999).all()
    assert villages["name_zh"].str.fullmatch(r"示例村 \d{3}").all()
    assert villages["name_en"].str.fullmatch(r"Demonstration Village \d+").all()


def test_villages_are_replaced_one_for_one_with_kind_and_position(places, register):
    villages = places[places["level"] == "village"]
    real = register.of_level("village")
    assert len(villages) == len(real)
    assert villages["code"].is_unique
    same = ["parent_code", "kind", "longitude", "latitude", "position_source"]
    pd.testing.assert_frame_equal(
        villages.sort_values("code")[same].reset_index(drop=True),
        real.sort_values("code")[same].reset_index(drop=True),
    )


def test_they_make_a_register_without_contradictions(places):
    registers.check_places(places)


def test_a_town_with_more_villages_than_free_codes_is_an_error(register):
    crowded = register.of_level("village").head(1)
    many = pd.concat([crowded] * 401)
    with pytest.raises(ValueError, match="more villages"):
        demonstration.demonstration_places(
            registers.Register(many, register.designations, register.targets, "operator")
        )


def test_key_villages_are_demonstration_villages_mostly_in_the_mountains(designations, places, register):
    key = designations[designations["designation"] == "key_village"]
    assert 3000 <= len(key) <= 3500
    assert key["code"].is_unique
    assert key["code"].isin(places.loc[places["level"] == "village", "code"]).all()
    mountains = register.designations.query("designation == 'mountain_county'")["code"]
    assert key["code"].str[:6].isin(mountains).mean() > 0.8
    town_kinds = register.places.set_index("code")["kind"]
    assert not (key["code"].str[:9].map(town_kinds) == "subdistrict").any()


def test_the_lists_of_counties_stay_as_they_are(designations, register):
    counties = designations[designations["designation"] != "key_village"].reset_index(drop=True)
    pd.testing.assert_frame_equal(counties, register.designations.reset_index(drop=True))
    assert designations.dtypes.to_dict() == register.designations.dtypes.to_dict()


def test_the_seed_decides_which_villages(register, designations):
    pd.testing.assert_frame_equal(designations, demonstration.demonstration_designations(register, 7))
    assert set(designations["code"]) != set(demonstration.demonstration_designations(register, 8)["code"])


def test_their_points_are_written_beside_the_registers(settings, places, register):
    geometry.build(settings, register)
    files = geometry.write_points(settings, places, "demonstration")
    index = geometry.index(settings)
    assert index.points_of("33", "demonstration") == files["33"]
    demonstrated, real = (
        (settings.boundaries / index.points_of("33", name)[0]).read_bytes()
        for name in ("demonstration", "register")
    )
    assert demonstrated == real
    assert set(files["33"]) <= index.names()
    geometry.build(settings, register)
    assert geometry.index(settings).points_of("3301", "demonstration") == files["3301"]


def test_a_set_of_points_needs_a_plain_name(built, places):
    with pytest.raises(ValueError, match="not a name"):
        geometry.write_points(built, places, "../elsewhere")
