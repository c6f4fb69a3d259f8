"""The fixed choices that ledgers, indicators and pages share, with their words."""

from sharedwealth.text import mark, t

WORKSHOP_TYPES: dict[str, str] = {
    "consigned_processing": mark("Consigned processing"),
    "targeted_recruitment": mark("Targeted recruitment"),
    "ecommerce_livestream": mark("E-commerce livestream"),
    "agritourism": mark("Agritourism"),
    "brand_led": mark("Brand-led"),
    "industry_enabling": mark("Industry-enabling"),
}

OPERATING_MODES: dict[str, str] = {
    "village": mark("Village-run"),
    "enterprise": mark("Enterprise-run"),
    "joint": mark("Run jointly"),
    "professional": mark("Professional company"),
}

LINKAGES: dict[str, str] = {
    "wages": mark("Wages"),
    "piece_rate": mark("Piece rate"),
    "rent": mark("Rent"),
    "dividends": mark("Shares and dividends"),
    "guaranteed_purchase": mark("Guaranteed purchase"),
    "discounted_inputs": mark("Discounted inputs"),
    "free_equipment": mark("Free equipment"),
}

SEXES: dict[str, str] = {"F": mark("Women"), "M": mark("Men")}

LOW_INCOME: dict[str, str] = {"yes": mark("Low-income people"), "no": mark("Others")}

AGE_BANDS: tuple[str, ...] = ("16-29", "30-39", "40-49", "50-59", "60-69", "70+")

KINDS: dict[str, str] = {
    "demonstration": mark("DEMONSTRATION DATA"),
    "reported": mark("Reported"),
    "verified": mark("Verified"),
    "published": mark("Published"),
}

STATUSES: dict[str, str] = {
    "ok": mark("Reported this month"),
    "no_data": mark("No data"),
    "carried": mark("Carried from the last ledger"),
    "suppressed": mark("Fewer than 10, not shown"),
    "unverified": mark("Not verified"),
}

LEVELS: dict[str, str] = {
    "province": mark("province"),
    "city": mark("city"),
    "county": mark("county"),
    "town": mark("town"),
    "village": mark("village or community"),
}

DESIGNATIONS: dict[str, str] = {
    "mountain_county": mark("Mountainous county"),
    "mountain_island_county": mark("Mountainous or island county"),
    "key_village": mark("Key assisted village"),
    "code_in_use": mark("Village code in use"),
}


def age_band(key: str) -> str:
    """16–29岁, 70岁及以上; Age 16–29, 70 and over."""
    if key.endswith("+"):
        return t("{age} and over").format(age=key[:-1])
    low, high = key.split("-")
    return t("Age {low}–{high}").format(low=low, high=high)


def word(choices: dict[str, str], key: str) -> str:
    """The choice's word in the run's language; an unknown key as it stands."""
    return t(choices.get(key, key))
