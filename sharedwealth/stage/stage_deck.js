// The deck: which step stands on the stage, what has been opened over it, and the steps drawn ahead.

const stage = document.getElementById("stage")
const deck = { talk: null, at: -1, sheets: new Map(), over: [], listeners: [], begun: 0 }

const sceneNow = () => deck.over.at(-1)?.scene ?? deck.talk?.scenes[deck.at]
const sheetNow = () => deck.over.at(-1)?.sheet ?? deck.sheets.get(deck.at)
const isAway = () => deck.over.length > 0

function begin(talk) {
  deck.talk = talk
  deck.begun = Date.now()
  document.getElementById("waiting")?.remove()
  turnTo(stepAt(location.hash) ?? 0)
}

// The step that an address names by number or key.
function stepAt(hash) {
  const name = decodeURIComponent(hash.replace(/^#/, ""))
  if (!name) return null
  const byKey = deck.talk.scenes.findIndex((scene) => scene.key === name)
  if (byKey >= 0) return byKey
  const number = Number(name)
  return Number.isInteger(number) && number >= 1 ? Math.min(number, deck.talk.scenes.length) - 1 : null
}

// Draws a step where it is not drawn yet. What cannot be drawn keeps its last good picture, or has headline and key
// number alone.
function prepare(at) {
  const scene = deck.talk.scenes[at]
  if (!scene) return null
  const last = deck.sheets.get(at)
  if (last && !last.isWaiting) return last
  const sheet = safely(scene, () => drawSheet(scene)) ?? last ?? plainSheet(scene)
  sheet.isWaiting = needsGeometry(scene.body)
  if (sheet !== last) {
    stage.insertBefore(sheet, stage.firstChild)
    deck.sheets.set(at, sheet)
    if (last) replaceShown(last, sheet)
  }
  if (sheet.isWaiting) fetchGeometry(scene.body.geometry).then(() => prepare(at), () => noteConnection(false))
  return sheet
}

const needsGeometry = (body) => body?.form === "map" && geometryOf(body.geometry) === undefined

function replaceShown(last, sheet) {
  sheet.classList.toggle("shown", last.classList.contains("shown"))
  last.remove()
}

// The drawing, or null where it fails: the audience goes on seeing a picture, the log gets the reason.
function safely(scene, draw) {
  try {
    return draw()
  } catch (problem) {
    report(problem, `step ${scene?.key}`)
    setMark("trouble", WORDS.trouble)
    deck.troubled ??= new Set()
    deck.troubled.add(scene?.key)
    return null
  }
}

function show(sheet) {
  for (const shown of stage.querySelectorAll(".sheet.shown")) if (shown !== sheet) shown.classList.remove("shown")
  sheet.classList.add("shown")
  setMark("trouble", deck.troubled?.has(sheet.dataset.key) ? WORDS.trouble : "")
  for (const listen of deck.listeners) listen()
}

// Goes to a step, leaving whatever was opened over another one; steps beside it are then drawn ahead.
function turnTo(at) {
  if (!deck.talk || at < 0 || at >= deck.talk.scenes.length) return
  closeDialog()
  leaveOver()
  deck.at = at
  show(prepare(at))
  writeAddress()
  prepareAround(at)
}

function prepareAround(at) {
  clearTimeout(deck.ahead)
  const count = deck.talk.scenes.length
  const order = [...Array(count).keys()].sort((one, other) => Math.abs(one - at - 0.1) - Math.abs(other - at - 0.1))
  const next = () => {
    const missing = order.find((each) => !deck.sheets.has(each))
    if (missing === undefined) return fetchAhead()
    prepare(missing)
    deck.ahead = setTimeout(next, 30)
  }
  deck.ahead = setTimeout(next, 30)
}

// Every file that a drill can ask for, so that maps open when the server is gone.
function fetchAhead() {
  const names = new Set(deck.talk.scenes.flatMap(({ body }) => (body.form === "map" ? [body.geometry, ...Object.values(body.geometries)] : [])))
  let coming = Promise.resolve()
  for (const name of names) coming = coming.then(() => fetchGeometry(name))
  coming.catch(() => noteConnection(false))
}

function writeAddress() {
  const wanted = `#${encodeURIComponent(deck.talk.scenes[deck.at].key)}`
  if (location.hash !== wanted) history.replaceState(null, "", location.pathname + location.search + wanted)
}

// Puts a sheet over the step: a map that was opened, or an answer to a question.
function open(scene, crumbs = null) {
  const sheet = safely(scene, () => drawSheet(scene, crumbs))
  if (!sheet) return false
  sheet.classList.add("over-step")
  stage.insertBefore(sheet, stage.firstChild)
  deck.over.push({ scene, sheet })
  show(sheet)
  if (needsGeometry(scene.body)) fetchGeometry(scene.body.geometry).then(() => redrawOver(scene, crumbs), () => noteConnection(false))
  return true
}

function redrawOver(scene, crumbs) {
  const held = deck.over.find((each) => each.scene === scene)
  const sheet = held && safely(scene, () => drawSheet(scene, crumbs))
  if (!sheet) return
  sheet.classList.add("over-step")
  stage.insertBefore(sheet, stage.firstChild)
  replaceShown(held.sheet, sheet)
  held.sheet = sheet
}

function leaveOver(kept = 0) {
  for (const { sheet } of deck.over.splice(kept)) sheet.remove()
}

// One level up, or back to the step.
function goBack(kept = 0) {
  if (!isAway()) return
  leaveOver(kept)
  show(sheetNow())
}

// The map of an area's parts with the same figure; nothing happens where there are none.
function drillInto(code) {
  const scene = sceneNow()
  const map = scene?.body
  if (map?.form !== "map") return
  const rows = rowsBelow(map, code)
  if (rows.length === 0) return
  const row = map.rows.find((each) => each.code === code)
  const name = row?.name ?? code
  const path = [...(scene.path ?? [scene.area_name]), name]
  const level = nextLevel(levelOf(code))
  const body = { ...map, area: code, level, rows, geometry: fileOf(map, code), marked: [], pins: map.pins.filter((pin) => pin.code.startsWith(code)), legend: legendBelow(map, rows) }
  const fact = { label: map.measure, figure: saidOf(row), unit: "", value: row?.value ?? null, status: row?.status ?? "no_data", beneath: name, indicator: map.indicator, area: code, month: scene.month }
  const headline = filled(WORDS.headline, { name, text: saidOf(row) })
  const below = { ...scene, key: `${scene.key}/${code}`, path, area: code, area_name: name, headline, note: "", parts: [], facts: [fact], body }
  open(below, crumbsOf(path, map.measure))
}

function crumbsOf(path, measure) {
  const crumbs = make("nav", "crumbs")
  path.forEach((name, at) => {
    if (at) crumbs.append(make("span", "", "›"))
    if (at === path.length - 1) return crumbs.append(make("span", "", name))
    crumbs.append(make("button", "", name, { type: "button", "data-level": at, tabindex: -1 }))
  })
  crumbs.append(make("span", "", `· ${measure}`))
  return crumbs
}

// The classes stay, the states are counted anew.
function legendBelow(map, rows) {
  const states = ["carried", "unverified", "suppressed", "no_data"].flatMap((kind) => {
    const count = rows.filter((row) => row.status === kind).length
    return count ? [{ label: WORDS.status[kind], kind, index: -1, count }] : []
  })
  return [...map.legend.filter((entry) => entry.kind === "class"), ...states]
}
