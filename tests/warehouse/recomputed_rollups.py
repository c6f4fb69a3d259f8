"""Every rollup again, worker by worker in plain Python from the facts, without any of the warehouse's SQL."""

from collections import Counter, defaultdict
from itertools import groupby
from math import asin, ceil, cos, floor, log, radians, sin, sqrt
from statistics import quantiles

import pandas as pd

BANDS = ((30, "16-29"), (40, "30-39"), (50, "40-49"), (60, "50-59"), (70, "60-69"))


def whole(value):
    return None if pd.isna(value) else int(value)


def text(value):
    return None if pd.isna(value) else value


class Person:
    """A worker's month: attributes of the main row, all wages, and what is known from earlier months."""

    def __init__(self, rows, earlier, workshops, ledger_before):
        main = min(rows, key=lambda r: (pd.isna(r.days_worked), -(whole(r.days_worked) or 0), r.workshop_id))
        workshop = workshops[main.county_code, main.month, main.workshop_id]
        self.county, self.month, self.workshop = main.county_code, main.month, main.workshop_id
        self.type, self.village = workshop.workshop_type, workshop.village_code
        self.sex, self.born = main.sex, main.birth_year
        self.wage = sum(int(row.wage_yuan) for row in rows)
        days = [whole(row.days_worked) for row in rows]
        self.days = None if None in days else sum(days)
        self.prior = whole(main.prior_income_yuan)
        self.increase = None if self.prior is None else self.wage - self.prior
        self.first = earlier[0] if earlier else self
        self.low = self.first.low if earlier else bool(main.is_low_income)
        self.gap = number(self.month) - number(earlier[-1].month) if earlier else None
        self.was_before = bool(earlier) and earlier[-1].month == ledger_before
        self.first_spell = not earlier or (self.was_before and earlier[-1].first_spell)
        self.year_before = next((p.wage for p in earlier if number(self.month) - number(p.month) == 12), None)
        self.home, self.household = text(main.home_village_code), text(main.household_id)
        self.recent = [p.wage for p in earlier if number(self.month) - number(p.month) < 12] + [self.wage]

    @property
    def band(self):
        age = self.month.year - self.born
        return next((band for limit, band in BANDS if age < limit), "70+")


def number(month):
    return month.year * 12 + month.month


def people(frames):
    """One `Person` per county, worker and month, in order of time."""
    workshops = {(w.county_code, w.month, w.workshop_id): w for w in frames["workshops"].itertuples()}
    before = {}
    for county, ledgers in frames["ledgers"].sort_values("month").groupby("county_code"):
        listed = list(ledgers["month"])
        before |= {(county, this): last for last, this in zip([None, *listed], listed, strict=False)}
    found = []
    rows = sorted(frames["employment"].itertuples(), key=lambda r: (r.county_code, r.worker_id, r.month))
    for _, of_worker in groupby(rows, key=lambda r: (r.county_code, r.worker_id)):
        earlier = []
        for month, of_month in groupby(of_worker, key=lambda r: r.month):
            listed = list(of_month)
            earlier.append(Person(listed, list(earlier), workshops, before[listed[0].county_code, month]))
        found += earlier
    return found


def workshop_months(frames):
    at = defaultdict(list)
    for p in people(frames):
        at[p.county, p.month, p.workshop].append(p)
    results = {(r.county_code, r.month, r.workshop_id): r for r in frames["results"].itertuples()}
    rows = {}
    for w in frames["workshops"].itertuples():
        key = (w.county_code, w.month, w.workshop_id)
        here, known = at[key], [p for p in at[key] if p.prior is not None]
        dated = [p for p in here if p.days is not None]
        rows[key] = (
            len(here), sum(p.sex == "F" for p in here), sum(p.low for p in here), sum(p.wage for p in here),
            len(dated), sum(p.days for p in dated), sum(p.wage for p in dated),
            len(known), sum(p.increase for p in known),
            whole(results[key].output_yuan) if key in results else None,
            whole(results[key].survey_responses) if key in results else None,
            hazards_open(results, key),
        )  # fmt: skip
    return rows


def hazards_open(results, key):
    """Ledger by ledger: what is fixed beyond what is open closes nothing that is found later."""
    county, month, workshop = key
    left = None
    for (c, m, w), r in sorted(results.items()):
        if (c, w) == (county, workshop) and m <= month:
            found, fixed = (whole(getattr(r, name, None)) for name in ("hazards_found", "hazards_fixed"))
            if found is not None or fixed is not None:
                left = max(0, (left or 0) + (found or 0) - (fixed or 0))
            if m == month and found is None and fixed is None:
                return None
    return left if key in results else None


def logs(values):
    return sum(v * log(v) if v > 0 else 0.0 for v in values)


def cells(frames):
    groups = defaultdict(list)
    for p in people(frames):
        groups[p.county, p.month, p.type, p.sex, p.low, p.band].append(p)
    rows = {}
    for key, here in groups.items():
        known = [p for p in here if p.prior is not None]
        rows[key] = (
            len(here), sum(p.wage for p in here), logs(p.wage for p in here),
            len(known), sum(p.prior for p in known), logs(p.prior for p in known),
            sum(p.wage for p in known), logs(p.wage for p in known), sum(p.increase for p in known),
        )  # fmt: skip
    return rows


def income_bins(frames):
    groups = defaultdict(list)
    for p in people(frames):
        if p.prior is None:
            continue
        groups[p.county, p.month, "increase", p.type, p.low, p.increase // 50 * 50].append(p.increase)
        groups[p.county, p.month, "wage", "all", None, p.wage // 50 * 50].append(p.wage)
        groups[p.county, p.month, "prior", "all", None, p.prior // 50 * 50].append(p.prior)
    return {key: (len(values), sum(values)) for key, values in groups.items()}


def of_bins(values, share):
    """The quantile of the row of people, each in the middle of the bin of 50 yuan that holds him."""
    row = sorted(value // 50 * 50 + 25 for value in values)
    place = (len(row) - 1) * share
    return row[floor(place)] + (row[ceil(place)] - row[floor(place)]) * (place - floor(place))


def increases(frames):
    groups = defaultdict(list)
    for p in people(frames):
        if p.prior is not None:
            for kind in (p.type, "all"):
                for whose in ("all", "low_income" if p.low else "others"):
                    groups[p.county, p.month, kind, whose].append(p.increase)
    shares = (0.1, 0.25, 0.5, 0.75, 0.9)
    return {key: (len(v), sum(v), *(of_bins(v, share) for share in shares)) for key, v in groups.items()}


def gini_of_bins(values):
    """Between the Gini of the bins' means and the greatest that the bins allow, a third of the way up."""
    if not sum(values):
        return None
    bins = [list(group) for _, group in groupby(sorted(values), key=lambda value: value // 50)]
    levelled = [sum(group) / len(group) for group in bins for _ in group]
    within = 0.0
    for group in bins:
        low = group[0] // 50 * 50
        above, below = sum(v - low for v in group), sum(low + 49 - v for v in group)
        within += above * below * (len(group) - 1) / len(group) / 49
    pairs = sum(abs(one - other) for one in levelled for other in levelled)
    product = len(values) * sum(values)
    return pairs / (2 * product) + within / product / 3


def ginis(frames):
    groups = defaultdict(list)
    for p in people(frames):
        if p.prior is not None:
            groups[p.county, p.month].append(p)
    return {
        key: (len(here), gini_of_bins([p.wage for p in here]), gini_of_bins([p.prior for p in here]))
        for key, here in groups.items()
    }


def income_areas(frames):
    groups = defaultdict(list)
    for p in people(frames):
        if p.prior is not None:
            for area in (p.village[:9], p.village):
                for kind in (p.type, "all"):
                    groups[area, p.month, kind].append(p.increase)
    return {
        key: (len(v), sum(v), *(quantiles(v, n=4, method="inclusive") if len(v) > 1 else v * 3))
        for key, v in groups.items()
    }


def reach(frames):
    return counted((p.county, p.month, p.type, p.sex, p.low, p.gap, p.was_before) for p in people(frames))


def cohorts(frames):
    return counted((p.county, p.first.month, p.month, p.first.type, p.low) for p in people(frames))


def first_seen(frames):
    """People come in order of time, so that the first sight of each is the one that stays."""
    seen, keys = set(), []
    for p in sorted(people(frames), key=lambda p: p.month):
        for area in (p.county, p.village[:9], p.village):
            for kind in (p.type, "all"):
                if (id(p.first), area, kind) not in seen:
                    seen.add((id(p.first), area, kind))
                    keys.append((area, p.month, kind, p.low))
    return counted(keys)


def stability_bins(frames):
    known = [p for p in people(frames) if variation(p) is not None]
    return counted((p.county, p.month, variation(p)) for p in known)


def variation(p):
    """The worker's coefficient of variation in whole hundredths; None where too few wages are known."""
    n, total, squares = len(p.recent), sum(p.recent), sum(w * w for w in p.recent)
    return floor(100 * sqrt(n * squares - total * total) / total) / 100 if n >= 6 and total else None


def linkages(frames):
    """By county, workshop and month: the linkages that hold then, by what the last ledger says of each partnership."""
    latest = defaultdict(list)
    for r in frames["partnerships"].itertuples():
        latest[r.county_code, r.workshop_id, r.credit_code, r.linkage].append(r)
    found = defaultdict(set)
    for (county, workshop, _, linkage), rows in latest.items():
        last = max(r.month for r in rows)
        for r in rows:
            for month in {w for w in frames["ledgers"]["month"] if r.month == last}:
                began = (r.started_on.year, r.started_on.month) <= (month.year, month.month)
                lasts = pd.isna(r.ended_on) or (month.year, month.month) <= (
                    r.ended_on.year,
                    r.ended_on.month,
                )
                if began and lasts:
                    found[county, workshop, month].add(linkage)
    return lambda p: found.get((p.county, p.workshop, p.month), {"none"})


GROUP_COLUMNS = {
    "F": "women", "M": "men", "16-29": "aged_16_29", "30-39": "aged_30_39", "40-49": "aged_40_49",
    "50-59": "aged_50_59", "60-69": "aged_60_69", "70+": "aged_70_plus", "wages": "wages", "piece_rate": "piece_rate",
    "rent": "rent", "dividends": "dividends", "guaranteed_purchase": "guaranteed_purchase",
    "discounted_inputs": "discounted_inputs", "free_equipment": "free_equipment", "none": "no_linkage",
}  # fmt: skip


def group_bins(frames):
    groups, of = defaultdict(Counter), linkages(frames)
    for p in people(frames):
        if p.prior is not None:
            groups[p.county, p.month, p.increase // 50 * 50].update([p.sex, p.band, *of(p)])
    return {key: tuple(counted[name] for name in GROUP_COLUMNS) for key, counted in groups.items()}


def group_increases(frames):
    return {key: values for key, values in area_group_increases(frames).items() if len(key[0]) == 6}


def area_group_increases(frames):
    groups, of = defaultdict(list), linkages(frames)
    for p in people(frames):
        if p.prior is not None:
            for key in [("sex", p.sex), ("age_band", p.band), *(("linkage", linkage) for linkage in of(p))]:
                for area in (p.county, p.county[:4], p.county[:2]):
                    groups[area, p.month, *key].append(p.increase)
    shares = (0.1, 0.25, 0.5, 0.75, 0.9)
    return {key: (len(v), sum(v), *(of_bins(v, share) for share in shares)) for key, v in groups.items()}


def paired_bins(frames):
    groups = defaultdict(list)
    for p in people(frames):
        if p.prior is not None:
            groups[p.county, p.month, p.prior // 500 * 500, p.wage // 500 * 500].append(p)
    return {k: (len(v), sum(p.prior for p in v), sum(p.wage for p in v)) for k, v in groups.items()}


def raises(frames):
    groups = defaultdict(list)
    for p in people(frames):
        if p.year_before:
            groups[p.county, p.month, p.type].append((p.wage, p.year_before))
    return {
        key: (
            len(pairs), sum(now > then for now, then in pairs), sum(now < then for now, then in pairs),
            sum(now for now, _ in pairs), sum(then for _, then in pairs),
        )
        for key, pairs in groups.items()
    }  # fmt: skip


def first_stays(frames):
    """By worker: the first month, and the last before the first ledger of the county that does not list the worker."""
    ledgers = defaultdict(list)
    for r in frames["ledgers"].sort_values("month").itertuples():
        ledgers[r.county_code].append(r.month)
    of_worker = defaultdict(list)
    for p in people(frames):
        of_worker[id(p.first)].append(p)
    for months_of in of_worker.values():
        first, there = months_of[0], {p.month for p in months_of}
        stayed = first.month
        for month in ledgers[first.county]:
            if month > first.month:
                if month not in there:
                    break
                stayed = month
        yield first, stayed, ledgers[first.county]


def spells(frames):
    of, keys = linkages(frames), []
    for first, stayed, ledgers in first_stays(frames):
        length = number(stayed) - number(first.month) + 1
        groups = [("all", "all"), ("type", first.type), *(("linkage", linkage) for linkage in of(first))]
        keys += [(first.county, first.month, *group, length, stayed < ledgers[-1]) for group in groups]
    return counted(keys)


def kilometres(one, other):
    """On a sphere, by the law of haversines."""
    half = [sin(radians(b - a) / 2) ** 2 for a, b in zip(one, other, strict=True)]
    return 2 * 6371.0088 * asin(sqrt(half[1] + cos(radians(one[1])) * cos(radians(other[1])) * half[0]))


def travel(frames):
    at = {
        p.code: (p.longitude, p.latitude) for p in frames["places"].itertuples() if not pd.isna(p.longitude)
    }
    keys = []
    for p in people(frames):
        relation, band = "unknown", "unknown"
        if p.home is not None:
            shared = next((digits for digits in (12, 9, 6) if p.home[:digits] == p.village[:digits]), 0)
            relation = {12: "same_village", 9: "same_town", 6: "same_county", 0: "elsewhere"}[shared]
            if shared == 12:
                band = "0"
            elif p.home in at and p.village in at:
                far = kilometres(at[p.home], at[p.village])
                band = next(
                    (name for limit, name in ((3, "<3"), (10, "3-10"), (30, "10-30")) if far < limit), "30+"
                )
        keys.append((p.county, p.month, p.type, p.low, relation, band))
    return counted(keys)


def households(frames):
    """People come in order of time, so that a household is new where it is not yet among the known."""
    at, known, known_low, rows = defaultdict(list), set(), set(), {}
    for p in people(frames):
        at[p.county, p.month].append(p)
    for (county, month), here in sorted(at.items()):
        homes = {p.household for p in here if p.household}
        low = {p.household for p in here if p.household and p.low}
        new, new_low = ({(county, h) for h in homes} - known), ({(county, h) for h in low} - known_low)
        known, known_low = known | new, known_low | new_low
        without = [p for p in here if p.household is None]
        rows[county, month] = (
            len(homes), len(low), len(new), len(new_low), len(here), sum(p.low for p in here),
            len(without), sum(p.low for p in without),
        )  # fmt: skip
    return rows


def steadiness(frames):
    of, keys = linkages(frames), []
    for p in people(frames):
        if variation(p) is not None:
            groups = [("type", p.type), *(("linkage", linkage) for linkage in of(p))]
            keys += [(p.county, p.month, *group, variation(p)) for group in groups]
    return counted(keys)


def counted(keys):
    return {key: (count,) for key, count in Counter(keys).items()}
