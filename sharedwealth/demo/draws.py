"""Draws that depend on the seed and on names alone, never on the order in which they are made."""

import hashlib


def unit(seed: int, *names: object) -> float:
    """A number from 0 to 1, always the same for the same seed and names."""
    written = "|".join(map(str, (seed, *names))).encode()
    whole = int.from_bytes(hashlib.blake2b(written, digest_size=8).digest(), "big")
    return (whole >> 11) / 2**53
