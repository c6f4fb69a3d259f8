"""Maps and the public: which number stands under them, and whether they may go out at all.

The Regulation on the Administration of Maps (地图管理条例, article 15) has maps that are shown to the public reviewed.
A number does not pass on to what is derived from the map that has it, so an operator needs one of its own.
"""

from sharedwealth.errors import MapApprovalError
from sharedwealth.settings import Settings
from sharedwealth.text import t


def may_publish(settings: Settings) -> None:
    """Nothing where an export may be marked public; else a `MapApprovalError` with the reason."""
    if not settings.map_approval:
        raise MapApprovalError(
            t(
                "This cannot be exported for the public: maps that are shown to the public need a map approval number "
                "(审图号) of their own, and none is set. The base map's number does not count for a map derived "
                "from it. Set SHAREDWEALTH_MAP_APPROVAL once the number is granted; use inside the office needs none."
            )
        )


def standing(settings: Settings) -> list[str]:
    """What a reader should know of maps in this installation, in a few sentences."""
    said = [
        t(
            "Maps here are for thematic illustration only and no basis for boundaries. What is derived from an "
            "approved map needs an approval of its own before it is shown to the public "
            "(Regulation on the Administration of Maps)."
        )
    ]
    if settings.map_approval:
        number = t(
            "Map approval number of this installation: {number}. It stands under every map and in every export."
        )
        return [*said, number.format(number=settings.map_approval)]
    return [
        *said,
        t(
            "This installation has no map approval number of its own: files marked for the public are refused."
        ),
    ]
