// Points on a canvas at the screen's own resolution: each class is drawn once and then stamped at its places.

function paintPoints(map) {
  const layer = map.data.points
  map.canvas.hidden = !layer
  map.clusters = null
  if (!layer) return
  const entry = positionsAt(layer.url)
  if (entry.value) (layer.details ? drawClusters : drawPoints)(map, layer, entry.value)
  else
    entry.promise.then(
      () => {
        if (map.gone || map.data.points !== layer) return
        paintView(map)
        markPainted(map) // without its points it was not
      },
      () => showFailure(map),
    )
}

// The canvas at the screen's resolution, empty, to be drawn on in the stage's pixels.
function cleanCanvas(map) {
  const { width, height } = map.size
  const ratio = ratioOf(map)
  const { canvas } = map
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== wide || canvas.height !== high) {
    Object.assign(canvas, { width: wide, height: high })
    Object.assign(canvas.style, { width: `${wide / ratio}px`, height: `${high / ratio}px` }) // pixel on pixel at 125 % too
  }
  const context = canvas.getContext("2d")
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return context
}

function drawPoints(map, layer, positions) {
  const context = cleanCanvas(map)
  const ratio = ratioOf(map)
  const { width: wide, height: high } = map.canvas
  const image = context.createImageData(wide, high)
  const count = Math.min(layer.bytes.length, positions.length / 2)
  const radius = pointRadius(map, layer.looks.reduce((sum, look) => sum + look[5], 0))
  const k = scaleOf(map) * ratio
  const dx = map.fit.x * ratio - map.view.x * k
  const dy = map.fit.y * ratio - map.view.y * k
  const grounds = groundIndexes(map)
  const diamond = grounds.size ? stampOf(DIAMOND, ratio, (pen) => traceGroundDiamond(pen, map.colours)) : null
  layer.looks.forEach((look, index) => {
    const reach = look[1] === "site" ? siteRadius(radius) + 1 : radius * 2.3
    const point = stampOf(reach, ratio, (pen) => tracePoint(pen, look, radius, map.colours))
    for (let at = 0; at < count; at += 1) {
      if (layer.bytes[at] !== index) continue
      const stamp = grounds.has(at) && !isSite(look) ? look[3] && diamond : point
      if (!stamp) continue
      const x = Math.floor(positions[2 * at] * k + dx) - stamp.half
      const y = Math.floor(positions[2 * at + 1] * k + dy) - stamp.half
      const isInside = x >= 0 && y >= 0 && x + stamp.size <= wide && y + stamp.size <= high
      if (isInside) press(image.data, wide, stamp, x, y)
    }
  })
  context.putImageData(image, 0, 0)
}

// Puts a stamp into the picture, each pixel over what is there: several times quicker than as many drawImage.
function press(pixels, wide, stamp, x, y) {
  const { marks } = stamp
  for (let at = 0; at < marks.length; at += 6) {
    const to = 4 * ((y + marks[at + 1]) * wide + x + marks[at])
    const over = marks[at + 5] / 255
    const under = (pixels[to + 3] / 255) * (1 - over)
    const whole = over + under
    for (let channel = 0; channel < 3; channel += 1)
      pixels[to + channel] = (marks[at + 2 + channel] * over + pixels[to + channel] * under) / whole
    pixels[to + 3] = whole * 255
  }
}

// Smaller where the map is crowded: from 1.3 pixels for the whole province to 5 for a town.
function pointRadius(map, shown) {
  const area = map.size.width * map.size.height * 0.45
  return Math.min(5, Math.max(1.3, 0.15 * map.view.zoom * Math.sqrt(area / Math.max(shown, 1))))
}

// A proposed site stands out however crowded the map is.
function siteRadius(radius) {
  return Math.max(4.5, radius * 1.5)
}

// The pixels of a point: place in the stamp, colour and alpha, six numbers each.
function stampOf(reach, ratio, trace) {
  const size = 2 * Math.ceil((reach + 2) * ratio)
  const stamp = document.createElement("canvas")
  stamp.width = size
  stamp.height = size
  const context = stamp.getContext("2d", { willReadFrequently: true })
  context.setTransform(ratio, 0, 0, ratio, size / 2, size / 2)
  trace(context)
  const { data } = context.getImageData(0, 0, size, size)
  const marks = []
  for (let at = 0; at < data.length; at += 4) {
    const pixel = at / 4
    if (data[at + 3]) marks.push(pixel % size, Math.floor(pixel / size), ...data.slice(at, at + 4))
  }
  return { size, half: size / 2, marks: Int32Array.from(marks) }
}

function tracePoint(context, [, shape, tone, diamond], radius, colours) {
  const colour = colours[tone] ?? colours.types?.[Number(tone.slice(4))] ?? colours.quiet
  const sizes = { small: Math.max(1.1, radius * 0.55), site: siteRadius(radius) }
  const size = sizes[shape] ?? radius
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
  if (shape === "site") Object.assign(context, { strokeStyle: colours.card, lineWidth: 1.5 })
  if (shape === "ring" || shape === "cross" || shape === "site") context.stroke()
  if (diamond) traceDiamond(context, Math.max(radius * 2.1, 2.6), Math.max(0.7, radius * 0.34), colours.watch)
}

function traceDiamond(context, reach, lineWidth, strokeStyle, fillStyle = null) {
  Object.assign(context, { lineWidth, strokeStyle })
  context.beginPath()
  for (const [x, y] of [[0, -reach], [reach, 0], [0, reach], [-reach, 0]]) context.lineTo(x, y)
  context.closePath()
  if (fillStyle) {
    context.fillStyle = fillStyle
    context.fill()
  }
  context.stroke()
}
