"""Makes sure that a Chromium and a Chinese font are there for the browser tests; says plainly how when they are not."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW = (
    "The browser tests need Chromium and a Chinese font, and could not install them.\n"
    "On Debian or Ubuntu, as root:  apt-get update && apt-get install chromium fonts-noto-cjk\n"
    "Elsewhere install Chromium or Chrome so that one of these is on the path: " + ", ".join(NAMES) + "."
)


def installed() -> bool:
    return any(shutil.which(name) for name in NAMES)


def has_chinese_font() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    return bool(
        subprocess.run([lister, ":lang=zh"], capture_output=True, text=True, check=False).stdout.strip()
    )


def install() -> bool:
    """Installs from the system's packages where that is allowed: on Debian's kin, as root."""
    manager = shutil.which("apt-get")
    if manager is None or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "chromium", "fonts-noto-cjk", "fontconfig"],
    ):
        if subprocess.run(
            [manager, *arguments], env=environment, stdout=subprocess.DEVNULL, check=False
        ).returncode:
            return False
    return True


if __name__ == "__main__":
    if not (installed() and has_chinese_font()):
        print("Installing Chromium and a Chinese font for the browser tests …", flush=True)
        if not install() or not installed():
            sys.exit(HOW)
