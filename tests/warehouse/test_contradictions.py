"""A ledger that contradicts itself is named, and no rollup is made of it."""

import pytest

from sharedwealth import text
from sharedwealth.errors import SnapshotError
from sharedwealth.warehouse import build

COPY = "INSERT INTO facts.{0} SELECT * FROM facts.{0} WHERE "
ENGLISH = {
    COPY.format("workshops") + "workshop_id = 'B1' AND month = DATE '2024-02-01'": (
        "The ledger of 339102 for February 2024 lists B1 twice in the sheet “workshops”."
    ),
    COPY.format("results") + "workshop_id = 'C1' AND month = DATE '2024-04-01'": (
        "The ledger of 339201 for April 2024 lists C1 twice in the sheet “results”."
    ),
    "UPDATE facts.workshops SET village_code = '339102001001' WHERE workshop_id = 'A2' AND month = DATE '2024-03-01'": (
        "The ledger of 339101 for March 2024 lists workshop A2 in a village of another county."
    ),
    "UPDATE facts.results SET workshop_id = 'A9' WHERE workshop_id = 'A2' AND month = DATE '2024-03-01'": (
        "The ledger of 339101 for March 2024 names workshop A9 in the sheet “results”"
    ),
    "UPDATE facts.employment SET workshop_id = 'B9' WHERE worker_id = 'w2' AND county_code = '339102'": (
        "The ledger of 339102 for January 2024 names workshop B9 in the sheet “employment”"
    ),
    "DELETE FROM facts.ledgers WHERE county_code = '339201' AND month = DATE '2024-02-01'": (
        "The ledger of 339201 for February 2024 names workshop C1 in the sheet “workshops”"
    ),
    COPY.format("employment") + "worker_id = 'w5' AND month = DATE '2024-03-01'": (
        "The ledger of 339101 for March 2024 lists worker w5 twice in one workshop."
    ),
}


@pytest.mark.parametrize(("fault", "sentence"), ENGLISH.items())
def test_it_is_named_with_county_month_and_key(small_connection, fault, sentence):
    small_connection.execute(fault)
    with text.using("en"), pytest.raises(SnapshotError) as raised:
        build.rollups(small_connection)
    assert str(raised.value).startswith(sentence)
    with text.using("zh"), pytest.raises(SnapshotError, match=r"^339\d{3} 2024年\d月台账"):
        build.rollups(small_connection)


def test_a_worker_at_two_different_workshops_is_no_contradiction(small_connection):
    twice = small_connection.execute(
        "SELECT worker_id FROM facts.employment GROUP BY county_code, month, worker_id HAVING count(*) > 1"
    ).fetchall()
    assert twice == [("w3",), ("w3",)]
