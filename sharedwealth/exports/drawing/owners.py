"""Which area lies where on the sheet, as a grid: so that words can be tried in many places at once."""

import numpy as np
import shapely
from numpy.typing import NDArray

from sharedwealth.exports.drawing.shapes import Area, Box

STEP = 1.5
"""Points between two samples."""

NOBODY = -1


class Owners:
    """The grid over a sheet; areas are told by their place in the list."""

    def __init__(self, areas: list[Area], sheet: Box) -> None:
        self._left, self._top = sheet[0], sheet[1]
        across, down = (int((sheet[2] - sheet[0]) / STEP) + 1, int((sheet[3] - sheet[1]) / STEP) + 1)
        self._grid: NDArray[np.int16] = np.full((down, across), NOBODY, dtype=np.int16)
        for index, area in enumerate(areas):
            rows, columns = self._cells(shapely.bounds(area.shape))
            x, y = np.meshgrid(self._left + np.arange(columns.start, columns.stop) * STEP,
                               self._top + np.arange(rows.start, rows.stop) * STEP)  # fmt: skip
            inside = shapely.contains_xy(area.shape, x, y)
            self._grid[rows, columns][inside] = index

    def _cells(self, box: "Box | NDArray[np.float64]") -> tuple[slice, slice]:
        left, top, right, bottom = box
        rows, columns = self._grid.shape
        y0, y1 = max(int((top - self._top) / STEP), 0), min(int((bottom - self._top) / STEP) + 1, rows)
        x0, x1 = max(int((left - self._left) / STEP), 0), min(int((right - self._left) / STEP) + 1, columns)
        return slice(y0, max(y1, y0)), slice(x0, max(x1, x0))

    def shares(self, box: Box, index: int) -> tuple[float, float]:
        """Which part of the box lies in this area, and which part in any other."""
        cells = self._grid[self._cells(box)]
        if not cells.size:
            return 0.0, 0.0
        own = float(np.count_nonzero(cells == index)) / cells.size
        land = float(np.count_nonzero(cells != NOBODY)) / cells.size
        return own, land - own

    def share_of(self, box: Box, chosen: NDArray[np.bool_]) -> float:
        """Which part of the box lies in the areas that are chosen, one truth for each area."""
        cells = self._grid[self._cells(box)]
        # Nobody is −1, the last of the truths.
        return float(np.append(chosen, False)[cells].mean()) if cells.size else 0.0
