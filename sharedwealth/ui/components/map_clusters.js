// Workshops as points of their type, gathered into a circle with their number where they are close to one another.

const CELL = 44
const DOT = 5

const detailsAt = (address) => once(address, (answer) => answer.json())

// Circles and single points in sight at this zoom; cells are fixed to the map, so that panning gathers nothing anew.
function clustersOf(map, layer, positions) {
  const k = scaleOf(map)
  const cells = new Map()
  const count = Math.min(layer.bytes.length, positions.length / 2)
  const [left, top] = [map.view.x * k - map.fit.x, map.view.y * k - map.fit.y]
  const isOutside = (x, y) =>
    x < left - CELL || y < top - CELL || x > left + map.size.width + CELL || y > top + map.size.height + CELL
  for (let at = 0; at < count; at += 1) {
    const type = layer.bytes[at]
    if (type >= layer.looks.length) continue
    const [x, y] = [positions[2 * at] * k, positions[2 * at + 1] * k]
    if (isOutside(x, y)) continue
    const key = Math.floor(x / CELL) * 100003 + Math.floor(y / CELL)
    let cell = cells.get(key)
    if (!cell) cells.set(key, (cell = emptyCluster(at)))
    cell.x += x
    cell.y += y
    cell.count += 1
    cell.types[type] += 1
    stretch(cell.box, x, y, x, y)
  }
  return gathered([...cells.values()].sort((one, other) => other.count - one.count))
}

const emptyCluster = (first) => ({ first, x: 0, y: 0, count: 0, types: [0, 0, 0, 0, 0, 0], box: [Infinity, Infinity, -Infinity, -Infinity] })

function stretch(box, left, top, right, bottom) {
  box[0] = Math.min(box[0], left)
  box[1] = Math.min(box[1], top)
  box[2] = Math.max(box[2], right)
  box[3] = Math.max(box[3], bottom)
}

const clusterRadius = (count) => (count === 1 ? DOT : 9 + 2.4 * Math.log(count))
const middle = ({ x, y, count }) => [x / count, y / count]

// The largest first; what would lie over a larger one joins it.
function gathered(cells) {
  const found = []
  for (const cell of cells) {
    const [x, y] = middle(cell)
    const near = found.find((other) => {
      const [otherX, otherY] = middle(other)
      return Math.hypot(otherX - x, otherY - y) < clusterRadius(other.count) + clusterRadius(cell.count) + 1
    })
    if (!near) {
      found.push(cell)
      continue
    }
    near.x += cell.x
    near.y += cell.y
    near.count += cell.count
    cell.types.forEach((count, type) => (near.types[type] += count))
    stretch(near.box, ...cell.box)
  }
  return found
}

function drawClusters(map, layer, positions) {
  const context = cleanCanvas(map)
  const [dx, dy] = [map.fit.x - map.view.x * scaleOf(map), map.fit.y - map.view.y * scaleOf(map)]
  map.clusters = clustersOf(map, layer, positions).map((cluster) => {
    const [x, y] = middle(cluster)
    return { ...cluster, x: x + dx, y: y + dy, r: clusterRadius(cluster.count) }
  })
  // Where they stand can be seen from outside, as the areas' nodes can: x, y and number of each.
  map.canvas.dataset.gathered = map.clusters.map(({ x, y, count }) => `${Math.round(x)} ${Math.round(y)} ${count}`).join()
  for (const cluster of map.clusters) (cluster.count === 1 ? drawWorkshop : drawCluster)(map, context, cluster)
}

function drawWorkshop(map, context, { x, y, r, types }) {
  disc(context, x, y, r, map.colours.types[types.indexOf(1)])
  context.lineWidth = 1
  context.strokeStyle = map.colours.card
  context.stroke()
}

// A ring of the types' shares round the number.
function drawCluster(map, context, { x, y, r, types, count }) {
  disc(context, x, y, r + 1, map.colours.card)
  let from = -Math.PI / 2
  types.forEach((part, type) => {
    if (!part) return
    const to = from + (2 * Math.PI * part) / count
    context.beginPath()
    context.moveTo(x, y)
    context.arc(x, y, r, from, to)
    context.fillStyle = map.colours.types[type]
    context.fill()
    from = to
  })
  disc(context, x, y, r - 4, map.colours.card)
  context.fillStyle = map.colours.ink
  context.font = `600 ${count > 999 ? 10 : 11}px ${map.font}`
  context.textAlign = "center"
  context.textBaseline = "middle"
  context.fillText(String(count), x, y + 0.5)
}

function disc(context, x, y, r, colour) {
  context.beginPath()
  context.arc(x, y, r, 0, 2 * Math.PI)
  context.fillStyle = colour
  context.fill()
}

function clusterUnder(map, x, y, pointerType) {
  const slack = pointerType === "touch" ? 10 : 3
  const near = (map.clusters ?? []).filter((each) => Math.hypot(each.x - x, each.y - y) <= each.r + slack)
  return near.sort((one, other) => Math.hypot(one.x - x, one.y - y) - Math.hypot(other.x - x, other.y - y))[0] ?? null
}

// A circle opens into its workshops; where they stand in one place, their village is opened instead.
function openCluster(map, cluster) {
  if (cluster.count === 1) return pin(map, cluster.first)
  const across = Math.max(cluster.box[2] - cluster.box[0], cluster.box[3] - cluster.box[1])
  const room = 0.6 * Math.min(map.size.width, map.size.height)
  const factor = Math.min(8, Math.max(1.6, room / Math.max(across, 1)), MOST_ZOOM / map.view.zoom)
  const isOnePlace = factor < 1.05 || (across * MOST_ZOOM) / map.view.zoom < 2 * DOT
  if (isOnePlace) return withDetails(map, ({ villages }) => map.pick(villages[cluster.first]))
  const [x, y] = toMap(map, cluster.x, cluster.y)
  map.view.zoom *= factor
  Object.assign(map.view, { x, y })
  keepInside(map)
  paintView(map)
}

function withDetails(map, act) {
  const layer = map.data.points
  if (!layer?.details) return
  const entry = detailsAt(layer.details)
  if (entry.value) return act(entry.value)
  entry.promise.then((details) => !map.gone && map.data.points?.details === layer.details && act(details), () => showFailure(map))
}

function pin(map, index) {
  map.pinned = index
  paintPin(map)
}

// The page of the workshop picked, with what the address says of the view.
function profileLink(map, details) {
  const view = new URLSearchParams(location.search)
  const kept = ["area", "month", "type", "ranks", "lang"].filter((name) => view.has(name)).map((name) => [name, view.get(name)])
  const link = element("a", "pin-link", `${details.open} ›`)
  link.onclick = (event) => {
    if (isForAnotherTab(event)) return
    event.preventDefault()
    turnTo(link.href)
  }
  link.href = new URL(`workshop?${new URLSearchParams([...kept, ["workshop", details.keys[map.pinned]]])}`, document.baseURI).href
  return link
}

// The workshop picked: ringed, with its name, type and town beside it.
function paintPin(map) {
  const layer = map.data.points
  const positions = layer?.details && positionsAt(layer.url).value
  const type = positions ? layer.bytes[map.pinned] : undefined
  if (type === undefined || type >= layer.looks.length) map.pinned = null
  const isShown = map.pinned !== null
  setAttributes(map.pinRing, { display: isShown ? null : "none" })
  if (!isShown) return (map.pinCard.hidden = true)
  const [x, y] = toScreen(map, positions[2 * map.pinned], positions[2 * map.pinned + 1])
  setAttributes(map.pinRing, { cx: x.toFixed(1), cy: y.toFixed(1) })
  withDetails(map, (details) => {
    if (map.pinned === null) return
    const town = details.towns[details.in[map.pinned]]
    const lines = [["tip-name", details.names[map.pinned]], ["tip-line", layer.looks[type][0]], ["tip-line", town]]
    map.pinCard.replaceChildren(...lines.map(([kind, words]) => element("div", kind, words)), profileLink(map, details))
    placeCard(map, map.pinCard, x, y)
  })
}
