// Charts that lie: a bar for each area, or quartiles and median. Every value is written beside its mark.

const AXIS = 32
const PITCH = 38

function drawChart(chart, room) {
  const draw = { bars: drawBars, ranges: drawRanges, columns: drawColumns, lines: drawLines }[chart.kind]
  const frame = svg("svg", { viewBox: `0 0 ${room.w} ${room.h}`, width: room.w, height: room.h, class: `chart ${chart.kind}`, role: "img", "aria-label": chart.measure })
  draw(chart, room, frame)
  return frame
}

const seriesOf = (chart, role) => chart.series.find((series) => series.role === role)
const mainOf = (chart) => seriesOf(chart, "main") ?? seriesOf(chart, "median") ?? chart.series[0]
const known = (values) => values.filter((value) => value !== null && value !== undefined)

// Which categories have room: all, or the first with those that are marked; and how many are left out.
function shownRows(chart, high) {
  const count = Math.max(1, Math.floor(high / PITCH))
  const all = chart.categories.map((_, at) => at)
  if (all.length <= count) return { rows: all, leftOut: 0 }
  const kept = count - 1
  const isMarked = (at) => chart.marked.includes(chart.codes[at])
  const rows = all.filter((at) => at < kept || isMarked(at))
  while (rows.length > kept) rows.splice(rows.findLastIndex((at) => !isMarked(at)), 1)
  return { rows, leftOut: all.length - rows.length }
}

// Lines of comparison need a row for their names above the bars; so does the key to what else is drawn.
function headRows(chart) {
  const others = chart.series.filter((series) => ["earlier", "target", "second"].includes(series.role))
  return { others, high: (others.length ? 48 : 0) + (chart.lines.length ? 46 : 0) }
}

function drawBars(chart, room, frame) {
  const main = mainOf(chart)
  const { others, high: top } = headRows(chart)
  const { rows, leftOut } = shownRows(chart, room.h - top)
  const pitch = Math.min(84, (room.h - top - (leftOut ? PITCH : 0)) / rows.length)
  const size = Math.max(AXIS, Math.min(40, Math.floor(pitch * 0.62)))
  const names = rows.map((at) => cut(chart.categories[at], size, 500, room.w * 0.34))
  const left = widest(names, size, 500) + 20
  const texts = rows.map((at) => main.texts[at])
  const values = known([...main.values, ...others.flatMap((series) => series.values), ...chart.lines.map((each) => each.value)])
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const ends = { right: widest(texts, size, 700) + 28, left: low < 0 ? widest(texts, size, 700) + 20 : 0 }
  const scale = (value) => left + ends.left + ((value - low) / (high - low || 1)) * (room.w - left - ends.left - ends.right)
  rows.forEach((at, row) => {
    const y = top + (row + 0.5) * pitch
    const isMarked = chart.marked.includes(chart.codes[at])
    const value = main.values[at]
    frame.append(line(names[row], left - 16, y, size, { side: "end", weight: isMarked ? 700 : 500 }))
    const thick = pitch * (others.length ? 0.5 : 0.62)
    if (value === null) {
      const status = WITHOUT[main.statuses[at]] ?? "hatch"
      frame.append(svg("rect", { x: scale(0), y: y - thick / 2, width: 90, height: thick, class: `over ${status} edged` }), line(texts[row], scale(0) + 106, y, size, { name: "quiet" }))
      return
    }
    const [from, to] = [scale(Math.min(0, value)), scale(Math.max(0, value))]
    frame.append(svg("rect", { x: from.toFixed(1), y: (y - thick / 2).toFixed(1), width: Math.max(2, to - from).toFixed(1), height: thick.toFixed(1), class: isMarked ? "bar marked" : "bar" }))
    if (main.statuses[at] === "unverified") frame.append(svg("rect", { x: from.toFixed(1), y: (y - thick / 2).toFixed(1), width: Math.max(2, to - from).toFixed(1), height: thick.toFixed(1), class: "over lines" }))
    let reach = to
    for (const series of others) {
      const other = series.values[at]
      if (other === null || other === undefined) continue
      frame.append(markOf(series.role, scale(other), y, pitch))
      reach = Math.max(reach, scale(other) + 14)
    }
    frame.append(line(texts[row], value < 0 ? from - 12 : reach + 12, y, size, { side: value < 0 ? "end" : "start", weight: 700, name: isMarked ? "accent" : "" }))
  })
  frame.append(svg("line", { x1: scale(0), x2: scale(0), y1: top, y2: top + rows.length * pitch, class: "base" }))
  keyOf(others, room, frame)
  crossLines(chart, scale, { top, bottom: top + rows.length * pitch, room }, frame)
  if (leftOut) frame.append(line(filled(WORDS.more, { count: leftOut }), left, room.h - PITCH / 2, AXIS, { name: "quiet" }))
}

function markOf(role, x, y, pitch) {
  if (role === "target") return svg("line", { x1: x, x2: x, y1: y - pitch * 0.42, y2: y + pitch * 0.42, class: "target" })
  return svg("circle", { cx: x, cy: y, r: 11, class: role })
}

// What the marks beside the bars are, in words over the chart.
function keyOf(others, room, frame) {
  let x = 12
  for (const series of others) {
    frame.append(markOf(series.role, x + 8, 22, 40), line(series.name, x + 30, 22, AXIS))
    x += widthOf(series.name, AXIS) + 80
  }
}

// A line through the chart for each value to compare with, its name above, pushed aside where two would meet.
function crossLines(chart, scale, { top, bottom, room }, frame) {
  const taken = []
  for (const each of chart.lines) {
    const x = scale(each.value)
    const words = `${each.label} ${each.text}`
    const width = widthOf(words, AXIS, 500)
    const spots = [x - width / 2, x + 10, x - width - 10].map((left) => Math.max(0, Math.min(left, room.w - width)))
    const left = spots.find((spot) => !taken.some(([from, to]) => spot < to + 20 && from < spot + width + 20))
    const y = left === undefined ? top - 64 : top - 24
    const at = left ?? spots[0]
    taken.push([at, at + width])
    frame.append(svg("line", { x1: x.toFixed(1), x2: x.toFixed(1), y1: top - 4, y2: bottom, class: `cross ${each.role}` }), line(words, at, Math.max(18, y), AXIS, { weight: 500 }))
  }
}

// A stroke from quartile to quartile and a point at the median; the three values stand in columns at the right.
function drawRanges(chart, room, frame) {
  const series = ["q1", "median", "q3"].map((role) => seriesOf(chart, role))
  const top = 56 + (chart.lines.length ? 46 : 0)
  const { rows, leftOut } = shownRows(chart, room.h - top)
  const pitch = Math.min(84, (room.h - top - (leftOut ? PITCH : 0)) / rows.length)
  const size = Math.max(AXIS, Math.min(38, Math.floor(pitch * 0.6)))
  const names = rows.map((at) => cut(chart.categories[at], size, 500, room.w * 0.26))
  const left = widest(names, size, 500) + 24
  const spans = series.map((each) => Math.max(widest(each.texts, size, 700), widthOf(each.name, AXIS)) + 28)
  const right = room.w - spans.reduce((one, other) => one + other, 0) - 16
  const values = known([...series.flatMap((each) => each.values), ...chart.lines.map((each) => each.value)])
  const [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1]
  const scale = (value) => left + 12 + ((value - low) / (high - low || 1)) * (right - left - 24)
  let edge = right + 16
  const ends = spans.map((span) => (edge += span))
  series.forEach((each, at) => frame.append(line(each.name, ends[at], 22, AXIS, { side: "end", name: "quiet" })))
  rows.forEach((at, row) => {
    const y = top + (row + 0.5) * pitch
    const isMarked = chart.marked.includes(chart.codes[at])
    const [q1, median, q3] = series.map((each) => each.values[at])
    frame.append(line(names[row], left - 16, y, size, { side: "end", weight: isMarked ? 700 : 500 }))
    if (median === null) {
      frame.append(svg("rect", { x: left + 12, y: y - 10, width: 90, height: 20, class: `over ${WITHOUT[series[1].statuses[at]] ?? "hatch"} edged` }), line(series[1].texts[at], left + 118, y, size, { name: "quiet" }))
      return
    }
    if (q1 !== null && q3 !== null) frame.append(svg("rect", { x: scale(q1).toFixed(1), y: (y - 9).toFixed(1), width: Math.max(4, scale(q3) - scale(q1)).toFixed(1), height: 18, class: isMarked ? "range marked" : "range" }))
    frame.append(svg("circle", { cx: scale(median).toFixed(1), cy: y.toFixed(1), r: 14, class: isMarked ? "median marked" : "median" }))
    series.forEach((each, column) => frame.append(line(each.texts[at], ends[column], y, size, { side: "end", weight: column === 1 ? 700 : 400, name: isMarked && column === 1 ? "accent" : "" })))
  })
  crossLines(chart, scale, { top, bottom: top + rows.length * pitch, room: { w: right } }, frame)
  if (leftOut) frame.append(line(filled(WORDS.more, { count: leftOut }), left, room.h - PITCH / 2, AXIS, { name: "quiet" }))
}
