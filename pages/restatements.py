"""Restatements: which figures each publication changed, from what to what."""

from sharedwealth.ui import head
from sharedwealth.ui.pieces import restated

head.plain()
restated.show()
