// The parts round every page: badge, cards, tables, and the list of pages. frame.js and choices.js stand above.

export function badge(component) {
  const found = part(component, (made) => {
    made.line = node("div", "badge")
    made.root.append(made.line)
  })
  const { data } = component
  if (!isNews(found, data)) return
  const line = [node("span", `kind ${data.colour}`, data.kind), node("span", "words", data.words)]
  if (data.trail.length) {
    const trail = node("nav", "trail")
    trail.setAttribute("aria-label", data.trail_label)
    for (const [code, name] of data.trail) {
      const button = node("button", "", name)
      button.dataset.code = code
      button.onclick = () => goTo(found, "up", code)
      trail.append(button, node("span", "", "›"))
    }
    trail.append(node("strong", "", data.here))
    line.push(trail)
  }
  if (data.exports.length) line.push(exportsOf(data))
  found.line.replaceChildren(...line)
}

// The page as a file: a list that opens, and closes when the reader goes on.
function exportsOf(data) {
  const menu = node("details", "exports")
  const list = node("div", "files")
  for (const [title, address] of data.exports) {
    const link = node("a", "", title)
    link.href = address
    link.setAttribute("download", "")
    list.append(link)
  }
  menu.append(node("summary", "", data.exports_label), list)
  menu.onclick = ({ target }) => target.closest("a") && setTimeout(() => (menu.open = false))
  menu.onkeydown = ({ key }) => key === "Escape" && (menu.open = false)
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false
  })
  return menu
}

// Maps of the page follow at once.
function goTo(found, name, code) {
  found.send(name, code)
  dispatchEvent(new CustomEvent("sharedwealth:area", { detail: code }))
}

export function cards(component) {
  const found = part(component, (made) => {
    made.grid = node("div", "cards")
    made.told = node("div", "told")
    made.told.hidden = true
    made.told.setAttribute("role", "dialog")
    made.told.id = "told"
    made.told.onmouseenter = () => clearTimeout(made.leaving)
    made.told.onmouseleave = () => leave(made)
    made.told.onkeydown = (event) => escape(made, event)
    made.told.addEventListener("focusout", ({ relatedTarget }) => {
      if (made.pinned && !made.told.contains(relatedTarget) && relatedTarget !== made.pinned.why) hide(made)
    })
    made.root.append(made.grid, made.told)
    made.cards = []
    const forget = showForeseen(made, (data) => (made.root.isConnected ? tell(made, data) : forget()))
  })
  found.key = component.data.key
  tell(found, component.data)
}

function tell(found, data) {
  if (!isNews(found, data)) return
  hide(found)
  found.lineage = data.lineage
  while (found.cards.length < data.cards.length) found.cards.push(card(found))
  for (const spare of found.cards.splice(data.cards.length)) spare.box.remove()
  data.cards.forEach((said, at) => write(found.cards[at], said, data.why))
}

function card(found) {
  const box = node("section", "card")
  const made = { box, label: node("span"), why: node("button", "why", "?"), value: node("div", "value") }
  made.under = node("div", "under")
  made.change = node("div", "change")
  const label = node("div", "label")
  label.append(made.label, made.why)
  box.append(label, made.value, made.under, made.change)
  made.why.setAttribute("aria-describedby", "told")
  made.why.setAttribute("aria-haspopup", "dialog")
  made.why.onmouseenter = made.why.onfocus = () => found.pinned || show(found, made)
  made.why.onmouseleave = () => leave(found)
  made.why.onblur = () => leave(found)
  made.why.onclick = () => (found.pinned === made ? hide(found) : pin(found, made))
  made.why.onkeydown = (event) => escape(found, event)
  found.grid.append(box)
  return made
}

function write(made, said, why) {
  made.said = said
  if (made.label.textContent !== said.label) made.label.textContent = said.label
  if (made.value.textContent !== said.value) made.value.textContent = said.value
  made.value.classList.toggle("long", said.value.length > 9)
  made.under.textContent = said.under ?? ""
  made.under.hidden = !said.under
  const name = `${said.label}: ${why}`
  if (made.why.getAttribute("aria-label") !== name) made.why.setAttribute("aria-label", name)
  made.change.className = `change ${said.colour}`
  const arrow = { up: "▲ ", down: "▼ " }[said.direction] ?? ""
  const beside = said.beside ? [" ", node("span", "beside", said.beside)] : []
  made.change.replaceChildren(node("span", "", arrow + said.change), ...beside)
}

function show(found, made) {
  const { told } = found
  clearTimeout(found.leaving)
  const lineage = node("button", "lineage", `${found.lineage} →`)
  lineage.onclick = () => found.send("lineage", made.said.key)
  told.replaceChildren(...made.said.told.map((line) => node("p", "", line)), ...(made.said.key ? [lineage] : []))
  told.setAttribute("aria-label", made.said.label)
  told.hidden = false
  const at = made.why.getBoundingClientRect()
  const left = Math.max(8, Math.min(at.left - 20, innerWidth - told.offsetWidth - 8))
  const below = at.bottom + 8
  const top = below + told.offsetHeight < innerHeight ? below : Math.max(8, at.top - told.offsetHeight - 8)
  Object.assign(told.style, { left: `${left}px`, top: `${top}px` })
}

// What was clicked stays until Escape, a click elsewhere or a second one, so that its link can be reached.
function pin(found, made) {
  found.pinned = undefined
  show(found, made)
  found.pinned = made
  made.why.setAttribute("aria-expanded", "true")
  found.told.querySelector(".lineage")?.focus({ preventScroll: true })
}

// It returns nothing: a handler that returns false would keep Enter and Tab from doing anything.
function escape(found, { key }) {
  if (key === "Escape") hide(found, true)
}

function leave(found) {
  if (found.pinned) return
  clearTimeout(found.leaving)
  found.leaving = setTimeout(() => found.pinned || hide(found), 180) // time to cross over to it
}

function hide(found, goBack = false) {
  const { pinned } = found
  clearTimeout(found.leaving)
  found.pinned = undefined
  found.told.hidden = true
  pinned?.why.setAttribute("aria-expanded", "false")
  if (goBack && pinned) {
    pinned.why.focus({ preventScroll: true })
    found.told.hidden = true // focus alone would open it again
  }
}

// A small table: rows of cells, the first of which may open something: `open` is what is then sent. Where that is a page,
// `link` is its address, so that it can be opened in a tab of its own. `tall` is how high the table may grow, `wide`
// how narrow it may become before it is moved sideways under its first column.
export function table(component) {
  const found = part(component, (made) => {
    made.frame = node("div", "frame")
    made.frame.tabIndex = 0
    made.root.append(made.frame)
  })
  const { data } = component
  if (!isNews(found, data)) return
  const drawn = node("table", "parts")
  const head = node("tr")
  head.append(...data.headings.map(([words, isNumber]) => node("th", isNumber ? "number" : "", words)))
  head.querySelectorAll("th").forEach((cell) => (cell.scope = "col"))
  drawn.append(node("thead"), node("tbody"))
  drawn.tHead.append(head)
  drawn.tBodies[0].append(...data.rows.map((told) => row(found, data.headings, told)))
  found.frame.setAttribute("aria-label", data.label)
  found.frame.style.maxHeight = data.tall ? `${data.tall}px` : ""
  drawn.style.minWidth = data.wide ? `${data.wide}px` : ""
  found.frame.replaceChildren(drawn)
}

function row(found, headings, { cells, open, link }) {
  const made = node("tr")
  made.append(...cells.map((words, at) => node("td", headings[at][1] ? "number" : "", words)))
  if (!open) return made
  const opener = node(link ? "a" : "button", "", cells[0])
  if (link) opener.href = new URL(link, document.baseURI).href
  opener.dataset.open = open
  opener.onclick = (event) => {
    if (!link) return goTo(found, "open", open)
    if (isForAnotherTab(event)) return
    event.preventDefault()
    turnTo(opener.href)
  }
  made.firstChild.replaceChildren(opener)
  return made
}

export function pages(component) {
  const found = part(component, (made) => {
    made.nav = node("nav", "pages")
    made.root.append(made.nav)
  })
  const { data } = component
  if (!isNews(found, data)) return
  found.nav.setAttribute("aria-label", data.label)
  printing.words = data.printed
  const lines = [node("div", "name", data.name), node("div", "province", data.province)]
  for (const [title, links] of data.groups) {
    lines.push(node("div", "group", title))
    for (const [slug, words, path] of links) {
      const link = node("a", "", words)
      link.href = new URL(`${path}?${data.query}`, document.baseURI).href
      if (slug === data.here) link.setAttribute("aria-current", "page")
      link.onclick = (event) => {
        if (isForAnotherTab(event)) return
        event.preventDefault()
        if (slug !== data.here) found.send("page", slug)
        foldAway()
      }
      lines.push(link)
    }
  }
  const focused = [...found.nav.children].indexOf(found.root.getRootNode().activeElement)
  found.nav.replaceChildren(...lines)
  found.nav.children[focused]?.focus({ preventScroll: true })
}
