"""The four gains: farmers' income, enterprises' output, collectives' income, the people's trust."""

from sharedwealth.indicators.four_gains import gains_headline
from sharedwealth.ui import head
from sharedwealth.ui.pieces import gains

view = head.show()
head.sentence(view, gains_headline)
gains.side_by_side(view)
gains.areas(view)
