// The villages of a town by name: written beside their points where there is room, clicked and pointed at; one is ringed.

const NEAR = { mouse: 12, pen: 14, touch: 22 }

// The villages that have no boundary, and stand on the map as points.
const pointPlaces = (map) => villagePlaces(map).filter(({ code }) => !isGround(map, code))

// Where a named village stands on the screen, as far as positions have come.
function villagePlaces(map) {
  const { named, points } = map.data
  const positions = points && positionsAt(points.url).value
  if (!named || !positions) return []
  return named.map(([index, code, name]) => {
    const [x, y] = toScreen(map, positions[2 * index], positions[2 * index + 1])
    return { code, name, x, y, look: points.looks[points.bytes[index]] }
  })
}

function villageUnder(map, x, y, pointerType) {
  let best = null
  for (const village of pointPlaces(map)) {
    const away = Math.hypot(village.x - x, village.y - y)
    if (away <= (NEAR[pointerType] ?? 12) && (!best || away < best.away)) best = { ...village, away }
  }
  return best
}

function showVillageTip(map, { name, look, x, y }) {
  const parts = [element("div", "tip-name", name)]
  if (look) parts.push(element("div", "tip-line", look[0]))
  placeTip(map, parts, x, y)
}

// `written` are the villages that are named in their areas already; the chosen one is named in any case.
function paintVillages(map, taken, written) {
  const points = pointPlaces(map)
  const chosen = points.find(({ code }) => code === map.data.village)
  setAttributes(map.villageRing, {
    cx: chosen ? chosen.x.toFixed(1) : null, cy: chosen ? chosen.y.toFixed(1) : null, display: chosen ? null : "none",
  })
  const boxes = [...taken, ...pointBoxes(points)]
  const unnamed = villagePlaces(map).filter(({ code }) => code === map.data.village && !written.has(code))
  const order = [...unnamed, ...points.filter((place) => place !== chosen)]
  const names = order.map((place) => villageName(map, place, boxes, taken, place.code === map.data.village)).filter(Boolean)
  map.villageNames.replaceChildren(...names)
}

// How far a point reaches on its town's map, where they are as large as they get: a diamond farther than a dot.
const reachOf = (look) => (look?.[3] ? 11 : look?.[1] === "site" ? 9 : 7)

function pointBoxes(points) {
  return points.map(({ x, y, look }) => {
    const reach = reachOf(look)
    return [x - reach, y - reach, x + reach, y + reach]
  })
}

// Beside, under or over its point, where neither a name nor another point is covered; the chosen one is always named,
// if need be over points, but not under the map's buttons.
function villageName(map, { name, x, y, look }, boxes, taken, isChosen) {
  const size = isChosen ? 14 : SMALLEST
  const width = textWidth(map, name, size, isChosen ? 600 : 400)
  const height = lineHeight(map, size)
  const gap = isChosen ? 14 : reachOf(look) + 1
  const places = [[x + gap, y], [x - gap - width, y], [x - width / 2, y + gap + height / 2], [x - width / 2, y - gap - height / 2]]
  const found = places
    .map(([left, middle]) => [left, middle - height / 2, left + width, middle + height / 2])
    .filter(([left, top, right, bottom]) => left > 2 && top > 2 && right < map.size.width - 2 && bottom < map.size.height - 2)
  const isFreeOf = (others) => (box) => !others.some((other) => overlap(box, other))
  const box = found.find(isFreeOf(boxes)) ?? (isChosen ? (found.find(isFreeOf(taken)) ?? found[0]) : null)
  if (!box) return null
  boxes.push(box)
  const text = svgElement("text", { x: box[0].toFixed(1), y: ((box[1] + box[3]) / 2).toFixed(1), "font-size": size })
  if (isChosen) text.setAttribute("class", "chosen")
  text.textContent = name
  return text
}
