// Where the map lies on the stage: the fit that leaves room for the legend, zoom and pan, and their limits.

const MARGIN = 14
const NARROW = 560
const MOST_ZOOM = 40

// No higher than leaves the legend on the first screen, under choices, figures and title; see the loader in map.py.
const inView = (map) => Math.min(map.data.height, Math.max(400, innerHeight - (map.time.told ? 465 : 370)))

function sizeStage(map) {
  const width = Math.floor(map.pane.clientWidth)
  const isNarrow = width < NARROW
  const height = isOnPaper(map) ? heightOnPaper(map, width) : isNarrow ? Math.min(map.data.height, Math.max(280, Math.round(width * 0.98))) : inView(map)
  map.size = { width, height: isPaired(map) ? Math.min(height, heightBeside(map, width)) : height, isNarrow }
  map.root.classList.toggle("narrow", isNarrow)
  map.stage.style.height = `${map.size.height}px`
}

// Beside another map, no higher than the area is at this width: a wide county leaves no empty ground over and under it.
function heightBeside(map, width) {
  const [left, top, right, bottom] = map.scene.box
  const share = (bottom - top) / Math.max(right - left, 1)
  return Math.max(260, Math.round((width - 2 * MARGIN) * share + 2 * MARGIN))
}

const BUTTONS = { width: 30, height: 92 }
const CORNERS = ["bottom-right", "bottom-left", "top-left", "top-right"]

// The largest fit at which some corner is free for the legend; on a narrow page the legend stands below.
function layOut(map) {
  const { width, height, isNarrow } = map.size
  const legend = isNarrow || isPaired(map) || map.legend.hidden ? null : map.reserve
  const [left, top, right, bottom] = map.scene.box
  const spread = [Math.max(right - left, 1), Math.max(bottom - top, 1)]
  const whole = Math.min((width - 2 * MARGIN) / spread[0], (height - 2 * MARGIN) / spread[1])
  for (let share = 1; legend && share > 0.45; share -= 0.04) {
    for (const align of [0.5, 0, 1]) {
      const fit = placed(map, spread, whole * share, align)
      const rect = freeRect(map, fit, spread, legend, CORNERS, [])
      if (rect) return settle(map, fit, spread, rect)
    }
  }
  return settle(map, placed(map, spread, whole, 0.5), spread, null)
}

function placed(map, spread, k, align) {
  const { width, height } = map.size
  const x = MARGIN + (width - 2 * MARGIN - spread[0] * k) * align + (spread[0] * k) / 2
  return { k, x, y: height / 2 }
}

function settle(map, fit, spread, legendRect) {
  map.fit = fit
  map.legendRect = legendRect
  const isBelow = !legendRect
  map.root.dataset.legend = isBelow ? "below" : "inside"
  if (isBelow && map.legend.parentNode !== map.root) map.panes.after(map.legend)
  if (!isBelow && map.legend.parentNode !== map.stage) map.canvas.after(map.legend)
  const taken = legendRect ? [legendRect] : []
  const corners = [...CORNERS].reverse()
  const found = freeRect(map, fit, spread, BUTTONS, corners, taken)
  const open = corners.map((corner) => cornerRect(map.size, corner, BUTTONS, 0))
  map.buttonsRect = found ?? open.find((rect) => !taken.some((other) => overlap(rect, other))) ?? open[0]
  const beside = [...taken, map.buttonsRect]
  placeMoment(map, fit, beside)
  moveTo(map.legend, legendRect)
  moveTo(map.buttons, map.buttonsRect)
}

// The month stands large on the map while the months pass: as high up and as far left as there is no land, and in the
// largest type that leaves it in the upper half, for the foot of a map may lie below the screen.
function placeMoment(map, fit, taken) {
  const longest = (map.time.told?.names ?? [""]).reduce((one, other) => (other.length > one.length ? other : one))
  const isFree = occupied(map, fit)
  const lowest = map.size.height / 2
  map.momentRect = null
  for (const size of map.size.isNarrow ? [24, 20] : [40, 32, 26]) {
    const [width, height] = [textWidth(map, longest, size, 600) + 24, size * 1.5]
    map.time.moment.style.fontSize = `${size}px`
    for (let y = 0; y + height < lowest; y += 12)
      for (let x = 0; x + width <= map.size.width; x += 12) {
        const rect = [x, y, x + width, y + height]
        if (taken.some((other) => overlap(rect, other)) || !isFree(rect)) continue
        map.momentRect = rect
        return moveTo(map.time.moment, rect)
      }
  }
}

function moveTo(node, rect) {
  node.style.transform = rect ? `translate(${Math.round(rect[0])}px, ${Math.round(rect[1])}px)` : ""
}

// A corner free of land: as near to the map as it can stand, where the stage is wider than the map.
function freeRect(map, fit, spread, size, corners, taken) {
  const isFree = occupied(map, fit)
  const spare = Math.max(0, Math.min(fit.x - (spread[0] * fit.k) / 2, map.size.width - fit.x - (spread[0] * fit.k) / 2))
  for (const corner of corners) {
    for (const share of [1, 0.75, 0.5, 0.25, 0]) {
      const rect = cornerRect(map.size, corner, size, Math.round(Math.max(0, spare - MARGIN) * share))
      if (!taken.some((other) => overlap(rect, other)) && isFree(rect)) return rect
    }
  }
  return null
}

function cornerRect(size, corner, { width, height }, inset) {
  const left = corner.endsWith("left") ? inset : size.width - width - inset
  const top = corner.startsWith("top") ? 0 : size.height - height
  return [left, top, left + width, top + height]
}

function overlap(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

const CLEAR = 12 // pixels round land that nothing else stands on
const GROUND = 320 // pixels of the picture that land is looked up in

// A test whether a rectangle of the stage is free of land at this fit.
function occupied(map, fit) {
  if (map.ground?.key !== map.sceneKey) map.ground = { key: map.sceneKey, ...groundOf(map) }
  const { sums, width, height, scale } = map.ground
  const [left, top, right, bottom] = map.scene.box
  const across = (x) => ((x - fit.x) / fit.k + (right - left) / 2) * scale + 1
  const down = (y) => ((y - fit.y) / fit.k + (bottom - top) / 2) * scale + 1
  const within = (value, most) => Math.min(most, Math.max(0, value))
  return ([x0, y0, x1, y1]) => {
    const [from, to] = [within(Math.floor(across(x0 - CLEAR)), width), within(Math.ceil(across(x1 + CLEAR)), width)]
    const [first, last] = [within(Math.floor(down(y0 - CLEAR)), height), within(Math.ceil(down(y1 + CLEAR)), height)]
    const row = width + 1
    return sums[last * row + to] - sums[first * row + to] - sums[last * row + from] + sums[first * row + from] === 0
  }
}

// How many pixels of land lie above and left of each place, in one picture for all fits of the scene.
function groundOf(map) {
  const [left, top, right, bottom] = map.scene.box
  const scale = GROUND / Math.max(right - left, bottom - top, 1)
  const [width, height] = [Math.ceil((right - left) * scale) + 2, Math.ceil((bottom - top) * scale) + 2]
  Object.assign(map.scratch, { width, height })
  const context = map.scratch.getContext("2d", { willReadFrequently: true })
  context.setTransform(scale, 0, 0, scale, 1 - left * scale, 1 - top * scale)
  context.lineWidth = 1 / scale
  context.fill(map.scene.focus.path)
  context.stroke(map.scene.focus.path)
  const pixels = context.getImageData(0, 0, width, height).data
  const sums = new Int32Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let along = 0
    for (let x = 0; x < width; x += 1) {
      along += pixels[4 * (y * width + x) + 3] ? 1 : 0
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + along
    }
  }
  return { sums, width, height, scale }
}

function resetView(map) {
  const [left, top, right, bottom] = map.scene.box
  map.view = { zoom: 1, x: (left + right) / 2, y: (top + bottom) / 2 }
}

const scaleOf = (map) => map.fit.k * map.view.zoom
const toScreen = (map, x, y) => [
  (x - map.view.x) * scaleOf(map) + map.fit.x,
  (y - map.view.y) * scaleOf(map) + map.fit.y,
]
const toMap = (map, x, y) => [
  (x - map.fit.x) / scaleOf(map) + map.view.x,
  (y - map.fit.y) / scaleOf(map) + map.view.y,
]

// Zoom by a factor about a point of the stage, which stays where it is.
function zoomBy(map, factor, x = map.fit.x, y = map.fit.y) {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, map.view.zoom * factor))
  const [mapX, mapY] = toMap(map, x, y)
  map.view.zoom = zoom
  const k = scaleOf(map)
  map.view.x = mapX - (x - map.fit.x) / k
  map.view.y = mapY - (y - map.fit.y) / k
  keepInside(map)
}

function panBy(map, dx, dy) {
  map.view.x -= dx / scaleOf(map)
  map.view.y -= dy / scaleOf(map)
  keepInside(map)
}

// The further in, the nearer to the edge the middle may go; at the whole area it stays in the middle.
function keepInside(map) {
  const [left, top, right, bottom] = map.scene.box
  const room = (1 - 1 / map.view.zoom) / 2
  const clamp = (value, low, high) => {
    const half = (high - low) * room
    return Math.min((low + high) / 2 + half, Math.max((low + high) / 2 - half, value))
  }
  map.view.x = clamp(map.view.x, left, right)
  map.view.y = clamp(map.view.y, top, bottom)
}

// Moves the view no further than needed for a point to lie well inside the stage.
function bringIntoView(map, [x, y]) {
  const [screenX, screenY] = toScreen(map, x, y)
  const edge = 40
  const off = (value, most) => Math.min(0, value - edge) + Math.max(0, value - (most - edge))
  const away = [off(screenX, map.size.width), off(screenY, map.size.height)]
  if (away[0] || away[1]) panBy(map, -away[0], -away[1])
}
