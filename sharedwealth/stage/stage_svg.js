// Small tools: elements, the width of words, words in lines. ABOUT is what the document says about itself.

const ABOUT = JSON.parse(document.getElementById("about").textContent)
const WORDS = ABOUT.words
const SVG = "http://www.w3.org/2000/svg"
const FONT = ABOUT.font
const pen = document.createElement("canvas").getContext("2d")
const widths = new Map()

function make(name, className = "", words = "", attributes = {}) {
  const node = document.createElement(name)
  if (className) node.className = className
  if (words) node.textContent = words
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  return node
}

function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value)
  node.append(...children)
  return node
}

// A line of text whose middle is at y; `side` is start, middle or end.
function line(words, x, y, size, { side = "start", weight = 400, name = "" } = {}) {
  const text = svg("text", { x: x.toFixed(1), y: y.toFixed(1), "font-size": size, "font-weight": weight, "text-anchor": side, class: name || null })
  text.textContent = words
  return text
}

function widthOf(words, size, weight = 400) {
  const key = `${weight} ${size} ${words}`
  let width = widths.get(key)
  if (width === undefined) {
    pen.font = `${weight} ${size}px ${FONT}`
    width = pen.measureText(words).width * 1.02
    if (widths.size > 20000) widths.clear()
    widths.set(key, width)
  }
  return width
}

const widest = (all, size, weight) => Math.max(0, ...all.map((words) => widthOf(words, size, weight)))

// Words in lines of at most so many pixels: between words in English, anywhere in Chinese, no line begins with a stop.
// A hard space joins what stands together, as “n = 5,477”, as long as that has room in a line.
function folded(words, size, weight, most) {
  const lines = []
  let current = ""
  for (const piece of piecesOf(words, size, weight, most)) {
    const isStop = /^[，。；：！？、）》”’…,.;:!?)]/u.test(piece)
    if (current && !isStop && widthOf((current + piece).trimEnd(), size, weight) > most) {
      lines.push(current.trimEnd())
      current = ""
    }
    current += piece
  }
  return current.trim() ? [...lines, current.trimEnd()] : lines
}

const piecesOf = (words, size, weight, most) =>
  (words.match(/[^⺀-￯ \t\n]+[ \t\n]*|[⺀-￯]|[ \t\n]+/gu) ?? [])
    .flatMap((piece) => (widthOf(piece.trimEnd(), size, weight) > most ? piece.match(/[^\s]+\s*|\s+/gu) : [piece]))

// The first of the choices [size, lines at most] in which the words have room; the last one at the worst.
function fitted(words, choices, weight, most) {
  let found = { size: choices[0][0], lines: [] }
  for (const [size, count] of choices) {
    found = { size, lines: folded(words, size, weight, most) }
    if (found.lines.length <= count) return found
  }
  return found
}

// The words cut to a width, with a sign that they are cut.
function cut(words, size, weight, most) {
  if (widthOf(words, size, weight) <= most) return words
  let kept = words
  while (kept && widthOf(`${kept}…`, size, weight) > most) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}

const overlap = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]

// A sentence with its places filled in: filled("{count} more", {count: 3}).
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
