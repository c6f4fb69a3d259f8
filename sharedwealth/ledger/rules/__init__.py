"""The rules that a ledger is held against, in the order in which their findings are worked out.

Each is a small function of the book and its context; its name is the `rule` of its findings. A rule passes over cells
that could not be read: reading has spoken of them.
"""

from collections.abc import Callable, Iterator

from sharedwealth.ledger.book import Book
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules import (
    amounts,
    changes,
    codes,
    dates,
    duplicates,
    jumps,
    people,
    position,
    presence,
    ranges,
    references,
    villages,
)

Rule = Callable[[Book, Context], Iterator[Finding]]

OF_THE_FILE: tuple[Rule, ...] = (
    dates.county_asked,
    dates.month_asked,
    dates.origin_said,
    presence.sheet_missing,
    presence.sheet_empty,
    presence.column_missing,
)
"""Whose ledger it is, of which month, with which sheets and columns."""

OF_THE_ROWS: tuple[Rule, ...] = (
    presence.required_value,
    ranges.age_of_worker,
    ranges.days_in_month,
    ranges.wage_in_range,
    ranges.prior_income_in_range,
    ranges.stars_one_to_five,
    ranges.steward_count_in_range,
    ranges.results_in_range,
    ranges.satisfied_of_surveyed,
    ranges.fixed_of_found,
    ranges.trained_in_sessions,
    ranges.wage_with_days,
    codes.code_kept_whole,
    villages.village_code_shape,
    villages.town_code_for_village,
    villages.village_of_other_county,
    villages.village_in_register,
    villages.village_code_in_use,
    villages.village_name_matches,
    codes.home_county_in_register,
    codes.credit_code_shape,
    codes.credit_code_check,
    codes.workshop_id_shape,
    duplicates.row_twice,
    duplicates.workshop_elsewhere,
    duplicates.workshop_named_twice,
    duplicates.enterprise_with_two_codes,
    duplicates.enterprise_named_otherwise,
    references.workshop_listed,
    references.enterprise_listed,
    references.open_workshop_reported,
    dates.opened_by_month_end,
    dates.started_by_month_end,
    dates.hired_by_month_end,
    dates.closed_by_month_end,
    dates.closed_after_opened,
    dates.ended_after_started,
    dates.date_long_ago,
    dates.closed_workshop_without_workers,
    people.two_full_time_workshops,
    people.worker_is_one_person,
    people.hired_at_working_age,
    position.position_complete,
    position.position_in_county,
    position.position_system_said,
)
"""What can be told from the ledger, the register and the other counties."""

AGAINST_BEFORE: tuple[Rule, ...] = (
    people.worker_as_before,
    people.wage_as_before,
    changes.workshop_vanished,
    changes.workshop_reopened,
    changes.workshop_as_before,
    changes.rows_fewer,
    changes.month_copied,
    jumps.people_jump,
    jumps.wage_jump,
    jumps.wage_unit_slip,
    amounts.amount_unit_slip,
    amounts.amount_jump,
)
"""What only the county's earlier ledgers, and workshops of the same type, can tell."""

RULES: tuple[Rule, ...] = (*OF_THE_FILE, *OF_THE_ROWS, *AGAINST_BEFORE)
