// Points on a canvas at the screen's own resolution: each class is drawn once and then stamped at its places.

function paintPoints(map) {
  const layer = map.data.points
  map.canvas.hidden = !layer
  if (!layer) return
  const entry = positionsAt(layer.url)
  if (entry.value) drawPoints(map, layer, entry.value)
  else
    entry.promise.then(
      () => !map.gone && map.data.points === layer && paintView(map),
      () => showFailure(map),
    )
}

function drawPoints(map, layer, positions) {
  const { width, height } = map.size
  const ratio = window.devicePixelRatio || 1
  const { canvas } = map
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high })
  const context = canvas.getContext("2d")
  context.clearRect(0, 0, wide, high)
  const count = Math.min(layer.bytes.length, positions.length / 2)
  const radius = pointRadius(map, count)
  const k = scaleOf(map) * ratio
  const dx = map.fit.x * ratio - map.view.x * k
  const dy = map.fit.y * ratio - map.view.y * k
  layer.looks.forEach((look, index) => {
    const stamp = stampOf(map, look, radius, ratio)
    const half = stamp.width / 2
    for (let at = 0; at < count; at += 1) {
      if (layer.bytes[at] !== index) continue
      const x = positions[2 * at] * k + dx - half
      const y = positions[2 * at + 1] * k + dy - half
      if (x > -stamp.width && y > -stamp.width && x < wide && y < high) context.drawImage(stamp, x | 0, y | 0)
    }
  })
}

// Smaller where the map is crowded: from 1.6 pixels for the whole province to 5 for a town.
function pointRadius(map, count) {
  const area = map.size.width * map.size.height * 0.45
  return Math.min(5, Math.max(1.6, 0.16 * map.view.zoom * Math.sqrt(area / Math.max(count, 1))))
}

function stampOf(map, look, radius, ratio) {
  const size = 2 * Math.ceil((radius * 2.3 + 2) * ratio)
  const stamp = document.createElement("canvas")
  stamp.width = size
  stamp.height = size
  const context = stamp.getContext("2d")
  context.setTransform(ratio, 0, 0, ratio, size / 2, size / 2)
  tracePoint(context, look, radius, map.colours)
  return stamp
}

function tracePoint(context, [, shape, tone, diamond], radius, colours) {
  const colour = colours[tone] ?? colours.quiet
  const size = shape === "small" ? Math.max(1.1, radius * 0.55) : radius
  context.lineWidth = Math.max(0.9, radius * 0.34)
  context.strokeStyle = colour
  context.fillStyle = shape === "ring" ? colours.card : colour
  context.beginPath()
  if (shape === "cross") {
    for (const [x, y] of [[-size, -size], [size, -size]]) {
      context.moveTo(x, y)
      context.lineTo(-x, -y)
    }
  } else context.arc(0, 0, size, 0, 2 * Math.PI)
  if (shape !== "cross") context.fill()
  if (shape === "ring" || shape === "cross") context.stroke()
  if (!diamond) return
  const reach = Math.max(radius * 2.1, 3.6)
  context.strokeStyle = colours.watch
  context.beginPath()
  for (const [x, y] of [[0, -reach], [reach, 0], [0, reach], [-reach, 0]]) context.lineTo(x, y)
  context.closePath()
  context.stroke()
}
