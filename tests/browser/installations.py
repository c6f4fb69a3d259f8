"""Installations that a test may change."""

import os
import shutil

from sharedwealth import settings


def copied(installation, folder):
    """A copy of the demonstration; what is published already is shared with it and never changed."""
    shutil.copytree(installation.boundaries, folder / "boundaries")
    for name in ("snapshots", "partitions"):
        shutil.copytree(installation.data / name, folder / name, copy_function=os.link)
    pointer = folder / "snapshots" / "current.json"
    content = pointer.read_bytes()
    pointer.unlink()
    pointer.write_bytes(content)
    return settings.Settings(data=folder)
