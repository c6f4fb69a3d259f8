"""What each rule comes to, once more: subject by subject and month by month in plain Python, without any SQL."""

from dataclasses import dataclass

import pandas as pd

from sharedwealth import months
from tests.indicators.facts import Facts


@dataclass
class Month:
    """How a rule stands in a month in which it can be judged."""

    holds: bool
    figure: float | None = None
    base: float | None = None
    n: int | None = None


def runs(course, month):
    """Of each subject that can be judged in the month: how it stands, since when and for how many judged months."""
    found = {}
    for subject, by_month in course.items():
        if month not in by_month:
            continue
        since, length = None, 0
        for each in sorted((m for m in by_month if m <= month), reverse=True):
            if not by_month[each].holds:
                break
            since, length = each, length + 1
        found[subject] = (by_month[month], since, length)
    return found


class Recomputed:
    def __init__(self, province):
        self.province, self.facts = province, Facts(province)
        self.months = province.months
        self.places = self.facts.workshops.set_index("workshop_id")

    def is_open(self, workshop, month):
        """As the county's latest ledger has it, not closed by the month that is asked for."""
        closed = self.places.loc[workshop, "closed"]
        return closed is None or pd.isna(closed) or closed > month

    def listed(self, until):
        """Workshop, month of every ledger that lists it, of those not closed by the month asked for."""
        rows = self.province.workshops
        for workshop, month in zip(rows["workshop_id"], rows["month"], strict=True):
            if month.date() <= until and self.is_open(workshop, until):
                yield workshop, month.date()

    def no_ledger(self, until):
        return {
            county: {
                month: Month((county, month) not in self.facts.reported)
                for month in self.months
                if month <= until
            }
            for county in self.facts.counties
        }

    def people_fall(self, until, of, share, against, least_people):
        """Against the ledger of so many months before, where both are there."""
        work = self.facts.work
        counts = work.groupby(["workshop_id", "month"]).size()
        if of == "county":
            at_work = {
                (county, month): int(((work["county_code"] == county) & (work["month"] == month)).sum())
                for county, month in self.facts.reported
            }
        else:
            at_work = {key: int(counts.get(key, 0)) for key in self.listed(until)}
        course = {}
        for (subject, month), people in at_work.items():
            before = at_work.get((subject, months.shift(month, -against)))
            if month <= until and before is not None and before >= least_people:
                fall = 1 - people / before
                course.setdefault(subject, {})[month] = Month(fall >= share - 1e-9, fall, before, people)
        return course

    def wage_below_minimum(self, until, of, minimum, share, days_per_month, least_people):
        """Days of a worker are known where every row of the month has them."""
        rows = self.province.employment
        days = rows.assign(month=[stamp.date() for stamp in rows["month"]])
        days["person"] = days["county_code"] + "/" + days["worker_id"]
        told = days.groupby(["person", "month"])["days_worked"].agg(["sum", "count", "size"])
        work = self.facts.work.merge(told, left_on=["person", "month"], right_index=True)
        work = work[work["count"] == work["size"]]
        work = work.assign(days=work["sum"].astype(float))
        key = "county_code" if of == "county" else "workshop_id"
        course = {}
        for (subject, month), here in work.groupby([key, "month"]):
            county = here["county_code"].iloc[0]
            yuan = minimum(county, month)
            if month > until or yuan is None or len(here) < least_people or not here["days"].sum():
                continue
            if of == "workshop" and not self.is_open(subject, until):
                continue
            mean = here["wage"].sum() / here["days"].sum() * days_per_month
            course.setdefault(subject, {})[month] = Month(mean < yuan * share, mean, yuan, len(here))
        return course

    def one_enterprise(self, until, digits, share, least_people, least_workshops):
        work = self.facts.work.assign(area=lambda each: each["village"].str[:digits])
        course = {}
        for (area, month), here in work.groupby(["area", "month"]):
            if month > until or len(here) < least_people:
                continue
            if here["workshop_id"].nunique() < least_workshops:
                continue
            largest = self.largest(here, month)
            course.setdefault(area, {})[month] = Month(
                largest > len(here) * share + 1e-9, largest / len(here), None, len(here)
            )
        return course

    def largest(self, here, month):
        """People in the workshops of the enterprise that has most of them; ties as the last ledger has them."""
        ties = self.province.partnerships.merge(
            self.province.partnerships.groupby("county_code")["month"].max().rename("last"),
            left_on="county_code",
            right_index=True,
        )
        ties = ties[ties["month"] == ties["last"]]
        most = 0
        for _, tied in ties.groupby("credit_code"):
            holding = {
                row.workshop_id
                for row in tied.itertuples()
                if row.started_on.date().replace(day=1) <= month
                and (pd.isna(row.ended_on) or row.ended_on.date().replace(day=1) >= month)
            }
            most = max(most, int(here["workshop_id"].isin(holding).sum()))
        return most

    def hazards_open(self, until, hazards):
        rows = self.province.results
        course = {}
        for workshop, here in rows.groupby("workshop_id"):
            if not self.is_open(workshop, until):
                continue
            still = 0
            for row in here.sort_values("month").itertuples():
                if row.month.date() > until or (pd.isna(row.hazards_found) and pd.isna(row.hazards_fixed)):
                    continue
                found = 0 if pd.isna(row.hazards_found) else row.hazards_found
                fixed = 0 if pd.isna(row.hazards_fixed) else row.hazards_fixed
                still = max(0, still + found - fixed)
                course.setdefault(workshop, {})[row.month.date()] = Month(still >= hazards, still)
        return course

    def satisfaction_fall(self, until, of, points, window, least_answers):
        rows = self.province.results.assign(month=lambda each: [stamp.date() for stamp in each["month"]])
        key = "county_code" if of == "county" else "workshop_id"
        course = {}
        for subject, here in rows.groupby(key):
            if of == "workshop" and not self.is_open(subject, until):
                continue
            for month in sorted(set(here["month"])):
                if month > until:
                    continue
                now, before = (
                    here[
                        (here["month"] > months.shift(month, -last))
                        & (here["month"] <= months.shift(month, -first))
                    ]
                    for first, last in ((0, window), (window, 2 * window))
                )
                if now["survey_responses"].sum() < least_answers:
                    continue
                if before["survey_responses"].sum() < least_answers:
                    continue
                share = now["survey_satisfied"].sum() / now["survey_responses"].sum()
                earlier = before["survey_satisfied"].sum() / before["survey_responses"].sum()
                course.setdefault(subject, {})[month] = Month(
                    earlier - share >= points - 1e-9,
                    earlier - share,
                    share,
                    int(now["survey_responses"].sum()),
                )
        return course
