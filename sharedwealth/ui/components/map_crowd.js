// How many points a name would cover, so that it stands where it hides none or the fewest: a key assisted village under
// a name is lost. Looked up in sums over a coarse grid, a place that a name might take costs four additions.

const TEXTURE = 1.5

// Null where no place is better than another: no points, workshops (whose circles are kept free anyway), villages as
// areas, or points so small and many that they are a texture.
function crowdOf(map) {
  const layer = map.data.points
  const positions = layer && !layer.details && !map.scene.base ? positionsAt(layer.url).value : null
  if (!positions) return null
  const radius = pointRadius(map, layer.looks.reduce((sum, look) => sum + look[5], 0))
  if (radius < TEXTURE) return null
  const crowd = { radius, columns: Math.ceil(map.size.width / COARSE) + 1, rows: Math.ceil(map.size.height / COARSE) + 1 }
  crowd.sums = new Uint32Array(crowd.columns * crowd.rows)
  const count = Math.min(layer.bytes.length, positions.length / 2)
  for (let at = 0; at < count; at += 1) {
    const look = layer.looks[layer.bytes[at]]
    if (!look) continue
    const [x, y] = toScreen(map, positions[2 * at], positions[2 * at + 1])
    markCell(crowd, x, y)
    if (!look[3]) continue
    const tip = radius * 1.6 // a diamond reaches this much farther than the dot in it
    for (const [across, down] of [[tip, 0], [-tip, 0], [0, tip], [0, -tip]]) markCell(crowd, x + across, y + down)
  }
  addUp(crowd)
  return crowd
}

function markCell({ sums, columns, rows }, x, y) {
  const [column, row] = [Math.floor(x / COARSE) + 1, Math.floor(y / COARSE) + 1]
  if (column > 0 && row > 0 && column < columns && row < rows) sums[row * columns + column] += 1
}

function addUp({ sums, columns, rows }) {
  for (let row = 1; row < rows; row += 1)
    for (let column = 1, line = 0; column < columns; column += 1) {
      line += sums[row * columns + column]
      sums[row * columns + column] = line + sums[(row - 1) * columns + column]
    }
}

function covered({ sums, columns, rows, radius }, [left, top, right, bottom]) {
  const cell = (at, last) => Math.max(0, Math.min(last - 1, Math.floor(at / COARSE)))
  const [west, east] = [cell(left - radius, columns), Math.min(columns - 1, cell(right + radius, columns) + 1)]
  const [north, south] = [cell(top - radius, rows), Math.min(rows - 1, cell(bottom + radius, rows) + 1)]
  return sums[south * columns + east] - sums[north * columns + east] - sums[south * columns + west] + sums[north * columns + west]
}
