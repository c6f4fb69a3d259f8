// What is drawn: fills and hatches, circles and markers, the lines over them. Nodes stay; only attributes change.

const SVG = "http://www.w3.org/2000/svg"
const SPECK = 13

function svgElement(name, attributes = {}) {
  const node = document.createElementNS(SVG, name)
  setAttributes(node, attributes)
  return node
}

// Sets what differs from last time and removes what is null, so that an unchanged area costs nothing.
function setAttributes(node, attributes) {
  const last = (node.written ??= {})
  for (const [name, value] of Object.entries(attributes)) {
    if (last[name] === value) continue
    last[name] = value
    if (value === null) node.removeAttribute(name)
    else node.setAttribute(name, value)
  }
}

function element(name, className, words = "") {
  const node = document.createElement(name)
  if (className) node.className = className
  if (words) node.textContent = words
  return node
}

// The colour under an area's label: its class, the ground under a hatch, or plain land.
function fillUnder(map, code) {
  const row = map.data.rows.get(code)
  if (!row) return isOutside(map, code) ? map.colours.card : map.colours.land
  if (row.look) return lookColour(map, row.look)
  if (row.index >= 0 && map.data.scheme !== "circles") return map.colours.classes[row.index]
  return row.status === "n" || row.status === "s" ? map.colours.card : map.colours.land
}

// Left out by the reader's choice, which is neither without data nor of any class: an outline without a ground.
const isOutside = (map, code) => Boolean(map.data.outside) && !map.data.rows.has(code)

// The paint of a status over a class (−1 for none), as a colour or the address of a pattern.
function paintOf(map, index, status, where) {
  const colour = index >= 0 ? map.colours.classes[index] : map.colours.card
  if (status === "x") return map.colours.card
  if (status === "n") return pattern(map, where, "n", map.colours.card, map.colours.hatch)
  if (status === "s") return pattern(map, where, "s", map.colours.card, map.colours.earlier)
  if (status === "c" || status === "u") return pattern(map, where, status, colour, hatchOn(colour))
  return index >= 0 ? colour : map.colours.land
}

function pattern(map, where, status, ground, line) {
  const id = `${where}-${status}-${ground}-${line}`.replaceAll("#", "")
  if (!map.patterns.has(id)) {
    const size = status === "n" ? 7 : 6
    const node = svgElement("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" })
    node.append(svgElement("rect", { width: size, height: size, fill: ground }))
    if (status === "s") node.append(svgElement("circle", { cx: 3, cy: 3, r: 1.1, fill: line }))
    else node.append(svgElement("rect", { width: status === "n" ? 1.6 : 1.1, height: size, fill: line }))
    map.defs.append(node)
    map.patterns.set(id, { node, where, turn: status === "u" ? -45 : status === "s" ? 0 : 45 })
    turnPatterns(map)
  }
  return `url(#${id})`
}

// Patterns on areas live in the map's units; scaled back, they keep their width on the screen.
function turnPatterns(map) {
  const k = map.fit ? scaleOf(map) : 1
  for (const { node, where, turn } of map.patterns.values()) {
    const scale = where === "area" ? `scale(${1 / k}) ` : ""
    setAttributes(node, { patternTransform: `${scale}rotate(${turn})` })
  }
}

function buildScene(map) {
  map.shapes.replaceChildren()
  map.lines.replaceChildren()
  map.labelLayer.replaceChildren()
  map.markLayer.replaceChildren()
  map.labelNodes.clear()
  map.markNodes.clear()
  map.nodes = new Map()
  const { base } = map.scene
  map.base = base ? svgElement("path", { d: base.d, "data-code": base.code, class: base.schematic ? "area base schematic" : "area base" }) : null
  if (base) map.shapes.append(map.base)
  for (const part of map.scene.parts) {
    const kind = part.schematic ? "area schematic" : base ? "area village" : "area"
    const node = svgElement("path", { d: part.d, "data-code": part.code, role: "button", tabindex: "-1", class: kind })
    map.nodes.set(part.code, node)
    map.shapes.append(node)
  }
  for (const part of map.scene.above) map.lines.append(svgElement("path", { d: part.d, class: "above" }))
  map.lines.append(svgElement("path", { d: map.scene.focus.d, class: "whole" }))
  map.hover = svgElement("path", { class: "hover" })
  map.chosen = svgElement("path", { class: "chosen" })
  map.ringBack = svgElement("path", { class: "ring-back" })
  map.ring = svgElement("path", { class: "ring" })
  map.lines.append(map.hover, map.chosen, map.ringBack, map.ring)
  map.focusCode = map.scene.parts[0]?.code ?? null
  rove(map, map.focusCode)
}

function paintAreas(map) {
  const { data, nodes, colours } = map
  const isCircles = data.scheme === "circles"
  for (const [code, node] of nodes) {
    const row = data.rows.get(code)
    const isHatched = isCircles ? row?.status === "n" || row?.status === "s" : data.scheme !== "plain" || row?.status === "n" || row?.status === "u"
    const outside = isOutside(map, code)
    const fill = row && isHatched ? paintOf(map, row.index, row.status, "area") : outside ? colours.card : colours.land
    setAttributes(node, { fill, "data-outside": outside ? "" : null, "aria-label": spokenName(map, code) })
  }
  if (map.base) paintVillageGrounds(map)
  setAttributes(map.chosen, { d: map.scene.byCode.get(selectedOf(map))?.d ?? null })
}

// A village that was chosen is outlined where it is an area; the town under the villages shows where none is.
const selectedOf = ({ data }) => data.selected ?? data.village

function paintVillageGrounds(map) {
  setAttributes(map.base, { fill: map.colours.land })
  const shown = new Set(partsInUse(map).map(({ code }) => code))
  for (const [code, node] of map.nodes) {
    const look = map.data.rows.get(code)?.look
    setAttributes(node, { display: shown.has(code) ? null : "none", ...(look && { fill: lookPaint(map, look, "area") }) })
  }
  if (!shown.has(map.focusCode)) rove(map, [...shown][0] ?? null)
}

function wholeName(map, code) {
  const part = map.scene.byCode.get(code)
  return map.data.rows.get(code)?.name ?? (part ? part[map.data.lang] || part.zh : code)
}

function spokenName(map, code) {
  const row = map.data.rows.get(code)
  const left = isOutside(map, code) && map.data.outside
  const said = [row?.look?.[0], row?.label, map.data.words.statuses[row?.status], left].filter(Boolean).join(", ")
  return said ? `${wholeName(map, code)}: ${said}` : wholeName(map, code)
}

// The same at every zoom, so that the key in the legend stays true.
function largestRadius(map) {
  return Math.min(46, Math.max(16, Math.min(map.size.width, map.size.height) / 17))
}

// Circles for totals, and a marker for every area too small on the screen to be hit: both carry the area's code.
function marksOf(map) {
  const k = scaleOf(map)
  const most = largestRadius(map)
  const found = []
  for (const part of partsInUse(map)) {
    const row = map.data.rows.get(part.code)
    const [x, y] = toScreen(map, ...part.at)
    const isSmall = Math.max(part.box[2] - part.box[0], part.box[3] - part.box[1]) * k < SPECK * 2 && part.room * k < SPECK / 2
    const isSpeck = (part.speck && part.room * k < SPECK / 2) || isSmall
    if (map.data.scheme === "circles" && row?.radius > 0)
      found.push({ code: part.code, x, y, r: Math.max(1.5, (most * row.radius) / 1000), row, isSpeck: false })
    else if (isSpeck && part.speck && !isOutside(map, part.code) && !clusterUnder(map, x, y, "touch")) found.push({ code: part.code, x, y, r: 5.5, row, isSpeck: true })
  }
  return found.sort((one, other) => other.r - one.r)
}

function paintMarks(map) {
  map.marked = marksOf(map)
  const shown = new Set()
  for (const mark of map.marked) {
    shown.add(mark.code)
    let node = map.markNodes.get(mark.code)
    if (!node) {
      node = svgElement("circle", { "data-code": mark.code })
      map.markNodes.set(mark.code, node)
    }
    setAttributes(node, {
      class: mark.isSpeck ? "mark speck" : "mark circle",
      cx: mark.x.toFixed(1),
      cy: mark.y.toFixed(1),
      r: mark.r.toFixed(1),
      fill: mark.row?.look ? lookPaint(map, mark.row.look, "mark") : paintOf(map, mark.row ? mark.row.index : -1, mark.row?.status ?? "", "mark"),
      display: null,
    })
  }
  for (const [code, node] of map.markNodes) if (!shown.has(code)) setAttributes(node, { display: "none" })
  const order = map.marked.map((mark) => mark.code).join()
  if (order !== map.markOrder || map.markLayer.childElementCount < map.marked.length) {
    map.markOrder = order
    map.markLayer.append(...map.marked.map((mark) => map.markNodes.get(mark.code)))
  }
}

// Everything that moves with the view.
function paintView(map) {
  const k = scaleOf(map)
  const x = map.fit.x - map.view.x * k
  const y = map.fit.y - map.view.y * k
  setAttributes(map.world, { transform: `translate(${x} ${y}) scale(${k})` })
  turnPatterns(map)
  paintPoints(map)
  paintMarks(map)
  paintPin(map)
  paintStop(map)
  drawLabels(map)
  map.stage.classList.toggle("zoomed", map.view.zoom > 1.001)
  moveTogether(map)
  map.resetButton.disabled = map.outButton.disabled = map.view.zoom <= 1.001
}

function applyColours(map) {
  for (const [name, colour] of Object.entries(map.colours))
    if (typeof colour === "string") map.root.style.setProperty(`--map-${name}`, colour)
  map.darkInk = map.data.palette.light.ink
  map.lightInk = "#ffffff"
  map.root.dataset.theme = map.theme
  map.defs.replaceChildren()
  map.patterns.clear()
}
