// Geometry and point positions: fetched once for each address in the life of the page, and prepared for one scene.

const LEVELS = ["outline", "city", "county", "town"]
const fetched = new Map()

// {value} once it is there, {promise} until then; a failed request is forgotten, so that the next run tries again.
function once(address, read) {
  let entry = fetched.get(address)
  if (!entry) {
    entry = { value: null }
    fetched.set(address, entry)
    entry.promise = fetch(address)
      .then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
        return read(answer)
      })
      .then((value) => (entry.value = value))
      .catch((problem) => {
        fetched.delete(address)
        throw problem
      })
  }
  return entry
}

const geometryAt = (address) => once(address, (answer) => answer.json())
const positionsAt = (address) => once(address, async (answer) => readPositions(await answer.arrayBuffer()))

// A little-endian count, then that many pairs of 32-bit integers in the geometry's unit.
function readPositions(buffer) {
  const view = new DataView(buffer)
  const count = view.getUint32(0, true)
  const found = new Float64Array(2 * count)
  for (let at = 0; at < found.length; at += 1) found[at] = view.getInt32(4 + 4 * at, true)
  return found
}

// The parts of the area in focus at the wanted level, the borders above them, and the focus itself.
function sceneOf(geometry, area, level) {
  const layers = geometry.layers
  const within = (name) => (layers[name] ?? []).filter((part) => part.code.startsWith(area))
  const parts = within(level).map((part) => ({
    ...part,
    path: new Path2D(part.d),
    isIslands: part.d.split("M").length > 4,
  }))
  const focus = LEVELS.flatMap(within).find((part) => part.code === area) ?? layers.outline[0]
  const above = LEVELS.slice(1, LEVELS.indexOf(level)).flatMap(within).filter((part) => part.code !== area)
  return {
    parts,
    byCode: new Map(parts.map((part) => [part.code, part])),
    above,
    focus: { ...focus, path: new Path2D(focus.d) },
    box: focus.box,
    source: geometry.source ?? {},
    isSchematic: parts.some((part) => part.schematic),
    isAllSchematic: parts.every((part) => part.schematic),
    credits: creditsOf(geometry, area),
    isPlaced: isPlaced(geometry, area),
  }
}

const nested = (one, other) => one.startsWith(other) || other.startsWith(one)

// Lines of an operator's layers that are drawn here: boundaries wherever they show, positions for where villages are shown.
function creditsOf(geometry, area) {
  return (geometry.credits ?? []).filter((credit) => credit.counties.some((county) => nested(county, area)))
}

// Whether every village of the area has an official point.
function isPlaced(geometry, area) {
  const counties = (geometry.layers.county ?? []).map((part) => part.code).filter((code) => nested(code, area))
  return counties.length > 0 && counties.every((code) => geometry.placed?.includes(code))
}

const SUFFIX = {
  zh: { town: /(?:街道|[镇乡])$/u, other: /(?:畲族自治县|自治县|[市区县])$/u },
  en: {
    town: / (?:Subdistrict|Township|Town)$/i,
    other: / (?:She Autonomous County|Autonomous County|County|District|City)$/i,
  },
}

// Names as a map writes them: 临安 for 临安区, Lin'an for Lin'an District; whole where two would read alike.
function namesOf(parts, language, level) {
  const suffix = SUFFIX[language][level === "town" ? "town" : "other"]
  const whole = parts.map((part) => part[language] || part.zh)
  const cut = whole.map((name) => {
    const short = name.replace(suffix, "")
    return short.length > 1 ? short : name
  })
  const seen = new Map()
  for (const name of cut) seen.set(name, (seen.get(name) ?? 0) + 1)
  return new Map(parts.map((part, at) => [part.code, seen.get(cut[at]) > 1 ? whole[at] : cut[at]]))
}
