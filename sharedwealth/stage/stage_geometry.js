// Geometry files, fetched once each and kept, or written into the document; and the parts of an area that they hold.

const LEVELS = ["outline", "city", "county", "town"]
const geometries = new Map(Object.entries(ABOUT.geometries ?? {}))
const underway = new Map()

// The geometry if it is there, null if there is none, undefined until `fetchGeometry` has brought it.
const geometryOf = (name) => geometries.get(name)

function fetchGeometry(name) {
  if (!ABOUT.map && !geometries.has(name)) geometries.set(name, null)
  if (geometries.has(name)) return Promise.resolve(geometries.get(name))
  if (!underway.has(name)) {
    const coming = fetch(ABOUT.map + encodeURIComponent(name))
      .then((answer) => {
        if (answer.status === 404) return null
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
        return answer.json()
      })
      .then((value) => {
        geometries.set(name, value)
        return value
      })
      .finally(() => underway.delete(name))
    underway.set(name, coming)
  }
  return underway.get(name)
}

// The file with the parts of an area: the province's own, or that of the city it lies in.
const fileOf = (map, area) => map.geometries[area] ?? map.geometries[area.slice(0, 4)] ?? map.geometry

// The parts of the area at the level, the borders between, and what is around all of them.
function groundOf(map) {
  const geometry = geometryOf(map.geometry)
  if (!geometry) return null
  const within = (name) => (geometry.layers[name] ?? []).filter((part) => part.code.startsWith(map.area))
  const parts = within(map.level)
  if (parts.length === 0) return null
  const above = LEVELS.slice(1, LEVELS.indexOf(map.level)).flatMap(within).filter((part) => part.code !== map.area)
  const boxes = parts.map((part) => part.box)
  const box = [0, 1, 2, 3].map((at) => Math[at < 2 ? "min" : "max"](...boxes.map((each) => each[at])))
  return { geometry, parts, above, box, unit: geometry.unit }
}

const SUFFIX = {
  zh: { town: /(?:街道|[镇乡])$/u, other: /(?:畲族自治县|自治县|[市区县])$/u },
  en: {
    town: / (?:Subdistrict|Township|Town)$/i,
    other: / (?:She Autonomous County|Autonomous County|County|District|City)$/i,
  },
}

// Names as a map writes them: 临安 for 临安区; whole where two would read alike.
function namesOf(parts, level) {
  const suffix = SUFFIX[ABOUT.language][level === "town" ? "town" : "other"]
  const whole = parts.map((part) => part[ABOUT.language] || part.zh)
  const short = whole.map((name) => {
    const found = name.replace(suffix, "")
    return found.length > 1 ? found : name
  })
  return new Map(parts.map((part, at) => [part.code, short.filter((name) => name === short[at]).length > 1 ? whole[at] : short[at]]))
}

const nextLevel = (level) => LEVELS[LEVELS.indexOf(level) + 1]

// The figures of the parts of an area, as they came with the step; none where nobody can go further down.
function rowsBelow(map, area) {
  const level = levelOf(area)
  const below = nextLevel(level)
  if (!below) return []
  const rows = map.drill[below] ?? map.drill[area] ?? []
  return rows.filter((row) => row.code.startsWith(area) && row.code !== area && levelOf(row.code) === below)
}

// What a row says: its figure, or why there is none.
const saidOf = (row) => row?.text || WORDS.status[row?.status ?? "no_data"]

const levelOf = (code) => ({ 2: "outline", 4: "city", 6: "county", 9: "town" })[code.length] ?? "village"
