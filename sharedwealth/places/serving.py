"""The map files that the application hands out: names in the index, and nothing else."""

from sharedwealth.places import geometry
from sharedwealth.settings import Settings

_MEDIA_TYPES = {
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".bin": "application/octet-stream",
}


def map_file(settings: Settings, name: str, *, accepts_gzip: bool = True) -> tuple[bytes, str, bool] | None:
    """The file's bytes, its media type and whether the bytes are gzipped; None for any name not in the index.

    Names carry a digest of the content, so an answer may be kept for ever.
    """
    try:
        known = geometry.index(settings).names()
    except geometry.NotBuiltError:
        return None
    if name not in known:
        return None
    stored = f"{name}.gz" if accepts_gzip else name
    try:
        content = (settings.boundaries / stored).read_bytes()
    except FileNotFoundError:
        return None
    return content, _MEDIA_TYPES[f".{name.rsplit('.', 1)[1]}"], accepts_gzip
