// Names and values on the map: placed greedily, roomiest area first, in the largest type that fits; hidden otherwise.

const SMALLEST = 11
const STEP = 1.1
const widths = new Map()
const heights = new Map()
const AROUND = [-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9]
  .flatMap((across) => [-1.1, -0.75, -0.4, 0, 0.4, 0.75, 1.1].map((down) => [across, down]))
  .sort((one, other) => Math.hypot(...one) - Math.hypot(...other))

function textWidth(map, words, size, weight) {
  const key = `${weight} ${size} ${words}`
  let width = widths.get(key)
  if (width === undefined) {
    map.pen.font = `${weight} ${size}px ${map.font}`
    width = map.pen.measureText(words).width
    if (widths.size > 20000) widths.clear()
    widths.set(key, width)
  }
  return width
}

// The font's own height, which is more than its size: Chinese fonts are up to half as high again.
function lineHeight(map, size) {
  const key = `${size} ${map.font}`
  if (!heights.has(key)) {
    map.pen.font = `${size}px ${map.font}`
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = map.pen.measureText("县y")
    heights.set(key, up + down)
  }
  return heights.get(key)
}

// Where no name may stand: controls, the large month, workshops.
function takenBy(map) {
  const boxes = [map.legendRect, map.buttonsRect, map.time.isMoving && map.momentRect].filter(Boolean)
  const circles = map.clusters ?? []
  return [...boxes, ...circles.map(({ x, y, r }) => [x - r, y - r, x + r, y + r])]
}

function placeLabels(map) {
  drawOwners(map)
  const taken = takenBy(map)
  if (map.scene.base) taken.push(...diamondPlaces(map), ...pointBoxes(pointPlaces(map)))
  // Under a circle's label only the circle's rim may show.
  const marks = map.marked.map(({ x, y, r, isSpeck }) => {
    const reach = isSpeck ? r : 0.62 * r
    return [x - reach, y - reach, x + reach, y + reach]
  })
  const placed = []
  const crowd = crowdOf(map)
  for (const item of labelOrder(map)) {
    const others = marks.filter((_, at) => map.marked[at].code !== item.code)
    const found = bestPlace(map, item, taken, others, crowd)
    if (!found) continue
    taken.push(found.rect)
    placed.push(found)
  }
  return placed
}

// Areas in sight, the selected one first, then by room on the screen; under circles by the circle.
function labelOrder(map) {
  const k = scaleOf(map)
  const marks = new Map(map.marked.map((mark) => [mark.code, mark]))
  const found = []
  for (const [index, part] of map.scene.parts.entries()) {
    const [x, y] = toScreen(map, ...part.at)
    if (x < -20 || y < -20 || x > map.size.width + 20 || y > map.size.height + 20) continue
    const row = map.data.rows.get(part.code)
    const mark = marks.get(part.code)
    if (map.scene.base && !row) continue
    const room = part.room * k
    const weight = (part.code === selectedOf(map) ? 1e6 : 0) + (mark && !mark.isSpeck ? 1000 + mark.r : room)
    found.push({ code: part.code, part, index, row, x, y, room, mark, weight })
  }
  const last = (item) => (isOutside(map, item.code) ? 1 : 0)
  return found.sort((one, other) => last(one) - last(other) || other.weight - one.weight || (one.code < other.code ? -1 : 1))
}

function bestPlace(map, item, taken, marks, crowd) {
  const name = map.names.get(item.code)
  const value = map.data.scheme === "plain" ? "" : (item.row?.label ?? "")
  const largest = Math.round(Math.min(17, Math.max(SMALLEST, Math.min(map.size.width, map.size.height) / 50)))
  for (const lines of value ? [[name, value], [name]] : [[name]]) {
    for (let size = largest; size >= SMALLEST; size -= 1) {
      const found = fitLines(map, item, lines, size, taken, marks, crowd)
      if (found) return found
    }
  }
  return null
}

// The first place that is free; over points the one that covers the fewest.
function fitLines(map, item, lines, size, taken, marks, crowd) {
  const isBeside = Boolean(item.mark?.isSpeck)
  const isOnCircle = Boolean(item.mark) && !isBeside
  const written = isBeside ? [lines.join(" ")] : lines
  const width = Math.max(...written.map((line, at) => textWidth(map, line, size, at ? 400 : 500)))
  const height = lineHeight(map, size) + (written.length - 1) * size * STEP
  if (!isBeside && !item.mark && item.room * 3.2 < Math.min(width, height)) return null
  let best = null
  for (const [x, y] of placesFor(item, width, height)) {
    const rect = [x - width / 2 - 1, y - height / 2, x + width / 2 + 1, y + height / 2]
    if (rect[0] < 2 || rect[1] < 2 || rect[2] > map.size.width - 2 || rect[3] > map.size.height - 2) continue
    const isInCircle = isOnCircle && x === item.mark.x && y === item.mark.y
    if (taken.some((other) => overlap(rect, other)) || (!isInCircle && marks.some((mark) => overlap(rect, mark)))) continue
    const hides = crowd ? covered(crowd, rect) : 0
    if (best && hides >= best.hides) continue
    const isOutside = isOnCircle ? false : standing(map, item, rect)
    if (isOutside === null) continue
    best = { code: item.code, lines: written, size, x, y, rect, isOutside, isOnCircle, isInCircle, hides }
    if (!hides) return best
  }
  return best
}

// Middles to try, the best first: beside a speck, in or under a circle, else round the area's own point.
function placesFor({ x, y, mark, row }, width, height) {
  if (mark?.isSpeck) {
    const across = mark.r + 4 + width / 2
    const down = mark.r + 2 + height / 2
    return [[x + across, y], [x - across, y], [x, y + down], [x, y - down]]
  }
  if (mark) {
    if (Math.hypot(width, height) / 2 <= mark.r) return [[x, y]]
    const down = mark.r + 1 + height / 2
    const across = mark.r + 3 + width / 2
    return [[x, y + down], [x, y - down], [x + across, y], [x - across, y]]
  }
  const round = AROUND.map(([across, down]) => [x + across * width, y + down * height])
  if (!isMarked(row?.look)) return round
  const down = DIAMOND + 2 + height / 2
  return [[x, y + down], [x, y - down], ...round]
}

// Whether a label stands outside its area: false inside, true on open ground beside islands, null where it must not
// be, because it would be read as a neighbour's.
function standing(map, item, [left, top, right, bottom]) {
  const mayLeave = item.mark || item.part.isIslands
  let abroad = item.mark || map.scene.base ? 1 : 4
  const most = map.scene.base ? 2 : 6
  let open = 0
  for (const y of [top + 2, (top + bottom) / 2, bottom - 2]) {
    for (const across of [0.04, 0.27, 0.5, 0.73, 0.96]) {
      const owner = ownerAt(map, left + (right - left) * across, y)
      if (owner === item.index || owner === UNCLEAR) continue
      if (owner === NOBODY) {
        open += 1
        if (open > most && !mayLeave) return null
      } else if (abroad === 0) return null
      else abroad -= 1
    }
  }
  return open > most
}

const NOBODY = -1
const UNCLEAR = -2
const COARSE = 3

// Which area a point of the stage belongs to, looked up in a coarse picture in which every area has its own colour.
function ownerAt(map, x, y) {
  const { width, height, pixels } = map.owners
  const [column, row] = [Math.floor(x / COARSE), Math.floor(y / COARSE)]
  if (column < 0 || row < 0 || column >= width || row >= height) return NOBODY
  const at = 4 * (row * width + column)
  if (pixels[at + 3] === 0) return NOBODY
  const index = pixels[at] + 256 * pixels[at + 1]
  // Along borders colours are mixed, and the third channel no longer agrees with the other two.
  return pixels[at + 3] === 255 && pixels[at + 2] === checkOf(index) ? index : UNCLEAR
}

const checkOf = (index) => (index * 73 + 41) & 255

function drawOwners(map) {
  const { x, y, zoom } = map.view
  const key = [map.sceneKey, map.size.width, map.size.height, map.fit.k, map.fit.x, x, y, zoom].join(" ")
  if (map.owners?.key === key) return
  const [width, height] = [Math.ceil(map.size.width / COARSE), Math.ceil(map.size.height / COARSE)]
  const { canvas } = map.ownersPen
  Object.assign(canvas, { width, height })
  const k = scaleOf(map) / COARSE
  map.ownersPen.setTransform(k, 0, 0, k, map.fit.x / COARSE - x * k, map.fit.y / COARSE - y * k)
  map.scene.parts.forEach((part, index) => {
    map.ownersPen.fillStyle = `rgb(${index & 255} ${index >> 8} ${checkOf(index)})`
    map.ownersPen.fill(part.path)
  })
  map.owners = { key, width, height, pixels: map.ownersPen.getImageData(0, 0, width, height).data }
}

function drawLabels(map) {
  const shown = new Set()
  const placed = map.data.named && !map.scene.base ? [] : placeLabels(map) // a town's villages are named instead
  for (const place of placed) {
    shown.add(place.code)
    writeLabel(map, labelNode(map, place.code), place)
  }
  paintVillages(map, [...takenBy(map), ...placed.map(({ rect }) => rect)], shown)
  for (const [code, node] of map.labelNodes) setAttributes(node.group, { display: shown.has(code) ? null : "none" })
}

function labelNode(map, code) {
  let node = map.labelNodes.get(code)
  if (!node) {
    const group = svgElement("g", { class: "label", "data-code": code })
    node = { group, lines: [svgElement("text", { class: "name" }), svgElement("text", { class: "value" })] }
    group.append(...node.lines)
    map.labelLayer.append(group)
    map.labelNodes.set(code, node)
  }
  return node
}

function writeLabel(map, node, place) {
  const fill = place.isOutside ? map.colours.card : place.isOnCircle ? map.colours.land : fillUnder(map, place.code)
  const { text, halo } = textOn(place.isInCircle ? map.colours.classes[map.data.rows.get(place.code).index] : fill, map.darkInk, map.lightInk)
  const step = place.size * STEP
  const first = place.y - ((place.lines.length - 1) * step) / 2
  const inkOf = isOutside(map, place.code) ? map.colours.quiet : text
  node.lines.forEach((line, at) => {
    const words = place.lines[at] ?? ""
    if (line.textContent !== words) line.textContent = words
    if (!words) return
    setAttributes(line, {
      x: place.x.toFixed(1),
      y: (first + at * step).toFixed(1),
      fill: inkOf,
      stroke: halo,
      "font-size": place.size,
    })
  })
}
