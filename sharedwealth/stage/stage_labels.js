// Names and values on a map: none over another, marked areas first, then the roomiest; 24 px at the least.

const SMALLEST = 24
const COARSE = 4
const NOBODY = -1
const UNCLEAR = -2
const AROUND = [-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9]
  .flatMap((across) => [-1.1, -0.75, -0.4, 0, 0.4, 0.75, 1.1].map((down) => [across, down]))
  .sort((one, other) => Math.hypot(...one) - Math.hypot(...other))

// Which area a point belongs to, looked up in a coarse picture in which every area has its own colour.
function ownersOf(view) {
  const canvas = document.createElement("canvas")
  const [width, height] = [Math.ceil(view.w / COARSE), Math.ceil(view.h / COARSE)]
  Object.assign(canvas, { width, height })
  const brush = canvas.getContext("2d", { willReadFrequently: true })
  const k = view.k / COARSE
  brush.setTransform(k, 0, 0, k, view.x / COARSE, view.y / COARSE)
  view.parts.forEach((part, index) => {
    brush.fillStyle = `rgb(${index & 255} ${index >> 8} ${checkOf(index)})`
    brush.fill(new Path2D(part.d))
  })
  const { data } = brush.getImageData(0, 0, width, height)
  return (x, y) => {
    const [column, row] = [Math.floor(x / COARSE), Math.floor(y / COARSE)]
    if (column < 0 || row < 0 || column >= width || row >= height) return NOBODY
    const at = 4 * (row * width + column)
    if (data[at + 3] === 0) return NOBODY
    const index = data[at] + 256 * data[at + 1]
    return data[at + 3] === 255 && data[at + 2] === checkOf(index) ? index : UNCLEAR
  }
}

const checkOf = (index) => (index * 73 + 41) & 255

function placedLabels(view, taken) {
  const owner = ownersOf(view)
  const placed = []
  const keep = (found) => {
    taken.push(found.rect)
    placed.push(found)
  }
  for (const item of labelOrder(view)) {
    const others = view.circles.filter((circle) => circle.code !== item.code)
    const found = bestPlace(view, owner, item, taken, others) ?? (item.isMarked || view.parts.length <= 16 ? besideWithALine(view, item, taken) : null)
    if (found) keep(found)
  }
  return placed
}

// An area that was not asked about, as a county without mountain towns: it is ground, and its name would take others' room.
const isBeside = (view, part) => view.rows.size > 0 && !view.rows.has(part.code) && !view.marked.has(part.code)

function labelOrder(view) {
  const circles = new Map(view.circles.map((circle) => [circle.code, circle]))
  return view.parts
    .map((part, index) => [part, index])
    .filter(([part]) => !isBeside(view, part))
    .map(([part, index]) => {
      const isMarked = view.marked.has(part.code)
      const circle = circles.get(part.code)
      const room = part.room * view.k
      return { code: part.code, part, index, circle, room, isMarked, x: view.x + part.at[0] * view.k, y: view.y + part.at[1] * view.k, weight: (isMarked ? 1e6 : 0) + (view.rows.get(part.code)?.text ? 1e4 : 0) + (circle ? 1000 + circle.r : room) }
    })
    .sort((one, other) => other.weight - one.weight || (one.code < other.code ? -1 : 1))
}

function writtenOf(view, code) {
  const name = view.names.get(code) ?? ""
  const value = view.rows.get(code)?.text ?? ""
  return [name, value]
}

function bestPlace(view, owner, item, taken, others) {
  const [name, value] = writtenOf(view, item.code)
  const choices = value ? [[name, value], ...(item.isMarked ? [] : [[name]])] : [[name]]
  for (const lines of choices) {
    for (let size = view.largest; size >= SMALLEST; size -= 2) {
      const found = fitLines(view, owner, item, lines, size, taken, others)
      if (found) return found
    }
  }
  return null
}

function fitLines(view, owner, item, lines, size, taken, others) {
  const width = Math.max(...lines.map((words, at) => widthOf(words, size, at ? 700 : 500))) + 4
  const height = lines.length * size * 1.14 + 4
  if (!item.circle && item.room * 3.4 < Math.min(width, height)) return null
  for (const [x, y] of middlesFor(item, width, height)) {
    const rect = [x - width / 2, y - height / 2, x + width / 2, y + height / 2]
    if (rect[0] < 2 || rect[1] < 2 || rect[2] > view.w - 2 || rect[3] > view.h - 2) continue
    const isInCircle = Boolean(item.circle) && x === item.circle.x && y === item.circle.y
    if (taken.some((other) => overlap(rect, other))) continue
    if (!isInCircle && others.some(({ x: cx, y: cy, r }) => overlap(rect, [cx - 0.7 * r, cy - 0.7 * r, cx + 0.7 * r, cy + 0.7 * r]))) continue
    const stands = item.circle ? { isOutside: true, isMixed: false } : standing(view, owner, item, rect)
    if (stands === null) continue
    return { code: item.code, lines, size, x, y, rect, isInCircle, ...stands }
  }
  return null
}

// Middles to try, the best first: in or round a circle, else round the area's own point.
function middlesFor({ x, y, circle }, width, height) {
  if (!circle) return AROUND.map(([across, down]) => [x + across * width, y + down * height])
  const { x: cx, y: cy, r } = circle
  if (Math.hypot(width, height) / 2 <= r) return [[cx, cy]]
  const [down, across] = [r + 2 + height / 2, r + 4 + width / 2]
  return [[cx, cy + down], [cx, cy - down], [cx + across, cy], [cx - across, cy]]
}

// Whether the label is on open ground, as beside islands, and whether it lies on several grounds, so that it needs one of
// its own; null where it would be read as a neighbour's.
function standing(view, owner, item, [left, top, right, bottom]) {
  const mayLeave = item.isMarked || item.part.d.split("M").length > 4
  let abroad = 4
  let open = 0
  for (const y of [top + 2, (top + bottom) / 2, bottom - 2]) {
    for (const across of [0.04, 0.27, 0.5, 0.73, 0.96]) {
      const found = owner(left + (right - left) * across, y)
      if (found === item.index || found === UNCLEAR) continue
      if (found === NOBODY) {
        open += 1
        if (open > 6 && !mayLeave) return null
      } else if (abroad === 0) return null
      else abroad -= 1
    }
  }
  const strays = open + 4 - abroad
  return { isOutside: open > 6, isMixed: strays > 5 && strays < 12 }
}

// A marked area whose label has no room in it: the nearest free place, joined to it by a line.
function besideWithALine(view, item, taken) {
  const lines = writtenOf(view, item.code).filter(Boolean)
  const size = Math.max(SMALLEST, Math.min(view.largest, 30))
  const width = Math.max(...lines.map((words, at) => widthOf(words, size, at ? 700 : 500))) + 20
  const height = lines.length * size * 1.14 + 12
  for (let away = 50; away < 420; away += 24) {
    for (let turn = 0; turn < 16; turn += 1) {
      const angle = (turn * Math.PI) / 8
      const [x, y] = [item.x + Math.cos(angle) * (away + width / 2), item.y + Math.sin(angle) * (away * 0.8 + height / 2)]
      const rect = [x - width / 2, y - height / 2, x + width / 2, y + height / 2]
      if (rect[0] < 4 || rect[1] < 4 || rect[2] > view.w - 4 || rect[3] > view.h - 4) continue
      if (taken.some((other) => overlap(rect, other))) continue
      return { code: item.code, lines, size, x, y, rect, isOutside: true, isInCircle: false, from: [item.x, item.y] }
    }
  }
  return null
}
