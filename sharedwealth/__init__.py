"""The dashboard of Zhejiang's programme of Shared Wealth Workshops (共富工坊)."""

__version__ = "0.1.0"
