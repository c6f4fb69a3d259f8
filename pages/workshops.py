"""Workshops: every one of them, to search and narrow; a row opens its profile."""

from sharedwealth.ui import head
from sharedwealth.ui.pieces import workshops

view = head.show()
asked = workshops.asked(view)
found = workshops.found(view, asked)
workshops.listed(view, asked, found)
workshops.downloads(view, asked, found)
