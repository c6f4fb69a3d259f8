// A sheet: headline, subtitle, picture, facts beside it, note and foot, each at its own fixed place.

const WIDE = 1920
const HIGH = 1080
const LEFT = 72
const RIGHT = 1848
const SIDE = 500
const GAP = 48
const NOTE = 48
const NOTE_LINE = 62
const SMALL_LINE = 30
const PICTURES = {
  figures: (scene, room) => drawFigures(scene.body, room),
  map: (scene, room) => drawMap(scene.body, room),
  chart: (scene, room) => drawChart(scene.body, room),
  story: (scene, room) => drawStory(scene.body, room),
  table: (scene, room) => drawTable(scene.body, room),
}

// The sheet of a scene, laid out; the caller puts it on the stage. Throws where the scene cannot be drawn.
function drawSheet(scene, crumbs = null) {
  const { sheet, room } = emptySheet(scene, crumbs)
  const isAlone = ["figures", "story"].includes(scene.body.form) || scene.facts.length === 0
  const side = isAlone ? null : factsBeside(scene, { x: RIGHT - SIDE, y: room.y, w: SIDE, h: room.h })
  if (side) {
    room.w -= SIDE + GAP
    sheet.append(side.node)
  }
  if (scene.note && !side?.hasNote) {
    const note = noteOf(scene.note, RIGHT - LEFT, 3)
    place(note.node, { x: LEFT, y: room.y + room.h - note.high + 6, w: RIGHT - LEFT, h: note.high - 6 })
    room.h -= note.high + 18
    sheet.append(note.node)
  }
  const picture = PICTURES[scene.body.form](scene, room)
  place(picture, room)
  picture.classList.add("picture")
  sheet.append(picture)
  return sheet
}

// What can always be shown: the headline and the key number, in words alone.
function plainSheet(scene) {
  const { sheet, room } = emptySheet(scene, null)
  sheet.classList.add("plain")
  const facts = (scene.facts?.length ? scene.facts : scene.body?.facts) ?? []
  if (facts.length) {
    const figures = drawFigures({ facts: facts.slice(0, 1) }, room)
    place(figures, room)
    sheet.append(figures)
  }
  return sheet
}

// Headline and foot, and the room between them.
function emptySheet(scene, crumbs) {
  const sheet = make("section", "sheet", "", { "aria-label": scene.headline ?? "" })
  sheet.dataset.key = scene.key
  const [head, foot] = [headOf(scene, crumbs), footOf(scene)]
  sheet.append(head.node, foot.node)
  return { sheet, room: { x: LEFT, y: head.bottom, w: RIGHT - LEFT, h: foot.top - head.bottom } }
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
  const node = make("header", "head")
  const title = fitted(scene.headline ?? "", [[72, 1], [64, 2], [56, 2], [48, 3]], 700, RIGHT - LEFT)
  const subtitle = crumbs ?? make("p", "subtitle", cut(scene.subtitle ?? "", 36, 400, RIGHT - LEFT))
  node.append(linesInto(make("h1"), title), subtitle)
  return { node, bottom: 40 + title.lines.length * title.size * 1.2 + 50 + 26 }
}

// The first part of a badge says what kind of figures these are; made-up ones must never be taken for others.
function footOf(scene) {
  const node = make("footer", "foot")
  const [kind, ...rest] = String(scene.badge ?? "").split(" · ")
  const credit = [scene.body?.credit, scene.body?.approval].filter(Boolean).join(" · ")
  const lines = [credit, scene.source ?? ""].flatMap((words) => folded(words, 24, 400, RIGHT - LEFT)).slice(0, 4)
  node.append(linesInto(make("div", "sources"), { size: 24, lines }, SMALL_LINE / 24))
  const bar = make("div", "bar")
  bar.append(
    make("span", scene.kind === "demonstration" ? "kind demonstration" : "kind", kind),
    make("span", "told", rest.join(" · ")),
    make("span", "number", scene.number ? `${scene.number}/${scene.count}` : ""),
  )
  node.append(bar)
  return { node, top: HIGH - 20 - 44 - lines.length * SMALL_LINE - 18 }
}

function noteOf(words, wide, most) {
  const lines = folded(words, NOTE, 400, wide - 28).slice(0, most)
  return { node: linesInto(make("p", "note"), { size: NOTE, lines }, NOTE_LINE / NOTE), high: lines.length * NOTE_LINE }
}

// Facts one below the other, the key number first, and the note under them where it has room.
function factsBeside(scene, room) {
  const node = make("aside", "facts")
  place(node, room)
  let left = room.h
  for (const [at, fact] of scene.facts.entries()) {
    const block = factBlock(fact, at ? [72, 64, 56] : [136, 112, 96], at ? 36 : 48, room.w)
    left -= block.high
    if (at && left < 0) break
    node.append(block.node)
  }
  const note = scene.note ? noteOf(scene.note, room.w, 9) : null
  const hasNote = Boolean(note) && note.high <= left
  if (hasNote) {
    note.node.style.marginTop = "auto"
    note.node.style.position = "static"
    node.append(note.node)
  }
  return { node, hasNote }
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
  if (wraps) Object.assign(unit.style, { display: "block", margin: 0 })
  if (fact.unit) number.append(unit)
  node.append(number)
  // A comma of the number hangs into the line below it, so that line keeps clear of it.
  const clear = beneath.length && !wraps ? Math.round(size * 0.11) : 0
  if (beneath.length) {
    const small = linesInto(make("div", "beneath"), { size: 32, lines: beneath }, 1.3)
    small.style.marginTop = `${clear}px`
    node.append(small)
  }
  const state = fact.status && WORDS.status[fact.status]
  if (state && ["carried", "unverified"].includes(fact.status)) node.append(make("div", "state", state))
  const high = labels.length * 45 + size * 1.12 + (wraps ? unitSize * 1.2 : 0) + clear + beneath.length * 42 + 28
  return { node, high }
}
