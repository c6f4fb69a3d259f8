"""How to read the dashboard: the words of the Definitions page that belong to no single indicator."""

from sharedwealth import settings as configuration
from sharedwealth.bilingual import Bilingual, of_sections
from sharedwealth.settings import Settings


def how_to_read(settings: Settings | None = None) -> Bilingual:
    """The text of `data/definitions/about.md`, Markdown with headings of the third level, in both languages."""
    path = (settings or configuration.load()).definitions / "about.md"
    return of_sections(path.read_text(encoding="utf-8"))
