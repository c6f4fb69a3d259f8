// Another month beside the map: the same map again, out of the months that the browser has, moved and zoomed together.

// Before the map is painted, so that it takes the width that is left. The other month is mostly the earlier: at the left.
function makeRoom(map) {
  if (!map.time.told?.beside) return unpair(map)
  if (map.twin) return
  const root = element("div", "map twin")
  map.root.classList.add("paired")
  map.panes.prepend(root)
  map.twin = createMap(root)
  map.twin.partner = map
  map.partner = map.twin
  map.twin.pick = (code) => map.pick(code)
}

function showBeside(map) {
  if (!map.twin) return
  const { url, months, names, beside: month } = map.time.told
  map.twin.caption.textContent = names[months.indexOf(month)]
  const show = () => {
    const data = monthsAt(url).value?.get(month)
    const isStill = map.twin && map.time.told?.url === url && map.time.told.beside === month
    if (data && isStill) update(map.twin, { ...data, height: map.height })
  }
  const entry = monthsAt(url)
  if (entry.value) show()
  else entry.promise.then(show, () => map.twin && showFailure(map))
}

function unpair(map) {
  if (!map.twin) return
  dispose(map.twin)
  map.twin.root.remove()
  map.twin = map.partner = null
  map.root.classList.remove("paired")
}

const isPaired = (map) => Boolean(map.partner)

// The other map follows, wherever this one is moved.
function moveTogether(map) {
  const { partner } = map
  if (!partner?.fit || map.isFollowing || partner.sceneKey !== map.sceneKey) return
  const { x, y, zoom } = map.view
  if (partner.view.x === x && partner.view.y === y && partner.view.zoom === zoom) return
  partner.view = { x, y, zoom }
  partner.isFollowing = true
  paintView(partner)
  partner.isFollowing = false
}
