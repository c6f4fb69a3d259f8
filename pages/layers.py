"""Map layers: boundaries and points of the operator's own, checked and put on the map, and where all lines are from."""

from sharedwealth.ui.pieces import layers, layers_checked

here = layers.setting()
job = layers_checked.job()
said = layers.form(here)
layers_checked.drop_panel(here, said)
layers_checked.outcome(here, job)
layers.own(here, job)
layers.everything(here)
