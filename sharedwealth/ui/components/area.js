// The area's chooser: a field to type into, with characters, pinyin, initials or English, and the list of what fits. Where the
// reader lingers on a line, what would be shown there is asked for.

const MOST = 60 // lines on show; who wants more types one letter more
const PAST_COUNTY = 6 // digits of a county's code: towns are listed inside the reader's county, else found by typing
const registers = new Map() // by address, the places known

function areaChooser(found) {
  const box = node("div", "area")
  const made = { box, owner: found, input: node("input"), lines: node("ul", "lines"), places: new Map(), shown: [], at: -1 }
  const { input, lines } = made
  Object.assign(input, { type: "text", name: "area", autocomplete: "off", spellcheck: false })
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "area-lines"]])
    input.setAttribute(name, value)
  lines.id = "area-lines"
  lines.setAttribute("role", "listbox")
  box.append(input, lines)
  input.onfocus = () => input.select()
  input.onclick = () => openLines(made)
  input.oninput = () => openLines(made, input.value)
  input.onblur = () => closeLines(made)
  // The page's own keys (Streamlit's, the map's) are not meant while somebody types here.
  input.onkeydown = (event) => (event.stopPropagation(), pressed(made, event))
  input.onkeyup = input.onkeypress = (event) => event.stopPropagation()
  lines.onmousedown = (event) => event.preventDefault() // the field keeps the focus
  lines.onclick = ({ target }) => pickLine(made, [...lines.children].indexOf(target.closest("[role=option]")))
  lines.onpointermove = ({ target }) => {
    const at = [...lines.children].indexOf(target.closest("[role=option]"))
    if (at >= 0 && at !== made.at) point(made, at)
  }
  closeLines(made)
  return made
}

// What the page says; what the reader has just asked for stays on show while an earlier run is still arriving.
function fillArea(made, { told, language }) {
  Object.assign(made, { told, language })
  const { input } = made
  input.setAttribute("aria-label", told.label)
  input.placeholder = told.hint
  if (made.lines.hidden) writeArea(made, standing(made.owner, "area", told.value, () => writeArea(made, told.value)))
}

// The name of a place not known here is written when the server says it.
function writeArea(made, code) {
  const { told, input } = made
  made.value = code
  const words = code === told.value ? told.words : namesTo(made, code)?.join(" › ")
  if (words) input.value = input.title = words
}

async function openLines(made, typed = "") {
  if (!typed && !made.lines.hidden) return
  made.typed = typed
  try {
    made.places = await registerAt(made.told.places)
  } catch {
    return made.typed === typed && say(made, made.told.failed)
  }
  if (made.typed !== typed || made.input.getRootNode().activeElement !== made.input) return
  made.shown = typed.trim() ? fitting(made.places, typed).slice(0, MOST) : near(made)
  if (!made.shown.length) return say(made, made.told.none)
  made.lines.replaceChildren(...made.shown.map((place) => line(made, place)))
  open(made)
  const here = made.shown.findIndex(({ code }) => code === made.value)
  point(made, typed.trim() ? 0 : Math.max(here, 0), { isNew: true })
}

function line(made, { code }) {
  const names = namesTo(made, code)
  const option = node("li")
  option.setAttribute("role", "option")
  option.setAttribute("aria-selected", String(code === made.value))
  option.dataset.code = code
  const above = names.slice(0, -1).map((name) => `${name} › `).join("")
  option.append(node("span", "above", above), names.at(-1))
  return option
}

function say(made, words) {
  made.shown = []
  made.lines.replaceChildren(node("li", "note", words))
  open(made)
  point(made, -1)
}

function open({ input, lines }) {
  lines.hidden = false
  lines.scrollTop = 0
  input.setAttribute("aria-expanded", "true")
}

function closeLines(made) {
  const { input, lines, told } = made
  lines.hidden = true
  made.typed = undefined
  input.setAttribute("aria-expanded", "false")
  point(made, -1)
  if (told) writeArea(made, made.value)
}

function point(made, at, { isNew = false } = {}) {
  made.lines.querySelector(".pointed")?.classList.remove("pointed")
  made.at = at
  const option = at < 0 ? undefined : made.lines.children[at]
  if (!option) return made.input.removeAttribute("aria-activedescendant")
  option.id = `area-line-${at}`
  option.classList.add("pointed")
  made.input.setAttribute("aria-activedescendant", option.id)
  option.scrollIntoView({ block: isNew ? "center" : "nearest" })
  const { code } = made.shown[at]
  if (code !== made.value) foreseeChange(`area=${code}`)
}

function pickLine(made, at) {
  const place = made.shown[at]
  if (!place) return
  made.value = place.code
  closeLines(made)
  ask(made.owner, "area", place.code)
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

function pressed(made, event) {
  if (event.isComposing) return
  const { key } = event
  const isOpen = !made.lines.hidden
  if (key in STEPS) {
    event.preventDefault()
    if (!isOpen) return openLines(made)
    const last = made.shown.length - 1
    if (last >= 0) point(made, Math.min(Math.max(made.at + STEPS[key], 0), last))
  } else if (key === "Enter") {
    if (isOpen) pickLine(made, made.at)
    else openLines(made)
  } else if (key === "Escape" && isOpen) {
    closeLines(made)
    made.input.select()
  }
}

function registerAt(url) {
  if (!registers.has(url)) {
    const coming = fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
      return answer.json()
    })
    registers.set(url, coming.then(register))
    registers.get(url).catch(() => registers.delete(url))
  }
  return registers.get(url)
}

const plain = (words) => words.normalize("NFKC").toLowerCase().replace(/[\s'’·]/g, "")

function register(rows) {
  const places = new Map()
  for (const [code, zh, en, sounds] of rows) {
    const syllables = sounds.split(" ")
    const ways = [zh, en, syllables.join(""), syllables.map((each) => each[0]).join("")].map(plain)
    const above = [4, 6].filter((digits) => digits < code.length).map((digits) => places.get(code.slice(0, digits)))
    places.set(code, { code, zh, en, ways, above })
  }
  return places
}

// The names of the places that lead there, its own the last; undefined where it is not known.
function namesTo({ places, language }, code) {
  const place = places.get(code)
  return place && [...place.above, place].map((each) => each[language])
}

// Without a word typed: the province, its cities and counties, and the towns of the county that the reader is in.
function near({ places, value }) {
  const county = value.slice(0, PAST_COUNTY)
  return [...places.values()].filter(({ code }) => code.length <= PAST_COUNTY || (county.length === PAST_COUNTY && code.startsWith(county)))
}

// Best first: the place itself, what begins so, what contains it; then the larger before the smaller.
function fitting(places, typed) {
  const whole = plain(typed)
  const words = typed.split(/[\s›>,，/]+/).map(plain).filter(Boolean)
  const found = []
  for (const place of places.values()) {
    const fit = Math.min(fits(place, whole), words.length > 1 ? fitsEach(place, words) : Infinity)
    if (fit < Infinity) found.push([fit, place.code.length, place])
  }
  return found.sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, , place]) => place)
}

function fits({ code, ways }, typed) {
  if (code === typed || ways.includes(typed)) return 0
  if (code.startsWith(typed) || ways.some((way) => way.startsWith(typed))) return 1
  const isEnough = typed.length > 1 || /\p{Script=Han}/u.test(typed) // a single letter is in every name
  return isEnough && ways.some((way) => way.includes(typed)) ? 2 : Infinity
}

// Several words: each names the place or one above it, and one the place itself.
function fitsEach(place, words) {
  const own = words.map((word) => fits(place, word))
  const isAllThere = words.every((word, at) => own[at] < Infinity || place.above.some((each) => fits(each, word) < Infinity))
  return isAllThere ? Math.min(...own) : Infinity
}
