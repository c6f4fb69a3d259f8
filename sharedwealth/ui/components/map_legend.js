// The legend, the notes under the map and the tooltip. Every word enters as text, never as markup.

function drawLegend(map) {
  const { data, colours } = map
  const written = JSON.stringify([
    data.heading, data.scheme, data.method, data.legend, data.circles, data.points?.looks, lookKinds(map), map.theme, largestRadius(map), countedIn(map), map.classing,
  ])
  if (written === map.legendWritten) return
  map.legendWritten = written
  const parts = []
  const isEmpty = !data.legend.length && !data.points && !data.circles?.length
  map.legend.hidden = isEmpty
  if (isEmpty) return map.legend.replaceChildren()
  if (data.scheme !== "plain") {
    parts.push(element("div", "legend-title", data.heading))
  }
  if (data.circles?.length) parts.push(circleKey(map))
  const rows = element("div", "legend-rows")
  for (const [swatch, label, count] of data.legend) rows.append(legendRow(areaSwatch(map, swatch), label, count))
  if (data.legend.length) parts.push(rows)
  if (map.classing) parts.push(classingList(map))
  if (data.method) parts.push(element("div", "legend-method", data.method))
  if (data.points) parts.push(pointKey(map, data.points.looks))
  if (data.points?.near) parts.push(element("div", "legend-method", data.points.near))
  if (countedIn(map)) parts.push(element("div", "legend-method", countedIn(map)))
  map.legend.replaceChildren(...parts)
}

// How areas are put into classes stands in the legend, and can be chosen there.
function classingList(map) {
  const box = choiceList(map, map.classing)
  box.classList.add("legend-choice")
  return box
}

function writeClassing(map) {
  const select = map.legend.querySelector(".legend-choice select")
  if (select && map.classing) select.value = map.classing.value
}

// Beside another month the legend says whose areas it counts.
function countedIn(map) {
  const { told, at } = map.time
  return map.twin && told ? told.words.counted.replace("{month}", told.names[at]) : ""
}

function legendRow(swatch, label, count) {
  const row = element("div", "legend-row")
  row.append(swatch, element("span", "legend-label", label), element("span", "legend-count", count))
  return row
}

// A class's number shows its colour; a letter shows its hatch, over a middle colour where it lies over colours.
function areaSwatch(map, swatch) {
  const svg = svgElement("svg", { width: 18, height: 12, class: "swatch", "aria-hidden": "true" })
  const isClass = /^\d+$/.test(swatch)
  const { length } = map.colours.classes
  const middle = { plain: -1, diverging: length - 2 }[map.data.scheme] ?? Math.min(2, length - 1)
  const fill = isClass ? map.colours.classes[Number(swatch)] : paintOf(map, middle, swatch, "key")
  const kind = swatch === "x" ? "swatch-box outside" : "swatch-box"
  svg.append(svgElement("rect", { x: 0.5, y: 0.5, width: 17, height: 11, fill, class: kind }))
  return svg
}

function pointKey(map, looks) {
  const rows = element("div", "legend-rows")
  const kinds = lookKinds(map)
  if (kinds?.some(([isGround, isPoint]) => isGround && isPoint)) rows.classList.add("mixed")
  looks.forEach((look, at) => {
    if (look[5]) rows.append(legendRow(lookSwatch(map, look, kinds?.[at]), look[0], look[4]))
  })
  return rows
}

function pointSwatch(map, look) {
  const canvas = element("canvas", "swatch")
  const ratio = ratioOf(map)
  Object.assign(canvas, { width: 18 * ratio, height: 16 * ratio })
  const context = canvas.getContext("2d")
  context.setTransform(ratio, 0, 0, ratio, 9 * ratio, 8 * ratio)
  tracePoint(context, look, 3.2, map.colours)
  return canvas
}

// Nested circles standing on one line, each with its value.
function circleKey(map) {
  const most = largestRadius(map)
  const sizes = map.data.circles.map(([radius, label]) => [Math.max(1.5, (most * radius) / 1000), label])
  const largest = sizes[0][0]
  const height = Math.max(2 * largest + 4, sizes.length * 14 + 2)
  const svg = svgElement("svg", { width: 2 * largest + 76, height, class: "circle-key", "aria-hidden": "true" })
  // Words stand at their circles' tops, a line apart, the lowest of them inside.
  const lines = []
  for (const [radius] of sizes) lines.push(Math.max(11, height + 2 - 2 * radius, (lines.at(-1) ?? -Infinity) + 14))
  for (let at = lines.length - 1, most = height - 3; at >= 0; at -= 1, most = lines[at + 1] - 14) lines[at] = Math.min(lines[at], most)
  for (const [at, [radius, label]] of sizes.entries()) {
    const top = height - 2 - 2 * radius
    const y = lines[at]
    const fill = map.colours.classes.length > 1 ? "none" : map.colours.classes[0] // a change has two colours
    svg.append(svgElement("circle", { cx: largest + 2, cy: height - 2 - radius, r: radius, fill, class: "mark circle" }))
    svg.append(svgElement("path", { d: `M${largest + 2} ${top}L${2 * largest + 10} ${y - 4}`, class: "leader" }))
    const words = svgElement("text", { x: 2 * largest + 14, y, class: "circle-label" })
    words.textContent = label
    svg.append(words)
  }
  return svg
}

function drawFoot(map) {
  const { data, scene } = map
  const source = scene.source[data.lang] ?? scene.source.zh
  const own = scene.credits.filter((credit) => credit.of === "town" || data.points).map((credit) => credit[data.lang])
  const lines = [
    source,
    ...own,
    data.approval && data.words.approval.replace("{number}", data.approval),
    scene.isSchematic && (scene.isAllSchematic ? data.words.schematic : data.words.partly_schematic),
    data.points && !scene.isPlaced && data.words.positions,
  ].filter(Boolean)
  const words = lines.join(data.lang === "zh" ? "　" : " · ")
  if (map.foot.textContent !== words) map.foot.textContent = words
}

function showTip(map, code, x, y) {
  const row = map.data.rows.get(code)
  const parts = [element("div", "tip-name", wholeName(map, code))]
  if (row?.label) {
    const line = element("div", "tip-measure", `${map.data.heading} `)
    line.append(element("span", "tip-value", row.label))
    parts.push(line)
    if (map.data.detail) parts.push(element("div", "tip-line", filled(map.data.detail, row.details)))
  }
  const status = row?.look?.[0] ?? map.data.words.statuses[row?.status]
  if (status) parts.push(element("div", "tip-line", status))
  if (isOutside(map, code)) parts.push(element("div", "tip-line", map.data.outside))
  placeTip(map, parts, x, y)
}

function placeTip(map, parts, x, y) {
  map.tip.replaceChildren(...parts)
  placeCard(map, map.tip, x, y)
}

function placeCard(map, card, x, y) {
  card.hidden = false
  const { offsetWidth: width, offsetHeight: height } = card
  const left = x + 16 + width > map.size.width ? x - width - 12 : x + 16
  const top = y + 16 + height > map.size.height ? y - height - 12 : y + 16
  card.style.transform = `translate(${Math.max(0, Math.round(left))}px, ${Math.max(0, Math.round(top))}px)`
}

function filled(sentence, details) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => details[name] ?? "")
}

function hideTip(map) {
  map.tip.hidden = true
}

function showFailure(map) {
  if (map.gone) return
  map.notice.textContent = map.data.words.failed
  map.notice.hidden = false
}
