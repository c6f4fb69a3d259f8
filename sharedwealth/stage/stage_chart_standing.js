// Charts that stand: columns over bins of income, and lines over months.

const STRIDES = [1, 2, 3, 6, 12, 24]

function drawColumns(chart, room, frame) {
  const main = mainOf(chart)
  const count = chart.categories.length
  const top = 24 + 46 * Math.max(1, chart.lines.length)
  const bottom = room.h - 96
  const edges = chart.codes.map(Number)
  const step = edges.length > 1 ? edges[1] - edges[0] : 1
  const wide = room.w / count
  const largest = Math.max(0, ...known(main.values)) || 1
  const isOfNumbers = edges.every(Number.isFinite)
  const scale = (value) => ((value - edges[0]) / step) * wide
  const peak = main.values.indexOf(largest)
  main.values.forEach((value, at) => {
    const x = at * wide
    const isMarked = chart.marked.includes(chart.codes[at])
    if (value === null) {
      frame.append(svg("rect", { x: x + 2, y: bottom - 40, width: wide - 4, height: 40, class: `over ${WITHOUT[main.statuses[at]] ?? "hatch"}` }))
      return
    }
    const high = (value / largest) * (bottom - top - 50)
    frame.append(svg("rect", { x: (x + 1).toFixed(1), y: (bottom - high).toFixed(1), width: Math.max(1, wide - 2).toFixed(1), height: high.toFixed(1), class: isMarked ? "bar marked" : "bar" }))
    const words = main.texts[at]
    const isWritten = at === peak || isMarked || (count <= 12 && widthOf(words, AXIS, 700) < wide - 4)
    if (!isWritten) return
    const half = widthOf(words, AXIS, 700) / 2 + 6
    const crossing = isOfNumbers ? chart.lines.map((each) => scale(each.value)).filter((line) => Math.abs(line - x - wide / 2) < half) : []
    const free = crossing.length ? Math.min(...crossing) - half : x + wide / 2
    const middle = Math.min(Math.max(free, half), room.w - half)
    frame.append(line(words, middle, bottom - high - 24, AXIS, { side: "middle", weight: 700, name: isMarked ? "accent" : "on-paper" }))
  })
  frame.append(svg("line", { x1: 0, x2: room.w, y1: bottom, y2: bottom, class: "base" }))
  axisBelow(chart.categories, (at) => (at + 0.5) * wide, { y: bottom + 26, wide: room.w }, frame)
  frame.append(line(chart.category_title, room.w, room.h - 24, AXIS, { side: "end", name: "quiet" }), line(chart.value_title, 0, 18, AXIS, { name: "quiet" }))
  if (isOfNumbers) namedAcross(chart.lines, scale, { top, bottom, wide: room.w, from: widthOf(chart.value_title, AXIS) + 40 }, frame)
}

// As many labels as have room, evenly, the first among them.
function axisBelow(words, middle, { y, wide }, frame, isFromTheEnd = false) {
  const most = Math.max(1, Math.floor(wide / (widest(words, AXIS) + 28)))
  const least = Math.ceil(words.length / most)
  const stride = STRIDES.find((each) => each >= least) ?? least
  words.forEach((label, at) => {
    if ((isFromTheEnd ? words.length - 1 - at : at) % stride) return
    const half = widthOf(label, AXIS) / 2
    frame.append(line(label, Math.min(Math.max(middle(at), half), wide - half), y, AXIS, { side: "middle", name: "quiet" }))
  })
}

// Each line's name in a row of its own, so that none covers another.
function namedAcross(lines, scale, { top, bottom, wide, from }, frame) {
  lines.forEach((each, at) => {
    const x = scale(each.value)
    const words = `${each.label} ${each.text}`
    const width = widthOf(words, AXIS, 500)
    const y = 18 + at * 46
    const isLeft = x + 14 + width > wide && x - 14 - width > (at ? 0 : from)
    frame.append(
      svg("line", { x1: x.toFixed(1), x2: x.toFixed(1), y1: y - 16, y2: bottom, class: `cross ${each.role}` }),
      line(words, isLeft ? x - 14 : x + 14, y, AXIS, { side: isLeft ? "end" : "start", weight: 500 }),
    )
  })
}

function drawLines(chart, room, frame) {
  const count = chart.categories.length
  const ends = chart.series.map((series) => ({ series, at: series.values.findLastIndex((value) => value !== null) })).filter(({ at }) => at >= 0)
  const isOne = ends.length <= 1
  const label = ({ series, at }) => (isOne ? [series.texts[at]] : [series.name, series.texts[at]])
  const right = room.w - Math.max(widest(ends.map((end) => label(end)[0]), AXIS, 500), widest(ends.map(({ series, at }) => series.texts[at]), 44, 700)) - 28
  const [top, bottom] = [66, room.h - 60]
  const values = known([...chart.series.flatMap((series) => series.values), ...chart.lines.map((each) => each.value)])
  const [low, high] = domainOf(values)
  const x = (at) => 20 + (count > 1 ? at / (count - 1) : 0.5) * (right - 40)
  const y = (value) => bottom - ((value - low) / (high - low)) * (bottom - top)
  frame.append(svg("line", { x1: 0, x2: right, y1: bottom, y2: bottom, class: "base" }))
  axisBelow(chart.categories, x, { y: bottom + 30, wide: right }, frame, true)
  frame.append(line(chart.value_title, 0, 18, AXIS, { name: "quiet" }))
  const taken = []
  for (const each of chart.lines) {
    const at = y(each.value)
    const words = `${each.label} ${each.text}`
    const rect = freeBeside(at, widthOf(words, AXIS, 500) + 8, { right, bottom }, chart.series.map((series) => reached(series, x, y)), taken)
    frame.append(svg("line", { x1: 0, x2: right, y1: at, y2: at, class: `cross ${each.role}` }), line(words, rect[0] + 4, rect[1] + 20, AXIS, { weight: 500, name: "on-paper" }))
    taken.push(rect)
  }
  for (const series of [...chart.series].sort((one) => (one.role === "main" ? 1 : -1))) curveOf(series, x, y, bottom, frame)
  for (const { series } of ends) firstOf(series, x, y, bottom, taken, frame)
  endLabels(ends, label, { x: right + 12, y, top, bottom: room.h - 24, isOne }, frame)
}

// Where the words of a line across have room: over or under it, at its left or right end, first where no curve runs.
function freeBeside(at, wide, { right, bottom }, curves, taken) {
  const spots = [0, right - wide - 32].flatMap((left) => [at - 44, at + 4].map((top) => [left, top, left + wide, top + 40]))
    .filter(([, top, , low]) => top > 40 && low < bottom)
  const isFree = (rect) => !taken.some((other) => overlap(rect, other)) && !curves.some((curve) => runsThrough(curve, rect))
  return spots.find(isFree) ?? spots[0] ?? [0, at - 44, wide, at - 4]
}

// A curve's points on the sheet, its gaps left out.
const reached = (series, x, y) => series.values.flatMap((value, at) => (value === null ? [] : [[x(at), y(value)]]))

function runsThrough(points, [left, top, right, bottom]) {
  return points.slice(1).some(([x, y], at) => {
    const [fromX, fromY] = points[at]
    if (x < left || fromX > right) return false
    return Math.max(y, fromY) > top - 6 && Math.min(y, fromY) < bottom + 6
  })
}

// From zero where the values come near it, else with some air round them.
function domainOf(values) {
  if (values.length === 0) return [0, 1]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const air = (high - low || Math.abs(high) || 1) * 0.12
  return [low >= 0 && low < high * 0.6 ? 0 : low - air, high + air]
}

// The curve with a gap, hatched, wherever there is no value; nothing is joined across it.
function curveOf(series, x, y, bottom, frame) {
  let path = ""
  let isDown = false
  series.values.forEach((value, at) => {
    if (value === null) {
      isDown = false
      const half = (x(1) - x(0)) / 2
      if (series.role === "main") frame.append(svg("rect", { x: x(at) - half, y: bottom - 36, width: 2 * half, height: 36, class: `over ${WITHOUT[series.statuses[at]] ?? "hatch"}` }))
      return
    }
    path += `${isDown ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
    isDown = true
  })
  frame.append(svg("path", { d: path, class: `curve ${series.role}` }))
  const last = series.values.findLastIndex((value) => value !== null)
  if (last >= 0) frame.append(svg("circle", { cx: x(last).toFixed(1), cy: y(series.values[last]).toFixed(1), r: 10, class: `end ${series.role}` }))
}

function firstOf(series, x, y, bottom, taken, frame) {
  const at = series.values.findIndex((value) => value !== null)
  if (at < 0 || at === series.values.findLastIndex((value) => value !== null)) return
  const width = widthOf(series.texts[at], AXIS, 700)
  const left = Math.max(0, x(at) - width / 2)
  const middle = y(series.values[at])
  const beside = series.values.slice(at, at + 4).filter((value) => value !== null).map(y)
  const spot = [Math.min(...beside) - 30, Math.max(...beside) + 34]
    .find((each) => each > 50 && each < bottom - 20 && !taken.some((other) => overlap([left, each - 18, left + width, each + 18], other)))
  if (spot === undefined) return
  taken.push([left, spot - 18, left + width, spot + 18])
  frame.append(line(series.texts[at], left, spot, AXIS, { weight: 700, name: "on-paper" }))
}

// Names and last values at the right, as near to their curves' ends as they can be without covering one another.
function endLabels(ends, label, { x, y, top, bottom, isOne }, frame) {
  const high = isOne ? 56 : 92
  const placed = ends.map((end) => ({ ...end, y: y(end.series.values[end.at]) })).sort((one, other) => one.y - other.y)
  let above = top - high
  for (const each of placed) {
    each.y = Math.max(each.y, above + high)
    above = each.y
  }
  let below = bottom + high / 2
  for (const each of [...placed].reverse()) {
    each.y = Math.min(each.y, below - high)
    below = each.y
  }
  for (const each of placed) {
    const words = label(each)
    if (!isOne) frame.append(line(words[0], x, each.y - 22, AXIS, { weight: 500, name: "quiet" }))
    frame.append(line(words.at(-1), x, isOne ? each.y : each.y + 18, 44, { weight: 700, name: each.series.role === "main" ? "mark" : "" }))
  }
}
