// Answers out of the talk itself, for a room without a server: every place on one of its maps, with that map's figure.

const own = { entries: null }

// Whether every word typed is in the name, as it is written or as it is spelt: 龙港, longgang, lg.
function isMeant(entry, typed) {
  return typed.every((word) => entry.plain.includes(word) || entry.spelt.includes(`|${word}`))
}

function ownEntries() {
  if (own.entries) return own.entries
  const found = new Map()
  for (const scene of deck.talk.scenes) {
    const map = scene.body
    if (map.form !== "map") continue
    const rows = [...map.rows, ...Object.values(map.drill).flat()]
    for (const row of rows) {
      const key = `${map.indicator} ${row.code}`
      if (found.has(key)) continue
      const spelt = [ABOUT.readings?.[row.code] ?? "", ABOUT.readings?.[map.indicator] ?? ""].join("")
      found.set(key, { row, scene, plain: `${row.name}${map.measure}${row.code}`.toLowerCase().replace(/\s/g, ""), spelt })
    }
  }
  own.entries = [...found.values()]
  return own.entries
}

function ownAnswers(words) {
  const typed = words.toLowerCase().split(/[\s·]+/).map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")).filter(Boolean)
  if (typed.length === 0) return []
  const now = sceneNow()?.body?.indicator
  const rank = ({ row, scene }) => [row.value === null ? 1 : 0, scene.body.indicator === now ? 0 : 1, row.code.length]
  const order = (one, other) => one.map((part, at) => part - other[at]).find(Boolean) ?? 0
  return ownEntries()
    .filter((entry) => isMeant(entry, typed))
    .sort((one, other) => order(rank(one), rank(other)))
    .slice(0, 8)
    .map((entry) => ({ text: `${entry.row.name} · ${entry.scene.body.measure}`, scene: ownScene(entry) }))
}

function ownScene({ row, scene }) {
  const map = scene.body
  const level = levelOf(row.code)
  const isOnTheStep = map.rows.some((each) => each.code === row.code)
  const above = level === "town" ? row.code.slice(0, 6) : level === "county" ? row.code.slice(0, 4) : map.area
  const rows = isOnTheStep ? map.rows : rowsBelow(map, above)
  const body = { ...map, rows, marked: [row.code], pins: [], ...(isOnTheStep ? {} : { area: above, level, geometry: fileOf(map, above), legend: legendBelow(map, rows) }) }
  const fact = { label: map.measure, figure: saidOf(row), unit: "", value: row.value, status: row.status, beneath: row.name, indicator: map.indicator, area: row.code, month: scene.month }
  return { ...scene, key: row.code, area: row.code, area_name: row.name, headline: filled(WORDS.headline, { name: row.name, text: saidOf(row) }), note: "", script: "", facts: [fact], body }
}
