"""Explore: any indicator by any two things, as chart, table, files, and the query that made it."""

from sharedwealth.ui import head
from sharedwealth.ui.pieces import explore

view = head.show()
found = explore.asked(view)
explore.drawing(found, name="explore_chart")
explore.table(found, view, name="explore")
explore.query(found, name="explore_query")
