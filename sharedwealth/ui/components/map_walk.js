// Points by keyboard: N and P step through the circles of workshops, or the villages of a town, that are in sight;
// Enter opens the one that is ringed, Escape leaves it. What it is, is shown beside it and said to a screen reader.

const BAND = 48 // pixels: points at about the same height are one row, read from left to right

function createWalk() {
  const said = element("div", "spoken")
  said.setAttribute("role", "status")
  return { at: null, said, back: svgElement("circle", { class: "stop-back", display: "none" }), ring: svgElement("circle", { class: "stop-ring", display: "none" }) }
}

const isWalkable = (map) => Boolean(map.data.points?.details || map.data.named)

// What can be stepped to, in reading order: the same point has the same name as long as the zoom is the same.
function stopsOf(map) {
  const found = map.data.points?.details
    ? (map.clusters ?? []).map((cluster) => ({ name: cluster.first, x: cluster.x, y: cluster.y, r: cluster.r, cluster }))
    : villagePlaces(map).map((village) => ({ name: village.code, x: village.x, y: village.y, r: 8, village }))
  const inSight = found.filter(({ x, y }) => x >= 0 && y >= 0 && x <= map.size.width && y <= map.size.height)
  return inSight.sort((one, other) => Math.floor(one.y / BAND) - Math.floor(other.y / BAND) || one.x - other.x)
}

// Whether the key was for the points.
function walked(map, { key }) {
  if (!isWalkable(map)) return false
  if (/^[np]$/i.test(key)) return step(map, key.toLowerCase() === "n" ? 1 : -1)
  if (map.walk.at === null) return false
  if (key === "Enter" || key === " ") return openStop(map)
  if (key !== "Escape" && key !== "Backspace") {
    if (ARROWS[key] || key === "Home" || key === "End") leaveStop(map) // back among the areas
    return false
  }
  if (map.pinned !== null) pin(map, null)
  else leaveStop(map)
  return true
}

function step(map, by) {
  const stops = stopsOf(map)
  const at = stops.findIndex(({ name }) => name === map.walk.at)
  goToStop(map, at < 0 ? nearestTo(stops, map.size.width / 2, map.size.height / 2) : stops[(at + by + stops.length) % stops.length])
  return true
}

const nearestTo = (stops, x, y) =>
  stops.reduce((best, stop) => (best && Math.hypot(best.x - x, best.y - y) <= Math.hypot(stop.x - x, stop.y - y) ? best : stop), undefined)

function goToStop(map, stop) {
  map.walk.at = stop ? stop.name : null
  setAttributes(map.ring, { d: null })
  setAttributes(map.ringBack, { d: null })
  paintStop(map)
  if (stop) tellStop(map, stop)
}

function leaveStop(map) {
  if (map.walk.at === null) return
  map.walk.at = null
  map.walk.said.textContent = ""
  hideTip(map)
  paintStop(map)
}

// A circle opens into its parts, and the reader stands on the one in the middle.
function openStop(map) {
  const stop = stopsOf(map).find(({ name }) => name === map.walk.at)
  if (!stop) return false
  if (stop.village) map.pick(stop.village.code)
  else if (stop.cluster.count === 1) {
    hideTip(map) // the card says the same, and more
    openCluster(map, stop.cluster)
  } else {
    const before = map.view.zoom
    openCluster(map, stop.cluster)
    if (map.view.zoom !== before) goToStop(map, nearestTo(stopsOf(map), map.fit.x, map.fit.y))
  }
  return true
}

// The ring moves with the map; a point that is out of sight or gone is left.
function paintStop(map) {
  const stop = map.walk.at === null ? null : stopsOf(map).find(({ name }) => name === map.walk.at)
  if (!stop) map.walk.at = null
  for (const node of [map.walk.back, map.walk.ring])
    setAttributes(node, {
      cx: stop ? stop.x.toFixed(1) : null, cy: stop ? stop.y.toFixed(1) : null, r: stop ? (stop.r + 4).toFixed(1) : null, display: stop ? null : "none",
    })
}

function tellStop(map, stop) {
  const { looks } = map.data.points
  const { village, cluster } = stop
  if (village) return showStop(map, stop, [village.name, village.look?.[0]])
  if (cluster.count > 1) {
    const types = cluster.types.flatMap((count, type) => (count ? [`${looks[type][0]} ${count}`] : []))
    return showStop(map, stop, [map.data.words.gathered.replace("{count}", cluster.count), ...types])
  }
  withDetails(map, ({ names, towns, in: inTown }) => {
    if (map.walk.at !== stop.name) return
    showStop(map, stop, [names[cluster.first], looks[cluster.types.indexOf(1)][0], towns[inTown[cluster.first]]])
  })
}

function showStop(map, { x, y }, [name, ...lines]) {
  const said = [name, ...lines.filter(Boolean)]
  map.walk.said.textContent = said.join(map.data.lang === "zh" ? "，" : ", ")
  placeTip(map, said.map((words, at) => element("div", at ? "tip-line" : "tip-name", words)), x, y)
}
