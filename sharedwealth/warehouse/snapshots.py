"""Snapshots: publish them, list them, find the current one, recheck them."""

from sharedwealth.warehouse.manifest import Ledger
from sharedwealth.warehouse.partitions import Partition
from sharedwealth.warehouse.publishing import Snapshot, publish, remove_leftovers
from sharedwealth.warehouse.shelf import SnapshotInfo, current, has_any, list_snapshots
from sharedwealth.warehouse.verifying import Finding, verify

__all__ = [
    "Finding",
    "Ledger",
    "Partition",
    "Snapshot",
    "SnapshotInfo",
    "current",
    "has_any",
    "list_snapshots",
    "publish",
    "remove_leftovers",
    "verify",
]
