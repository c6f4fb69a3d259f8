"""Targets: what is to be reached by when, where it stands, and when it would be reached."""

from sharedwealth.ui import head
from sharedwealth.ui.pieces import briefings_promises, targets

view = head.show(types=False)
head.sentence(view, targets.headline)
aim = targets.chosen(targets.listed(view, name="targets_list"))
if aim:
    targets.forecast(view, aim, name="targets_forecast")
briefings_promises.made(view, name="targets_promises", is_short=True)
