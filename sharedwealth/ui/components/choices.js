// The choices at the top of every page: area, month with a step back and forth, type, language.

export function choices(component) {
  const found = part(component, (made) => {
    made.row = node("div", "row")
    made.root.append(made.row)
    made.asked = {}
    made.givingUp = {}
    // A map's slider turns the month too, a click there the area; these choices show where it is.
    const follow = ({ type, detail }) => (made.root.isConnected ? followed(made, type, detail) : forget())
    const forget = () => PASSING.forEach((name) => removeEventListener(name, follow))
    PASSING.forEach((name) => addEventListener(name, follow))
  })
  tint(found)
  const { data } = component
  if (data.beside) lookBeside(data.beside)
  if (!isNews(found, data)) return
  const wanted = [data.area && "area", data.month && "month", data.type && "type", "language"].filter(Boolean).join()
  if (found.wanted !== wanted) {
    found.wanted = wanted
    found.area = data.area && areaChooser(found)
    found.row.replaceChildren(
      ...(data.month ? [more(found)] : []),
      ...(data.area ? [found.area.box] : []),
      ...(data.month ? [stepper(found)] : []),
      ...(data.type ? [(found.type = list(found, "type"))] : []),
      node("span", "gap"),
      (found.language = node("div", "language")),
    )
  }
  if (data.area) fillArea(found.area, { told: data.area, language: data.language.value })
  if (data.month) {
    fill(found.month, data.month)
    found.back.title = data.month.back
    found.forward.title = data.month.forward
    for (const step of [found.back, found.forward]) step.setAttribute("aria-label", step.title)
    bound(found)
  }
  if (data.type) fill(found.type, data.type)
  if (data.month) found.more.textContent = data.summary
  fillLanguage(found, data.language)
}

const PASSING = ["sharedwealth:passing", "sharedwealth:month", "sharedwealth:area"]

function followed(found, type, value) {
  if (type === "sharedwealth:area") showArea(found, value)
  else showMonth(found, value)
}

function showArea(found, code) {
  if (!found.area || found.area.value === code) return
  found.asked.area = code
  writeArea(found.area, code)
}

function showMonth(found, month) {
  if (!found.month || found.month.value === month) return
  found.month.value = month
  found.asked.month = month
  bound(found)
}

// What was chosen just before may not have reached the page's address yet: it is told again.
function ask(found, name, value) {
  found.asked[name] = value
  for (const [each, asked] of Object.entries(found.asked)) found.send(each, asked)
  dispatchEvent(new CustomEvent(`sharedwealth:${name}`, { detail: value }))
}

// What the reader has just asked for stays on show while an earlier run is still arriving, but not for ever.
function standing({ asked, givingUp }, name, value, giveUp) {
  clearTimeout(givingUp[name])
  if (!(name in asked) || asked[name] === value) {
    delete asked[name]
    return value
  }
  givingUp[name] = setTimeout(() => {
    delete asked[name]
    giveUp()
  }, 3000)
  return asked[name]
}

function stepper(found) {
  const box = node("div", "month")
  found.month = list(found, "month")
  found.back = node("button", "step", "◀")
  found.forward = node("button", "step", "▶")
  found.back.onclick = () => stepTo(found, found.month.selectedIndex + 1)
  found.forward.onclick = () => stepTo(found, found.month.selectedIndex - 1)
  box.append(found.back, found.month, found.forward)
  return box
}

// Options stand with the latest month first, so forward in time is up in the list.
function stepTo(found, index) {
  found.month.selectedIndex = index
  found.month.onchange()
}

function bound(found) {
  found.back.disabled = found.month.selectedIndex >= found.month.length - 1
  found.forward.disabled = found.month.selectedIndex <= 0
}

function list(found, name) {
  const made = node("select")
  made.name = name
  made.onchange = () => {
    if (name === "month") bound(found)
    ask(found, name, made.value)
  }
  made.owner = found
  return made
}

function fill(select, { label, options, value }) {
  const written = JSON.stringify(options)
  if (select.written !== written) {
    select.written = written
    select.replaceChildren(...options.map(([key, words]) => new Option(words, key)))
  }
  select.setAttribute("aria-label", label)
  select.value = standing(select.owner, select.name, value, () => (select.value = value))
}

function fillLanguage(found, { label, options, value }) {
  found.language.setAttribute("role", "group")
  found.language.setAttribute("aria-label", label)
  if (found.language.childElementCount !== options.length)
    found.language.replaceChildren(
      ...options.map(([key, words]) => {
        const button = node("button", "", words)
        button.lang = key
        button.onclick = () => found.send("language", key)
        return button
      }),
    )
  for (const button of found.language.children) button.setAttribute("aria-pressed", String(button.lang === value))
}
