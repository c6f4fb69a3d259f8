"""The demonstration province: ledgers' worth of data that never happened, calibrated to the public record."""

from sharedwealth.demo.generating import SEED, generate, is_current

__all__ = ["SEED", "generate", "is_current"]
