// Pointer, touch and keyboard. Handlers stand on the map's own nodes and go with them.

const SLIP = { mouse: 4, pen: 6, touch: 10 }
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

function listen(map) {
  const { stage } = map
  map.pointers = new Map()
  stage.onpointerdown = (event) => pressed(map, event)
  stage.onpointermove = (event) => moved(map, event)
  stage.onpointerup = stage.onpointercancel = (event) => released(map, event)
  stage.onpointerenter = () => fetchAhead(map)
  stage.onpointerleave = () => leave(map)
  stage.onclick = (event) => clicked(map, event)
  stage.onwheel = (event) => wheeled(map, event)
  map.svg.onkeydown = (event) => keyed(map, event)
  // These two have no property of their own; the map is made once, so they are added once.
  map.svg.addEventListener("focusin", (event) => focused(map, event))
  map.svg.addEventListener("focusout", () => unfocused(map))
  map.inButton.onclick = () => (zoomBy(map, 1.6), paintView(map))
  map.outButton.onclick = () => (zoomBy(map, 1 / 1.6), paintView(map))
  map.resetButton.onclick = () => (resetView(map), paintView(map))
}

const codeAt = (event) => event.target.closest?.("[data-code]")?.dataset.code ?? null
const isOnControls = (event) => Boolean(event.target.closest?.(".buttons, .legend-choice, .pin-link"))

function position(map, event) {
  const box = map.stage.getBoundingClientRect()
  return [event.clientX - box.left, event.clientY - box.top]
}

function pressed(map, event) {
  if (isOnControls(event) || (event.pointerType === "mouse" && event.button !== 0)) return
  if (!map.pointers.size) map.isDragged = false
  const [x, y] = position(map, event)
  map.pointers.set(event.pointerId, { x, y, fromX: x, fromY: y })
}

function moved(map, event) {
  const [x, y] = position(map, event)
  const pointer = map.pointers.get(event.pointerId)
  if (!pointer) return hovered(map, event, x, y)
  const slip = SLIP[event.pointerType] ?? 6
  if (!map.isDragged && Math.hypot(x - pointer.fromX, y - pointer.fromY) < slip && map.pointers.size < 2) return
  if (!map.isDragged) {
    map.isDragged = true
    leave(map)
  }
  // Captured only now: a captured press would not end in a click on the area under it.
  for (const id of map.pointers.keys()) if (!map.stage.hasPointerCapture(id)) map.stage.setPointerCapture(id)
  if (map.pointers.size === 1) panBy(map, x - pointer.x, y - pointer.y)
  else pinch(map, event.pointerId, x, y)
  Object.assign(pointer, { x, y })
  soon(map)
}

function pinch(map, id, x, y) {
  const [other] = [...map.pointers].filter(([key]) => key !== id).map(([, value]) => value)
  const before = map.pointers.get(id)
  const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(x - other.x, y - other.y)]
  if (was > 0) zoomBy(map, is / was, (x + other.x) / 2, (y + other.y) / 2)
  panBy(map, (x - before.x) / 2, (y - before.y) / 2)
}

function released(map, event) {
  map.pointers.delete(event.pointerId)
}

function hovered(map, event, x, y) {
  if (event.pointerType === "touch") return
  const village = isOnControls(event) ? null : villageUnder(map, x, y, event.pointerType)
  if (village) {
    map.stage.classList.add("on-village")
    setAttributes(map.hover, { d: null })
    return showVillageTip(map, village)
  }
  const cluster = isOnControls(event) ? null : clusterUnder(map, x, y, event.pointerType)
  map.stage.classList.toggle("on-village", Boolean(village || cluster))
  if (cluster) return leave(map)
  const code = codeAt(event)
  if (!code) return leave(map)
  foresee(map, code)
  setAttributes(map.hover, { d: map.scene?.byCode.get(code)?.d ?? null })
  showTip(map, code, x, y)
}

function leave(map) {
  if (map.hover) setAttributes(map.hover, { d: null })
  hideTip(map)
}

function clicked(map, event) {
  if (isOnControls(event)) return
  const wasDragged = map.isDragged
  map.isDragged = false
  const at = position(map, event)
  const cluster = clusterUnder(map, ...at, event.pointerType)
  if (cluster && !wasDragged) return openCluster(map, cluster)
  if (!wasDragged && map.pinned !== null) pin(map, null)
  const village = villageUnder(map, ...at, event.pointerType)
  const code = village?.code ?? codeAt(event) ?? codeUnder(map, event)
  if (code && !wasDragged) map.pick(code)
}

// A browser may hand a finger's touch to the whole drawing, and a finger is wider than a small area.
function codeUnder(map, { clientX, clientY, pointerType }) {
  const reach = pointerType === "touch" ? [0, 6, 12] : [0]
  for (const away of reach)
    for (const [x, y] of [[0, 0], [away, 0], [-away, 0], [0, away], [0, -away]]) {
      const code = map.root.getRootNode().elementFromPoint(clientX + x, clientY + y)?.closest("[data-code]")?.dataset.code
      if (code) return code
    }
  return null
}

// The plain wheel scrolls the page; with the control key, or pinched on a touch pad, it zooms.
function wheeled(map, event) {
  if (!event.ctrlKey && !event.metaKey) return
  event.preventDefault()
  const [x, y] = position(map, event)
  zoomBy(map, Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) * 0.008), x, y)
  leave(map)
  soon(map)
}

function keyed(map, event) {
  if (event.altKey || event.ctrlKey || event.metaKey || !map.scene) return
  const { key } = event
  const code = map.focusCode
  if (walked(map, event)) {
    event.preventDefault()
    return event.stopPropagation()
  }
  if (ARROWS[key]) moveFocus(map, ARROWS[key])
  else if (key === "Enter" || key === " ") code && map.pick(code)
  else if (key === "Escape" || key === "Backspace") {
    if (map.pinned !== null) return pin(map, null)
    if (!map.data.parent) return
    map.pick(map.data.parent)
  } else if (key === "+" || key === "=") zoomAtFocus(map, 1.6)
  else if (key === "-" || key === "_") zoomAtFocus(map, 1 / 1.6)
  else if (key === "0") resetView(map)
  else if (key === "Home") focusOn(map, partsInUse(map)[0]?.code)
  else if (key === "End") focusOn(map, partsInUse(map).at(-1)?.code)
  else return
  event.preventDefault()
  event.stopPropagation()
  paintView(map)
}

function zoomAtFocus(map, factor) {
  const part = map.scene.byCode.get(map.focusCode)
  const [x, y] = part ? toScreen(map, ...part.at) : [map.fit.x, map.fit.y]
  zoomBy(map, factor, x, y)
}

// The nearest area that lies in the arrow's direction: straight ahead counts more than to the side.
function moveFocus(map, [dx, dy]) {
  const here = map.scene.byCode.get(map.focusCode)
  if (!here) return
  let best = null
  for (const part of partsInUse(map)) {
    const [x, y] = [part.at[0] - here.at[0], part.at[1] - here.at[1]]
    const ahead = x * dx + y * dy
    const aside = Math.abs(x * dy - y * dx)
    if (ahead <= 0 || aside > ahead * 2.2) continue
    const cost = ahead + 1.8 * aside
    if (!best || cost < best.cost) best = { cost, code: part.code }
  }
  if (best) focusOn(map, best.code)
}

function focusOn(map, code) {
  const node = map.nodes.get(code)
  if (!node) return
  rove(map, code)
  bringIntoView(map, map.scene.byCode.get(code).at)
  node.focus({ preventScroll: true })
}

// One area at a time can be reached with the tabulator key; the arrows move which one.
function rove(map, code) {
  const before = map.nodes.get(map.focusCode)
  if (before) setAttributes(before, { tabindex: "-1" })
  map.focusCode = code
  const node = map.nodes.get(code)
  if (node) setAttributes(node, { tabindex: "0" })
}

function focused(map, event) {
  const code = codeAt(event)
  if (!code) return
  rove(map, code)
  fetchAhead(map)
  foresee(map, code)
  if (!event.target.matches(":focus-visible")) return
  const part = map.scene.byCode.get(code)
  setAttributes(map.ring, { d: part.d })
  setAttributes(map.ringBack, { d: part.d })
  const [x, y] = toScreen(map, ...part.at)
  showTip(map, code, x, y)
}

function unfocused(map) {
  leaveStop(map)
  setAttributes(map.ring, { d: null })
  setAttributes(map.ringBack, { d: null })
  hideTip(map)
}

function soon(map) {
  map.frame ??= requestAnimationFrame(() => {
    map.frame = null
    if (!map.gone) paintView(map)
  })
}
