"""A case as a sheet of a talk: its drawing, its published facts, and what the ledgers say of the same work today."""

from sharedwealth import cases, numbers
from sharedwealth.briefings import facts, scene
from sharedwealth.briefings.asking import Asked
from sharedwealth.cases.model import Case
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.before_after import before_after
from sharedwealth.indicators.increase_groups import TOLD
from sharedwealth.places import codes
from sharedwealth.text import t


def drawn(asked: Asked, key: str) -> scene.Story:
    case = find(asked, key)
    places = [snapshot.place(asked.warehouse, code).name for code in case.places]
    before, after = _before_and_after(asked, case)
    return scene.Story(
        case=case.key,
        title=str(case.title),
        place=t(", ").join(places),
        drawing=case.image.read_text(encoding="utf-8"),
        drawing_alt=str(case.image_alt),
        sentence=str(case.subtitle),
        before=before,
        after=after,
        published=tuple(
            scene.Fact(str(each.label), str(each.figure), "", each.value, "ok", str(each.source.publisher))
            for each in case.headline
        ),
        sources=_sources(case),
        live=tuple(_live(asked, case, at) for at in range(len(case.live))),
    )


def find(asked: Asked, key: str) -> Case:
    known = {case.key: case for case in cases.load_all(asked.settings)}
    if key not in known:
        sentence = t("There is no case “{name}”. There are: {known}.")
        raise UnknownChoiceError(sentence.format(name=key, known=t(", ").join(known)))
    return known[key]


def _sources(case: Case) -> tuple[str, ...]:
    """Where the published figures are from, each source once; what is not known of the place, before them."""
    said = [str(case.place_note)] if case.place_note else []
    said += [
        t("{publisher}, {day}: {title}").format(
            publisher=each.source.publisher, day=each.source.published_on, title=each.source.title
        )
        for each in case.headline
    ]
    return tuple(dict.fromkeys(said))


def _live(asked: Asked, case: Case, at: int) -> scene.Fact:
    """A figure of the ledgers that the case names, in the talk's month."""
    live = case.live[at]
    there = asked.at(live.area, asked.month, live.workshop_type)
    return facts.fact(there, live.indicator, str(live.label))


def _before_and_after(asked: Asked, case: Case) -> tuple[scene.Fact | None, scene.Fact | None]:
    """Mean income of the same people before joining and now, in the county of the case; None where it is not told."""
    area = codes.up_to(case.places[0], "county") if case.places else codes.PROVINCE
    paired = before_after(asked.warehouse, area, asked.month)
    if paired.status not in TOLD:
        return None, None
    place = snapshot.place(asked.warehouse, area).name
    beneath = t("{place}, all types, the same people, n = {count}").format(
        place=place, count=numbers.plain(paired.n)
    )

    status: scene.Status = "unverified" if paired.status == "unverified" else "ok"
    unit = numbers.unit_word("yuan_month")

    def one(label: str, value: float) -> scene.Fact:
        of = ("income_increase", area, asked.month_written)
        return scene.Fact(label, numbers.plain(value), unit, value, status, beneath, *of)

    return one(t("Income before joining"), paired.mean_before), one(t("Income now"), paired.mean_now)
