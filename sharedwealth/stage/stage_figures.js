// Sheets of numbers, tables, and cases.

function drawFigures(body, room) {
  const node = make("div", "figures")
  const [key, ...others] = body.facts
  if (!key) return node
  const isAlone = others.length === 0
  const wide = isAlone ? room.w : Math.round(room.w * 0.56)
  const main = factBlock(key, [320, 280, 240, 200, 168, 136, 112, 96], 80, wide)
  main.node.classList.add("key")
  main.node.style.width = `${wide}px`
  node.append(main.node)
  if (isAlone) return node
  const list = make("div", "others")
  const rest = room.w - wide - 72 - 48
  const sizes = [112, 104, 96, 88, 80, 72]
  const sum = (size) => others.reduce((high, fact) => high + factBlock(fact, [size, 72], 40, rest).high, 0)
  const size = sizes.find((each) => sum(each) <= room.h) ?? 72
  let left = room.h
  for (const fact of others) {
    const block = factBlock(fact, [size, 72, 64], 40, rest)
    left -= block.high
    if (left < 0) break
    list.append(block.node)
  }
  node.append(list)
  return node
}

const ROWS = 10

function drawTable(body, room) {
  const rows = body.rows.slice(0, ROWS)
  const leftOut = body.left_out + body.rows.length - rows.length
  const heads = body.columns.map((column) => (column.unit ? `${column.heading} (${column.unit})` : column.heading))
  const high = Math.min(68, (room.h - (leftOut > 0 ? 52 : 0)) / (rows.length + 1.15))
  const size = Math.max(32, Math.min(40, Math.floor(high * 0.6)))
  const wanted = body.columns.map((_, at) => 48 + Math.max(widest(rows.map((row) => row[at].text), size, 500), Math.min(widthOf(heads[at], 32), 300)))
  const spans = shares(wanted, room.w, body.columns)
  const node = make("div", "table")
  const table = make("table", "", "", { style: `font-size:${size}px` })
  const headRow = make("tr")
  heads.forEach((words, at) => {
    const cell = make("th", body.columns[at].is_number ? "right" : "")
    cell.style.width = `${spans[at]}px`
    linesInto(cell, { size: 32, lines: folded(words, 32, 400, spans[at] - 28).slice(0, 2) }, 1.1)
    headRow.append(cell)
  })
  table.append(make("thead"), make("tbody"))
  table.tHead.append(headRow)
  for (const [number, row] of rows.entries()) {
    const tr = make("tr", "", "", { style: `height:${high}px`, "data-code": body.codes[number] ?? "" })
    row.forEach((cell, at) => {
      tr.append(make("td", body.columns[at].is_number ? "right" : "", cut(cell.text, size, 500, spans[at] - 28)))
    })
    table.tBodies[0].append(tr)
  }
  node.append(table)
  if (leftOut > 0) node.append(make("p", "more", filled(WORDS.more, { count: leftOut })))
  return node
}

// Widths of columns: as wanted where there is room, what is over to the columns of words; squeezed in proportion else.
function shares(wanted, most, columns) {
  const sum = wanted.reduce((one, other) => one + other, 0)
  if (sum > most) return wanted.map((width) => (width * most) / sum)
  const words = columns.map((column) => !column.is_number)
  const takers = words.some(Boolean) ? words : words.map(() => true)
  const each = (most - sum) / takers.filter(Boolean).length
  return wanted.map((width, at) => width + (takers[at] ? Math.min(each, 260) : 0))
}

// On the left the drawing, what it is about, and what the ledgers say; on the right before and after, and what was
// published with its sources.
function drawStory(body, room) {
  const node = make("div", "story")
  const wide = 780
  const left = make("div", "telling")
  left.style.width = `${wide}px`
  const drawing = make("img", "drawing", "", { alt: body.drawing_alt, src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(body.drawing)}` })
  const sentence = folded(body.sentence, 48, 400, wide).slice(0, 5)
  const high = Math.min(Math.round((wide * 600) / 1600), room.h - sentence.length * 60 - 22 - (body.live.length ? 190 : 0))
  drawing.style.height = `${high}px`
  left.append(drawing, linesInto(make("p", "sentence"), { size: 48, lines: sentence }, 1.25))
  const live = factRow(body.live, WORDS.live, wide, room.h - high - sentence.length * 60 - 22)
  if (live) left.append(live)
  node.append(left, proofOf(body, { w: room.w - wide - 64, h: room.h }))
  return node
}

function proofOf(body, room) {
  const right = make("div", "proof")
  right.style.width = `${room.w}px`
  const sources = [...new Set(body.sources)].flatMap((source) => folded(source, 24, 400, room.w)).slice(0, 4)
  let free = room.h - sources.length * 32 - 24
  if (body.before && body.after) {
    const pair = make("div", "pair")
    const half = (room.w - 130) / 2
    const blocks = [factBlock(body.before, [96, 88, 80], 36, half), factBlock(body.after, [112, 104, 96], 36, half)]
    pair.append(blocks[0].node, make("div", "arrow", "→"), blocks[1].node)
    right.append(pair)
    free -= Math.max(...blocks.map((block) => block.high)) + 32
  }
  const published = factRow(body.published, WORDS.published, room.w, free)
  if (published) right.append(published)
  if (sources.length) right.append(linesInto(make("div", "origins"), { size: 24, lines: sources }, 32 / 24))
  return right
}

// As many facts side by side as have room, under the words that say whose they are; null where none has.
function factRow(facts, words, wide, high) {
  for (let count = Math.min(3, facts.length); count > 0; count -= 1) {
    const each = (wide - 36 * (count - 1)) / count
    const chosen = facts.slice(0, count)
    if (chosen.some((fact) => smallHeight(fact, each) + 52 > high || numberWidth(fact, 48) > each)) continue
    const row = make("div", "row")
    row.append(...chosen.map((fact) => smallFact(fact, each)))
    const node = make("div", "told-facts")
    node.append(make("p", "whose", words), row)
    return node
  }
  return null
}

const numberWidth = (fact, size) => widthOf(fact.figure, size, 700) + (fact.unit ? widthOf(fact.unit, 32) + 12 : 0)
const smallHeight = (fact, wide) => 64 * 1.12 + Math.min(3, folded(fact.label, 32, 400, wide).length) * 40

function smallFact(fact, wide) {
  const node = make("div", "fact small")
  node.style.width = `${wide}px`
  const number = make("div", `number ${fact.status ?? "ok"}`)
  const size = [64, 56, 48].find((each) => numberWidth(fact, each) <= wide) ?? 48
  number.style.fontSize = `${size}px`
  number.append(make("b", "", fact.figure))
  if (fact.unit) number.append(make("span", "unit", fact.unit, { style: "font-size:32px;margin-left:10px" }))
  node.append(number, linesInto(make("div", "label"), { size: 32, lines: folded(fact.label, 32, 400, wide).slice(0, 3) }, 1.25))
  return node
}
