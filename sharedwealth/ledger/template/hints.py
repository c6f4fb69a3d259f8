"""What the comment on each heading says: what belongs in the column, in which unit, and an example."""

from sharedwealth.text import mark

HINTS: dict[str, str] = {
    "workshop_id": mark("The workshop's number, the same every month. Example: 331082-0001"),
    "workshops.name": mark("The workshop's name as on its sign."),
    "workshop_type": mark("One of the six types; choose from the list."),
    "village_code": mark(
        "The village or community the workshop stands in; choose from the list, or write its 12-digit code. "
        "Example: 331082112201"
    ),
    "served_village_codes": mark(
        "Other villages it serves: their 12-digit codes with 、 between them. Example: 331082112201、331082112202"
    ),
    "product": mark("What is mainly made, grown or sold. Example: lamp parts"),
    "brand": mark("The brand it works under; empty if none."),
    "operating_mode": mark("Who runs the workshop; choose from the list."),
    "opened_on": mark("The day it opened, year-month-day. Example: 2023-05-08"),
    "closed_on": mark("The day it closed; empty while it is open. Example: 2024-10-31"),
    "stars": mark("Its star rating, a whole number from 1 to 5; empty if not rated."),
    "party_branch": mark("The Party branch that runs or pairs with the workshop."),
    "steward_count": mark("How many stewards look after it, in people. Example: 1"),
    "longitude": mark("In degrees, at least four decimals. Example: 121.1312"),
    "latitude": mark("In degrees, at least four decimals. Example: 28.8471"),
    "crs": mark(
        "The coordinate system of longitude and latitude; choose from the list. AMap and Tencent use GCJ-02, Baidu "
        "BD-09, Tianditu CGCS2000."
    ),
    "credit_code": mark(
        "18 digits and capital letters, as on the licence. The cell is text; do not make it a number."
    ),
    "enterprises.name": mark("The enterprise's name as on its licence."),
    "industry": mark("The line of business. Example: lighting"),
    "home_county_code": mark(
        "The county the enterprise is registered in; choose from the list, or write the 6-digit code. Example: 331082"
    ),
    "linkage": mark(
        "How the enterprise shares its gain with the farmers; choose from the list. One way a row."
    ),
    "started_on": mark("The day the partnership began, year-month-day. Example: 2023-05-08"),
    "ended_on": mark("The day the partnership ended; empty while it lasts. Example: 2024-10-31"),
    "worker_id": mark(
        "A serial number of the county's own, the same every month. Never a name, an identity number or a telephone. "
        "Example: G0000012"
    ),
    "household_id": mark("A serial number of the county's own; the same for workers of one household."),
    "sex": mark("Choose from the list."),
    "birth_year": mark("Four digits. Example: 1968"),
    "is_low_income": mark("Whether the worker belongs to a low-income household; choose from the list."),
    "home_village_code": mark(
        "The village or community the worker lives in; choose from the list, or write its 12-digit code. "
        "Example: 331082112201"
    ),
    "days_worked": mark("Days at work in the month, a whole number from 0 to 31. Example: 22"),
    "wage_yuan": mark(
        "Pay of the month before deductions, in whole yuan, not in ten thousands. Example: 3250"
    ),
    "prior_income_yuan": mark(
        "Income a month before working here, in whole yuan; empty if not known, never 0 for not known. Example: 1000"
    ),
    "hired_on": mark("The day the worker joined, year-month-day. Example: 2023-05-08"),
    "output_yuan": mark(
        "Value of what was made in the month, in whole yuan, not in ten thousands. Example: 420900"
    ),
    "orders_yuan": mark("Value of the month's orders, in whole yuan, not in ten thousands. Example: 458400"),
    "collective_income_yuan": mark(
        "What the village collective earned from the workshop in the month (rent, dividends, other), in whole yuan. "
        "Example: 2290"
    ),
    "training_sessions": mark("Training sessions held in the month. Example: 1"),
    "people_trained": mark("People who attended, counted once a session. Example: 24"),
    "survey_responses": mark("People asked in the month's satisfaction survey. Example: 30"),
    "survey_satisfied": mark("How many of them were satisfied. Example: 28"),
    "hazards_found": mark("Safety hazards found in the month. Example: 1"),
    "hazards_fixed": mark("How many of them were put right. Example: 1"),
}


def hint(sheet: str, column: str) -> str:
    """The message for a column; two sheets that use one name differently have one each."""
    return HINTS.get(f"{sheet}.{column}") or HINTS[column]
