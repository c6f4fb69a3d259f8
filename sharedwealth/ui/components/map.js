// The map: areas in SVG, points on a canvas. Geometry is fetched once; a run brings codes, classes and words.

const maps = new WeakMap()

export function draw({ data: sent, parentElement, setTriggerValue }) {
  const data = worded(sent)
  let map = maps.get(parentElement)
  if (!map) {
    map = createMap(parentElement.querySelector(".map"))
    maps.set(parentElement, map)
  }
  const run = (map.runs += 1)
  map.tell = setTriggerValue
  map.pick = (code) => pickArea(map, code)
  if (!isOvertaken(map, data)) answered(map, data)
  return () => {
    // A run that was overtaken also ends here; only the last one takes the map away.
    if (map.runs !== run) return
    maps.delete(parentElement)
    dispose(map)
  }
}

const worded = (sent) => ({ ...sent, words: WORDS[sent.lang], palette: coloured(sent.palette) })

// A message has the colours of the classes alone; the grounds are the same for all maps.
function coloured(palette) {
  return Object.fromEntries(Object.entries(palette).map(([theme, { classes }]) => [theme, { ...GROUNDS[theme], classes }]))
}

function answered(map, data) {
  map.key = data.key
  take(map, data)
  tellAhead(map, data)
}

// Shows what the server says, or what it would say.
function take(map, data) {
  const isAheadOfIt = isAhead(map, data.time)
  drawChoices(map, data.choices)
  tellTime(map, data.time)
  Object.assign(map, { height: data.height, classing: data.classing })
  makeRoom(map)
  if (!isAheadOfIt) update(map, data.points ? { ...data, points: withBytes(data.points) } : data)
  showBeside(map)
}

function createMap(root) {
  const map = {
    root, runs: 0, painted: 0, gone: false, frame: null, sceneKey: "", legendWritten: "", markOrder: "",
    patterns: new Map(), labelNodes: new Map(), markNodes: new Map(), nodes: new Map(), marked: [],
    scratch: document.createElement("canvas"), pen: document.createElement("canvas").getContext("2d"),
    ownersPen: document.createElement("canvas").getContext("2d", { willReadFrequently: true }), owners: null,
    stage: element("div", "stage"), canvas: element("canvas", "points"), buttons: element("div", "buttons"),
    legend: element("div", "legend"), tip: element("div", "tip"), foot: element("div", "foot"),
    notice: element("div", "notice"), hint: element("div", "hint"), choices: element("div", "choices"),
    panes: element("div", "panes"), pane: element("div", "pane"), caption: element("div", "caption"),
    twin: null, partner: null, ahead: null, key: null, here: null, wishes: [], held: null,
    villageNames: svgElement("g", { class: "villages" }), villageRing: svgElement("circle", { class: "village-ring", r: 11, display: "none" }),
    clusters: null, pinned: null, pinRing: svgElement("circle", { class: "pin-ring", r: 10, display: "none" }),
    pinCard: element("div", "pin"),
    svg: svgElement("svg", { class: "areas", role: "application" }), defs: svgElement("defs"),
    world: svgElement("g"), shapes: svgElement("g", { class: "shapes" }), lines: svgElement("g", { class: "lines" }),
    marks: svgElement("svg", { class: "marks", "aria-hidden": "true" }),
    markLayer: svgElement("g"), labelLayer: svgElement("g", { class: "labels" }), time: createTime(), walk: createWalk(),
  }
  map.inButton = button(["M3 8h10", "M8 3v10"])
  map.outButton = button(["M3 8h10"])
  map.resetButton = button(["M3 6V3h3", "M10 3h3v3", "M13 10v3h-3", "M6 13H3v-3"])
  map.world.append(map.shapes, map.lines)
  map.svg.append(map.defs, map.world)
  map.marks.append(map.markLayer, map.villageRing, map.pinRing, map.walk.back, map.walk.ring, map.villageNames, map.labelLayer)
  map.buttons.append(map.inButton, map.outButton, map.resetButton)
  map.hint.id = "map-keys"
  map.svg.setAttribute("aria-describedby", map.hint.id)
  map.tip.setAttribute("aria-hidden", "true")
  map.pinCard.setAttribute("role", "status")
  map.notice.setAttribute("role", "alert")
  map.canvas.hidden = map.pinCard.hidden = map.tip.hidden = map.notice.hidden = true
  map.stage.append(map.svg, map.canvas, map.marks, map.legend, map.buttons, map.time.moment, map.pinCard, map.tip, map.notice)
  root.style.minHeight = ""
  map.choices.hidden = true
  map.pane.append(map.caption, map.stage)
  map.panes.append(map.pane)
  root.replaceChildren(element("style", "", STYLE), map.choices, map.time.bar, map.panes, map.foot, map.hint, map.walk.said)
  root.dataset.painted = "0"
  listen(map)
  listenToTime(map)
  map.stepped = ({ detail: month }) => follow(map, month)
  addEventListener("sharedwealth:month", map.stepped)
  map.drilled = ({ detail: code }) => goToArea(map, code)
  addEventListener("sharedwealth:area", map.drilled)
  map.forget = showForeseen(map, (sent, chosen) => changeTo(map, sent, chosen))
  watchOutput(map)
  map.observer = new ResizeObserver(() => resized(map))
  map.observer.observe(map.pane)
  return map
}

function button(strokes) {
  const node = element("button")
  node.type = "button"
  const icon = svgElement("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" })
  for (const d of strokes) icon.append(svgElement("path", { d }))
  node.append(icon)
  return node
}

function dispose(map) {
  unpair(map)
  map.gone = true
  map.observer.disconnect()
  unwatchOutput(map)
  halt(map.time)
  clearTimeout(map.time.fetching)
  removeEventListener("sharedwealth:month", map.stepped)
  clearTimeout(map.settling)
  clearTimeout(map.patience)
  removeEventListener("sharedwealth:area", map.drilled)
  map.forget()
  if (map.frame) cancelAnimationFrame(map.frame)
  map.root.replaceChildren()
}

// The packed strings of the payload as one row for each code.
function unpacked(data) {
  const codes = data.codes ? data.codes.split("|") : []
  const labels = data.labels.split("|")
  const details = Object.entries(data.details).map(([name, written]) => [name, written.split("|")])
  const rows = new Map(
    codes.map((code, at) => [
      code,
      {
        index: data.classes[at] === "-" ? -1 : Number(data.classes[at]),
        status: data.statuses[at],
        label: labels[at],
        radius: data.radii?.[at] ?? 0,
        details: Object.fromEntries(details.map(([name, written]) => [name, written[at]])),
      },
    ]),
  )
  for (const [code, row] of villageRows(data)) rows.set(code, row)
  return { ...data, rows }
}

const withBytes = ({ classes, ...layer }) => ({ ...layer, bytes: bytesOf(classes) })

const isSameLayer = (one, other) =>
  one === other ||
  Boolean(one && other && one.url === other.url && one.areas === other.areas && one.bytes.length === other.bytes.length && one.bytes.every((value, at) => value === other.bytes[at]))

function update(map, data) {
  const theme = themeOf(map.root)
  const drawn = { ...data, time: undefined, choices: undefined, classing: undefined, here: undefined, ahead: undefined, key: undefined, points: data.points?.looks }
  // In one order: what was fetched beforehand and what a run brings name the same things, each in its own.
  const inOrder = Object.keys(drawn).sort().map((name) => [name, drawn[name]])
  const written = `${theme} ${isPaired(map)} ${JSON.stringify(inOrder)}`
  const isShown = written === map.written && isSameLayer(data.points, map.told?.points)
  if (isShown && map.painted) return writeClassing(map) // the answer is what was foreseen
  map.written = written
  map.told = data
  map.data = unpacked(data)
  const colours = { ...data.palette[theme], types: data.types?.[theme] }
  const palette = JSON.stringify(colours)
  if (palette !== map.paletteWritten) {
    Object.assign(map, { theme, paletteWritten: palette, colours, legendWritten: "" })
    applyColours(map)
  }
  map.font = getComputedStyle(map.root).fontFamily
  nameControls(map)
  const entries = groundFiles(data).map(geometryAt)
  if (entries.every((entry) => entry.value)) return enter(map, ...entries.map((entry) => entry.value))
  const files = groundFiles(data).join()
  Promise.all(entries.map((entry) => entry.promise)).then(
    (found) => !map.gone && groundFiles(map.data).join() === files && enter(map, ...found),
    () => showFailure(map),
  )
}

function nameControl(node, name) {
  if (node.title === name) return
  node.title = name
  node.setAttribute("aria-label", name)
}

function nameControls(map) {
  const { words, alt } = map.data
  nameControl(map.inButton, words.in)
  nameControl(map.outButton, words.out)
  nameControl(map.resetButton, words.reset)
  setAttributes(map.svg, { "aria-label": alt })
  const keys = isWalkable(map) ? `${words.keys} ${words.walk}` : words.keys
  if (map.hint.textContent !== keys) map.hint.textContent = keys
}

// A new scene is drawn afresh; the same one keeps its nodes, its zoom and its place.
function enter(map, geometry, villages) {
  map.notice.hidden = true
  const { area, level, lang } = map.data
  const selected = selectedOf(map)
  const key = [...groundFiles(map.data), area, level].join(" ")
  if (key !== map.sceneKey) {
    const hadFocus = map.root.getRootNode().activeElement?.matches?.(".area") ?? false
    const isSameArea = map.area === area && Boolean(map.scene?.base) === Boolean(villages)
    map.sceneKey = key
    map.pinned = null
    map.area = area
    map.reserve = null
    map.scene = villages ? sceneOfVillages(geometry, area, level, villages) : sceneOf(geometry, area, level)
    if (!isSameArea || !map.view) resetView(map)
    leave(map)
    buildScene(map)
    if (map.nodes.has(selected)) rove(map, selected)
    if (hadFocus) map.nodes.get(map.focusCode)?.focus({ preventScroll: true })
  }
  map.names = villages ? new Map(map.data.named.map(([, code, name]) => [code, name])) : namesOf(map.scene.parts, lang, level)
  paint(map)
}

function paint(map) {
  if (!map.pane.clientWidth) return // hidden in a closed tab: painted when it gets its width
  const before = map.size
  sizeStage(map)
  const isResized = !before || before.width !== map.size.width || before.height !== map.size.height
  drawLegend(map)
  if (outgrown(map) || isResized) layOut(map)
  drawFoot(map)
  paintAreas(map)
  paintView(map)
  markPainted(map)
}

function markPainted(map) {
  map.painted += 1
  if (map.painted === 1) performance.mark("map painted") // what a benchmark of first views reads
  map.root.dataset.painted = String(map.painted)
}

// The legend keeps the room it once needed, so that the map does not shift from month to month.
function outgrown(map) {
  const { offsetWidth: width, offsetHeight: height } = map.legend
  const had = map.reserve
  if (had && width <= had.width && height <= had.height) return false
  map.reserve = { width: Math.max(width, had?.width ?? 0), height: Math.max(height, had?.height ?? 0) }
  return true
}

function resized(map) {
  if (map.gone || !map.scene || !map.pane.clientWidth) return
  const width = Math.floor(map.pane.clientWidth)
  if (map.size && width === map.size.width) return
  map.reserve = null
  leave(map)
  paint(map)
}
