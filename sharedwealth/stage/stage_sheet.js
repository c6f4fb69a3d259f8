// A sheet: headline, subtitle, picture, facts beside it, note and foot, each at its own fixed place.

const WIDE = 1920
const HIGH = 1080
const LEFT = 72
const RIGHT = 1848
const TOP = 254
const FOOT = 956
const SIDE = 500
const GAP = 48
const NOTE = 48
const NOTE_LINE = 62
const PICTURES = {
  figures: (scene, room) => drawFigures(scene.body, room),
  map: (scene, room) => drawMap(scene.body, room),
  chart: (scene, room) => drawChart(scene.body, room),
  story: (scene, room) => drawStory(scene.body, room),
  table: (scene, room) => drawTable(scene.body, room),
}

// The sheet of a scene, laid out; the caller puts it on the stage. Throws where the scene cannot be drawn.
function drawSheet(scene, crumbs = null) {
  const sheet = emptySheet(scene, crumbs)
  const note = noteOf(scene)
  const room = { x: LEFT, y: TOP, w: RIGHT - LEFT, h: FOOT - TOP - (note ? note.high : 0) }
  const isAlone = ["figures", "story"].includes(scene.body.form) || scene.facts.length === 0
  if (!isAlone) {
    room.w -= SIDE + GAP
    sheet.append(factsBeside(scene.facts, { x: RIGHT - SIDE, y: TOP, w: SIDE, h: room.h }))
  }
  const picture = PICTURES[scene.body.form](scene, room)
  place(picture, room)
  picture.classList.add("picture")
  sheet.append(picture)
  if (note) sheet.append(note.node)
  return sheet
}

// What can always be shown: the headline and the key number, in words alone.
function plainSheet(scene) {
  const sheet = emptySheet(scene, null)
  sheet.classList.add("plain")
  const room = { x: LEFT, y: TOP, w: RIGHT - LEFT, h: FOOT - TOP }
  const facts = (scene.facts?.length ? scene.facts : scene.body?.facts) ?? []
  if (facts.length) {
    const figures = drawFigures({ facts: facts.slice(0, 1) }, room)
    place(figures, room)
    sheet.append(figures)
  }
  return sheet
}

function emptySheet(scene, crumbs) {
  const sheet = make("section", "sheet", "", { "aria-label": scene.headline ?? "" })
  sheet.dataset.key = scene.key
  sheet.append(headOf(scene, crumbs), footOf(scene))
  return sheet
}

function place(node, { x, y, w, h }) {
  Object.assign(node.style, { left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px` })
}

function linesInto(node, { size, lines }, step = 1.2) {
  node.style.fontSize = `${size}px`
  node.style.lineHeight = step
  node.append(...lines.map((words) => make("div", "", words)))
  return node
}

function headOf(scene, crumbs) {
  const head = make("header", "head")
  const title = fitted(scene.headline ?? "", [[72, 1], [64, 2], [56, 2], [48, 3]], 700, RIGHT - LEFT)
  head.append(linesInto(make("h1"), title))
  if (!crumbs) head.append(make("p", "subtitle", cut(scene.subtitle ?? "", 36, 400, RIGHT - LEFT)))
  else head.append(crumbs)
  return head
}

// The first part of a badge says what kind of figures these are; made-up ones must never be taken for others.
function footOf(scene) {
  const foot = make("footer", "foot")
  const [kind, ...rest] = String(scene.badge ?? "").split(" · ")
  const credit = [scene.body?.credit, scene.body?.approval].filter(Boolean).join(" · ")
  const most = RIGHT - LEFT
  const lines = [
    ...folded(credit, 24, 400, most).slice(0, 2),
    ...folded(scene.source ?? "", 24, 400, most).slice(0, credit ? 1 : 2),
  ].slice(0, 2)
  foot.append(linesInto(make("div", "sources"), { size: 24, lines }, 1.25))
  const bar = make("div", "bar")
  bar.append(
    make("span", scene.kind === "demonstration" ? "kind demonstration" : "kind", kind),
    make("span", "told", rest.join(" · ")),
    make("span", "number", scene.number ? `${scene.number}/${scene.count}` : ""),
  )
  foot.append(bar)
  return foot
}

function noteOf(scene) {
  if (!scene.note) return null
  const lines = folded(scene.note, NOTE, 400, RIGHT - LEFT - 28).slice(0, 3)
  const high = lines.length * NOTE_LINE + 20
  const node = linesInto(make("p", "note"), { size: NOTE, lines }, NOTE_LINE / NOTE)
  place(node, { x: LEFT, y: FOOT - high + 16, w: RIGHT - LEFT, h: high - 20 })
  return { node, high }
}

// Facts one below the other, the key number first; those that have no room are left to the notes.
function factsBeside(facts, room) {
  const side = make("aside", "facts")
  place(side, room)
  let left = room.h
  for (const [at, fact] of facts.entries()) {
    const block = factBlock(fact, at ? [72, 64, 56] : [136, 112, 96], at ? 36 : 48, room.w)
    left -= block.high
    if (at && left < 0) break
    side.append(block.node)
  }
  return side
}

// A number with its label over it and what stands behind it below; `sizes` are tried until the number has room.
function factBlock(fact, sizes, unitSize, wide) {
  const node = make("div", "fact")
  const isUnder = (size) => widthOf(fact.figure, size, 700) + widthOf(fact.unit, unitSize) + 16 > wide
  const size = sizes.find((each) => !isUnder(each)) ?? sizes.at(-1)
  const labels = folded(fact.label, 36, 400, wide).slice(0, 3)
  const beneath = folded(fact.beneath ?? "", 32, 400, wide).slice(0, 3)
  node.append(linesInto(make("div", "label"), { size: 36, lines: labels }, 1.25))
  const number = make("div", `number ${fact.status ?? "ok"}`)
  number.style.fontSize = `${size}px`
  number.append(make("b", "", fact.figure))
  const unit = make("span", "unit", fact.unit)
  unit.style.fontSize = `${unitSize}px`
  const wraps = isUnder(size) && fact.unit
  if (wraps) unit.style.display = "block"
  if (fact.unit) number.append(unit)
  node.append(number)
  if (beneath.length) node.append(linesInto(make("div", "beneath"), { size: 32, lines: beneath }, 1.3))
  const state = fact.status && WORDS.status[fact.status]
  if (state && ["carried", "unverified"].includes(fact.status)) node.append(make("div", "state", state))
  const high = labels.length * 45 + size * 1.12 + (wraps ? unitSize * 1.2 : 0) + beneath.length * 42 + 28
  return { node, high }
}
