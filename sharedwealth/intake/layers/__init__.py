"""An operator's own layers: boundaries and points read within limits, checked row by row, and put into the register."""
