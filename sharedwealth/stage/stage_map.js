// A map as one picture: areas in their colours or circles, what is marked, names and values, and its legend beside it.

const SWATCH = 40
const LEGEND = 28
const LEGEND_ROW = 44
let maps = 0
const WITHOUT = { no_data: "hatch", suppressed: "dots" }

function drawMap(map, room) {
  const frame = svg("svg", { viewBox: `0 0 ${room.w} ${room.h}`, width: room.w, height: room.h, class: "map", role: "img", "aria-label": map.measure })
  const ground = groundOf(map)
  const legend = legendOf(map)
  if (!ground) {
    if (geometryOf(map.geometry) !== undefined) frame.append(line(WORDS.no_map, room.w / 2, room.h / 2, 48, { side: "middle", name: "quiet" }))
    frame.append(drawLegend(legend, room))
    return frame
  }
  const view = viewOf(map, ground, room, legend)
  frame.append(patternsOf(view), areasOf(map, view))
  if (map.is_circles) frame.append(circlesOf(view))
  const taken = [[view.legendBox.x - 8, view.legendBox.y - 8, room.w, room.h]]
  const pins = pinsOf(map, view, taken)
  if (map.is_circles) taken.push(...view.circles.filter(({ r }) => r > 60).map(({ x, y, r }) => [x - 4, y - r, x + 4, y - r + 8]))
  const labels = svg("g", { class: "labels" })
  for (const label of placedLabels(view, taken)) labels.append(...labelNodes(map, view, label))
  frame.append(marksOf(view), pins.dots, labels, pins.names, drawLegend(legend, room))
  return frame
}

// The document's patterns in the map's own measure, which is a small part of a pixel.
function patternsOf(view) {
  const patterns = [...document.querySelectorAll("#patterns pattern")].map((each) => {
    const copy = each.cloneNode(true)
    copy.id = `${each.id}-${view.number}`
    copy.setAttribute("patternTransform", `scale(${(1 / view.k).toFixed(4)}) ${each.getAttribute("patternTransform") ?? ""}`)
    return copy
  })
  return svg("defs", {}, ...patterns)
}

// How the ground lies in the room: as large as it can beside its legend, in the middle of what is left.
function viewOf(map, ground, room, legend) {
  const [left, top, right, bottom] = ground.box
  const free = { w: room.w - legend.wide - 24, h: room.h - 12 }
  const k = Math.min(free.w / (right - left), free.h / (bottom - top))
  const view = { w: room.w, h: room.h, k, parts: ground.parts, above: ground.above, unit: ground.unit, number: (maps += 1), names: namesOf(ground.parts, map.level) }
  view.x = Math.max(6, (free.w - (right - left) * k) / 2) - left * k
  view.y = 6 + (free.h - (bottom - top) * k) / 2 - top * k
  view.rows = new Map(map.rows.map((row) => [row.code, row]))
  view.marked = new Set(map.marked)
  view.largest = ground.parts.length <= 16 ? 36 : 30
  view.circles = map.is_circles ? sizedCircles(map, view) : []
  view.legendBox = { x: room.w - legend.wide, y: room.h - legend.high }
  return view
}

// The circle's area is in proportion to the value.
function sizedCircles(map, view) {
  const largest = Math.max(0, ...map.rows.map((row) => row.value ?? 0))
  const most = mostRadius(map)
  return view.parts.flatMap((part) => {
    const value = view.rows.get(part.code)?.value
    if (!value || value <= 0 || largest <= 0) return []
    return [{ code: part.code, x: view.x + part.at[0] * view.k, y: view.y + part.at[1] * view.k, r: Math.max(4, most * Math.sqrt(value / largest)) }]
  })
}

function areasOf(map, view) {
  const group = svg("g", { transform: `translate(${view.x.toFixed(2)} ${view.y.toFixed(2)}) scale(${view.k.toFixed(6)})` })
  for (const part of view.parts) group.append(svg("path", { d: part.d, class: "rim" }))
  for (const part of view.parts) {
    const row = view.rows.get(part.code)
    const status = row?.status ?? "none"
    const isShaded = row && row.class_index >= 0 && !map.is_circles && !(status in WITHOUT)
    const canOpen = rowsBelow(map, part.code).length > 0
    const path = svg("path", { d: part.d, class: `area ${isShaded ? "shade" : "land"}${canOpen ? " opens" : ""}`, "data-code": part.code })
    if (isShaded) path.setAttribute("style", shade(map.colours[row.class_index], map.dark_colours[row.class_index]))
    group.append(path)
    const pattern = WITHOUT[status] ?? (status === "unverified" ? "lines" : "")
    if (pattern) group.append(svg("path", { d: part.d, class: "over", style: `fill:url(#${pattern}-${view.number})` }))
    if (status === "carried") group.append(svg("path", { d: part.d, class: "over carried" }))
  }
  for (const part of view.above) group.append(svg("path", { d: part.d, class: "above" }))
  return group
}

function circlesOf(view) {
  const group = svg("g", { class: "circles" })
  for (const { x, y, r, code } of [...view.circles].sort((one, other) => other.r - one.r)) {
    group.append(svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1), "data-code": code }))
  }
  return group
}

// Rings round what is to be seen first: the area's own outline, cased so that it stands out on any colour.
function marksOf(view) {
  const group = svg("g", { class: "marks", transform: `translate(${view.x.toFixed(2)} ${view.y.toFixed(2)}) scale(${view.k.toFixed(6)})` })
  const parts = view.parts.filter((part) => view.marked.has(part.code))
  for (const name of ["casing", "ring"]) for (const part of parts) group.append(svg("path", { d: part.d, class: name }))
  return group
}

// Points with their names, beside them where there is room; a point is never left out, a name may be.
function pinsOf(map, view, taken) {
  const dots = svg("g", { class: "pins" })
  const names = svg("g", { class: "labels" })
  const at = map.pins.map((pin) => ({ ...pin, x: view.x + (pin.x / view.unit) * view.k, y: view.y + (pin.y / view.unit) * view.k }))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x <= view.w && y <= view.h)
  taken.push(...at.map(({ x, y }) => [x - 13, y - 13, x + 13, y + 13]))
  for (const { x, y, name } of at) {
    dots.append(svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 11 }))
    const width = widthOf(name, SMALLEST + 2, 500) + 8
    const spots = [[x + 16, y - 16], [x - 16 - width, y - 16], [x - width / 2, y - 48], [x - width / 2, y + 14]]
    const spot = spots.find(([left, top]) => {
      const rect = [left, top, left + width, top + 32]
      return left >= 2 && top >= 2 && rect[2] <= view.w - 2 && rect[3] <= view.h - 2 && !taken.some((other) => overlap(rect, other))
    })
    if (!spot) continue
    taken.push([spot[0], spot[1], spot[0] + width, spot[1] + 32])
    names.append(
      svg("rect", { x: spot[0].toFixed(1), y: spot[1].toFixed(1), width: width.toFixed(1), height: 32, class: "plate" }),
      line(name, spot[0] + 4, spot[1] + 17, SMALLEST + 2, { weight: 500 }),
    )
  }
  return { dots, names }
}

// The pair of colours under an area's label, on the light and on the dark ground.
function fillUnder(map, view, code) {
  const row = view.rows.get(code)
  if (!row || map.is_circles || row.class_index < 0 || row.status in WITHOUT) return toneOf("card")
  return [map.colours[row.class_index], map.dark_colours[row.class_index]]
}

function labelNodes(map, view, label) {
  const nodes = []
  if (label.from) {
    const [left, top, right, bottom] = label.rect
    const [x, y] = [Math.min(Math.max(label.from[0], left), right), Math.min(Math.max(label.from[1], top), bottom)]
    nodes.push(
      svg("line", { x1: label.from[0].toFixed(1), y1: label.from[1].toFixed(1), x2: x.toFixed(1), y2: y.toFixed(1), class: "lead" }),
      svg("rect", { x: left.toFixed(1), y: top.toFixed(1), width: (right - left).toFixed(1), height: (bottom - top).toFixed(1), class: "plate edged" }),
    )
  }
  const isOnPaper = label.isOutside && !(map.is_circles && !label.from)
  const fill = label.isInCircle ? toneOf("main") : label.from ? toneOf("card") : isOnPaper ? toneOf("paper") : fillUnder(map, view, label.code)
  if (label.isMixed) {
    const [left, top, right, bottom] = label.rect
    nodes.push(svg("rect", { x: left.toFixed(1), y: top.toFixed(1), width: (right - left).toFixed(1), height: (bottom - top).toFixed(1), rx: 6, class: "shade", style: shade(...fill) }))
  }
  const step = label.size * 1.14
  label.lines.forEach((words, at) => {
    const y = label.y + (at - (label.lines.length - 1) / 2) * step
    const text = line(words, label.x, y, label.size, { side: "middle", weight: at ? 700 : 500, name: "on" })
    text.setAttribute("style", styleOn(fill))
    nodes.push(text)
  })
  return nodes
}

// The classes or the sizes of circles, then the states in sight, each counted.
function legendOf(map) {
  const entries = map.legend.map((entry) => ({ ...entry, words: entry.index >= 0 || entry.count === null ? entry.label : `${entry.label} ${entry.count}` }))
  const method = map.method ? folded(map.method, 24, 400, 300) : []
  const circles = entries.filter(({ kind }) => kind === "circle")
  const broadest = circles.length ? 2 * mostRadius(map) * (Math.max(...circles.map(({ index }) => index)) / 1000) : 0
  const wide = Math.max(widest(entries.map(({ words }) => words), LEGEND) + Math.max(SWATCH, broadest) + 16, widest(method, 24))
  const rows = entries.map((entry) => (entry.kind === "circle" ? Math.max(36, 2 * mostRadius(map) * (entry.index / 1000) + 8) : LEGEND_ROW))
  const high = rows.reduce((one, other) => one + other, 0) + method.length * 30 + (method.length ? 12 : 0)
  return { map, entries, rows, method, column: Math.max(SWATCH, broadest), wide: Math.ceil(wide), high }
}

const mostRadius = (map) => (map.rows.length <= 16 ? 84 : 40)

function drawLegend({ map, entries, rows, method, column, wide, high }, room) {
  const group = svg("g", { class: "legend" })
  const left = room.w - wide
  let top = room.h - high
  entries.forEach((entry, at) => {
    const y = top + rows[at] / 2
    group.append(...swatchOf(map, entry, left, y, column), line(entry.words, left + column + 14, y, LEGEND))
    top += rows[at]
  })
  method.forEach((words, at) => group.append(line(words, left, top + 27 + at * 30, 24, { name: "quiet" })))
  return group
}

function swatchOf(map, { kind, index }, left, y, column) {
  if (kind === "circle") return [svg("circle", { cx: left + column / 2, cy: y, r: (mostRadius(map) * index) / 1000, class: "size" })]
  const box = { x: left, y: y - 15, width: SWATCH, height: 30 }
  const isClass = index >= 0
  const ground = svg("rect", { ...box, class: `swatch ${isClass ? "shade" : "land"}`, style: isClass ? shade(map.colours[index], map.dark_colours[index]) : null })
  const over = WITHOUT[kind] ?? { unverified: "lines", carried: "carried" }[kind]
  return over ? [ground, svg("rect", { ...box, class: `over ${over}` })] : [ground]
}
