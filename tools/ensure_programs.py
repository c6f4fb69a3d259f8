"""Makes sure that the programs the tests drive are there; says plainly how to install those that are not.

Chromium and a Chinese font must be there. LibreOffice opens the workbooks that are written here; the tests that
need it say that they were left out where there is none.
"""

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OFFICE = ("soffice",)
HOW = (
    "The browser tests need Chromium and a Chinese font, and could not install them.\n"
    "On Debian or Ubuntu, as root:  apt-get update && apt-get install chromium fonts-noto-cjk\n"
    "Elsewhere install Chromium or Chrome so that one of these is on the path: " + ", ".join(BROWSERS) + "."
)


def is_there(names: tuple[str, ...]) -> bool:
    return any(shutil.which(name) for name in names)


def has_chinese_font() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    return bool(
        subprocess.run([lister, ":lang=zh"], capture_output=True, text=True, check=False).stdout.strip()
    )


def missing() -> list[str]:
    """The packages of Debian and its kin that would bring what is not there."""
    packages = []
    if not is_there(BROWSERS):
        packages.append("chromium")
    if not has_chinese_font():
        packages += ["fonts-noto-cjk", "fontconfig"]
    if not is_there(OFFICE):
        packages.append("libreoffice-calc-nogui")
    return packages


def install(packages: list[str]) -> None:
    """Installs from the system's packages where that is allowed: on Debian's kin, as root."""
    manager = shutil.which("apt-get")
    if manager is None or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run([manager, *arguments], env=environment, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    if wanted := missing():
        print("Installing what the tests drive: " + ", ".join(wanted) + " …", flush=True)
        install(wanted)
    if not (is_there(BROWSERS) and has_chinese_font()):
        sys.exit(HOW)
    if not is_there(OFFICE):
        print("LibreOffice is not installed: the tests that open workbooks with it are left out.")
