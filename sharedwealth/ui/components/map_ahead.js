// The maps one step away are fetched beside the page: a click, a row or the breadcrumb is painted before the server answers.

const PATIENCE = 4000 // milliseconds that an answer to an earlier wish is held back for the one to the last
const AFTER_A_DRILL = 500
const AFTER_A_MONTH = 1500 // a reader who steps through the months mostly goes on; pointing at the map fetches at once
const CONTEXTS = 6

// By what maps have in common, the places known: what the server has said of them, or would say.
const foreseen = new Map()

function contextOf(name) {
  const found = foreseen.get(name) ?? { fetched: new Set(), places: new Map() }
  foreseen.delete(name)
  foreseen.set(name, found)
  if (foreseen.size > CONTEXTS) foreseen.delete(foreseen.keys().next().value)
  return found
}

// The data of each map, laid together when it is asked for, from the different values of each field.
function unfold({ codes, fields }, places) {
  codes.forEach((code, at) => {
    const laidTogether = () => {
      const data = {}
      for (const [name, [values, which]] of Object.entries(fields)) {
        if (which[at] < 0) continue
        const [outer, inner] = name.split("/")
        if (inner) (data[outer] ??= {})[inner] = values[which[at]]
        else data[outer] = values[which[at]]
      }
      return data
    }
    if (!places.has(code)) places.set(code, laidTogether)
  })
}

// What the page says of the maps round this one; they are fetched once the reader has settled on it.
function tellAhead(map, data) {
  const { ahead } = data
  const isOther = ahead?.url !== map.ahead?.url
  const isSamePlace = data.here === map.here
  Object.assign(map, { ahead, here: data.here })
  if (!ahead) return
  contextOf(ahead.of).places.set(data.here, () => data)
  if (!isOther) return
  clearTimeout(map.settling)
  map.settling = setTimeout(() => fetchAhead(map), isSamePlace ? AFTER_A_MONTH : AFTER_A_DRILL)
}

async function fetchAhead(map) {
  const { ahead } = map
  if (map.gone || !ahead) return
  clearTimeout(map.settling)
  const { fetched, places } = contextOf(ahead.of)
  if (fetched.has(ahead.url)) return
  fetched.add(ahead.url)
  try {
    const answer = await fetch(ahead.url)
    if (!answer.ok) throw new Error(`${ahead.url}: ${answer.status}`)
    const found = await answer.json()
    unfold(found, places)
    await bringGround(map, found.fields)
  } catch {
    fetched.delete(ahead.url) // the server's own answer paints the map, as it does for every place not foreseen
  }
}

// Outlines and villages of the places one step away, one file after the other, when the browser has nothing else to do.
async function bringGround(map, { geometry, "points/url": points, "points/details": details, "points/areas": areas }) {
  for (const address of geometry[0]) if (await isIdle(map)) await geometryAt(address).promise
  if (!points || details) return // the workshops of a place are fetched when the reader points at it
  for (const address of points[0]) if (await isIdle(map)) await positionsAt(address).promise
  for (const address of areas?.[0] ?? []) if (await isIdle(map)) await geometryAt(address).promise
}

const isIdle = (map) =>
  new Promise((done) => (window.requestIdleCallback ?? setTimeout)(() => done(!map.gone), { timeout: 300 }))

// Whether it shows the page's month; a map without months always does.
const isStill = ({ time }) => !time.told || (!time.isMoving && time.told.months[time.at] === time.told.month)

// The data of another place with all else the same; null where the months are moving or it is not known.
function aheadOf(map, code) {
  const { ahead } = map
  return (ahead && isStill(map) && foreseen.get(ahead.of)?.places.get(code)?.()) || null
}

// What a click on the area would show is fetched while the reader still points at it.
function foresee(map, code) {
  const data = aheadOf(map, code)
  const address = map.data.below?.[code.slice(0, 4)]
  const files = data ? groundFiles(data) : address ? [address] : []
  for (const file of files) geometryAt(file).promise?.catch(() => {})
  if (data?.points) positionsAt(data.points.url).promise?.catch(() => {})
  foreseeChange(`area=${code}`)
}

// Told first, so that the server works on its answer while the map is painted; other maps of the page follow.
function pickArea(map, code) {
  const { asked, told } = map.time
  // The address of the page does not say a month yet that was asked for just now: it is told again, together with the area.
  if (told && asked !== null && asked !== told.month) map.tell("month", asked)
  map.tell("picked", code)
  dispatchEvent(new CustomEvent("sharedwealth:area", { detail: code }))
}

function goToArea(map, code) {
  if (!map.ahead) return
  const data = aheadOf(map, code)
  map.wishes.push(code)
  clearTimeout(map.patience)
  map.patience = setTimeout(() => giveIn(map), PATIENCE)
  if (!data) return
  clearTimeout(map.settling)
  take(map, { ...data, height: map.height })
}

// Another type or choice, and a place further off than the maps ahead, are painted from what lay beside the page, unless the
// months are moving, which the map has of its own; the server's answer follows.
function changeTo(map, sent, chosen) {
  const isOurs = chosen.startsWith("area=") || (!chosen.startsWith("month=") && !map.wishes.length)
  if (!isOurs || !isStill(map)) return
  const data = { ...worded(sent), height: map.height }
  take(map, data)
  tellAhead(map, data)
}

// An answer to an earlier wish is held back; some never come, for the server leaves out what was overtaken.
function isOvertaken(map, data) {
  if (!map.wishes.length) return false
  const at = map.wishes.indexOf(data.here)
  map.wishes.splice(0, at + 1)
  map.held = map.wishes.length || at < 0 ? data : null
  return map.held !== null
}

// The last wish was not answered, but something else: what the server says is what stands.
function giveIn(map) {
  const { held } = map
  Object.assign(map, { wishes: [], held: null })
  if (held && !map.gone) answered(map, held)
}
