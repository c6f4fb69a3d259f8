"""What a plan says, in sentences: what it reaches, what today's workshops could do, and whether it is the best."""

from sharedwealth import numbers
from sharedwealth.planning.people import STAND_IN
from sharedwealth.planning.plans import Plan
from sharedwealth.planning.questions import LOW_INCOME, PLACES, Question
from sharedwealth.text import t, tn


def km(question: Question) -> str:
    return f"{question.within_km:g}"


def asked(question: Question) -> str:
    """The question in a few words, for a title or a file."""
    if question.number is None:
        return t("The fewest new workshops: {goal}, one within {km} km").format(
            goal=t(question.aim.name), km=km(question)
        )
    return t("The next {number}: {goal}, within {km} km").format(
        number=numbers.plain(question.number), goal=t(question.aim.name), km=km(question)
    )


def headline(plan: Plan) -> str:
    """What the proposed workshops reach, and the rate before and after."""
    count, tally = len(plan.sites), plan.tally
    if plan.question.number is None:
        sentence = tn(
            "{count} new workshop is enough for all {places} places to have one within {km} km; "
            "{without} have none today.",
            "{count} new workshops are enough for all {places} places to have one within {km} km; "
            "{without} have none today.",
            count,
        )
        return sentence.format(
            count=numbers.plain(count),
            places=numbers.plain(tally.places),
            km=km(plan.question),
            without=numbers.plain(tally.places - tally.now),
        )
    added = tally.after - tally.served
    if not added:
        return t(
            "With {count} workshops no further town can be fully covered. These villages reach the most blank ones."
        ).format(count=numbers.plain(count))
    sentence = tn(
        "{count} new workshop reaches {added} more: {goal}, from {before} to {after}.",
        "{count} new workshops reach {added} more: {goal}, from {before} to {after}.",
        count,
    )
    return sentence.format(
        count=numbers.plain(count),
        added=numbers.plain(added),
        goal=t(plan.question.aim.name),
        before=numbers.percent(tally.rate(tally.served)),
        after=numbers.percent(tally.rate(tally.after)),
    )


def notes(plan: Plan) -> list[str]:
    """What a reader must know beside: what existing workshops can do, what is enough, what was counted how."""
    found = []
    tally, question = plan.tally, plan.question
    if tally.served > tally.now and question.number is not None:
        sentence = tn(
            "{count} more has an active workshop within {km} km: were it served from there, the rate would be {served} "
            "without a new workshop, in place of {now}.",
            "{count} more have an active workshop within {km} km: were they served from there, the rate would be "
            "{served} without a new workshop, in place of {now}.",
            tally.served - tally.now,
        )
        found.append(
            sentence.format(
                count=numbers.plain(tally.served - tally.now),
                km=km(question),
                served=numbers.percent(tally.rate(tally.served)),
                now=numbers.percent(tally.rate(tally.now)),
            )
        )
    if plan.are_fewer:
        found.append(
            tn(
                "{count} is enough; a further one would reach nothing more.",
                "{count} are enough; a further one would reach nothing more.",
                len(plan.sites),
            ).format(count=numbers.plain(len(plan.sites)))
        )
    if question.aim.is_of_towns:
        found.append(
            t(
                "Of plans that reach as many towns it is the one that reaches most blank villages within {km} km."
            ).format(km=km(question))
        )
    if question.weight == LOW_INCOME:
        found.append(
            t(
                "Weighted by low-income people in the month's ledgers who live in a village; where there are fewer "
                "than 10, the village counts as {stand_in}. Reached are about {people} of them."
            ).format(stand_in=STAND_IN, people=numbers.plain(int(plan.sites["worth"].sum())))
        )
    elif question.weight != PLACES:
        found.append(t("Weighted by villages: a town counts as many as it has."))
    return found


def proof(plan: Plan) -> str:
    """Whether the plan is the best there is, and if that is not known, how much better one could be."""
    if plan.is_proven:
        return (
            t("Proven to be the best: no other plan reaches more with as many workshops.")
            if (plan.question.number is not None)
            else t("Proven to be the best: fewer workshops are not enough.")
        )
    if plan.question.number is None:
        return t(
            "Not proven to be the best: the time was over. At least {bound} are needed, so that a plan may exist "
            "with up to {gap} fewer."
        ).format(bound=numbers.plain(plan.bound), gap=numbers.percent(plan.gap))
    return t(
        "Not proven to be the best: the time was over. The best possible plan is at most {gap} better than this one."
    ).format(gap=numbers.percent(plan.gap))


def method(question: Question) -> str:
    """How a place is counted as reached, how distances are measured, and how it is solved."""
    how = (
        t("Solved exactly as a maximal covering problem (MCLP, spopt and HiGHS).")
        if question.number is not None
        else t("Solved exactly as a set covering problem (LSCP, spopt and HiGHS).")
    )
    return " ".join((rule(question), distances_said(), how))


def rule(question: Question) -> str:
    if question.number is None:
        return t("A place is reached when an active or proposed workshop stands within the distance.")
    return t(question.aim.rule)


def distances_said() -> str:
    return t(
        "Distances are straight lines, not roads; where positions of villages are schematic, so are the distances."
    )
