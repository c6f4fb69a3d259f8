// Where files are dropped, and lists of rows that wrap: findings, publications, restated figures. AT_ONCE is served with it.

export function drop(component) {
  const found = part(component, buildDrop)
  const { data } = component
  if (!isNews(found, data)) return
  found.data = data
  found.title.textContent = data.title
  found.button.textContent = data.button
  found.hint.textContent = data.hint
  found.input.setAttribute("aria-label", data.button)
  found.input.accept = data.accept
  found.zone.setAttribute("aria-label", data.title)
  if (found.asked !== data.asked) found.lines.replaceChildren()
  found.asked = data.asked
}

function buildDrop(made) {
  made.zone = node("div", "zone")
  made.zone.setAttribute("role", "group")
  made.title = node("div", "title")
  made.hint = node("div", "hint")
  made.button = node("button", "choose")
  made.button.type = "button"
  made.input = node("input")
  made.input.type = "file"
  made.input.multiple = true
  made.input.hidden = true
  made.lines = node("div", "lines")
  made.lines.setAttribute("aria-live", "polite")
  const words = node("div", "words")
  words.append(made.title, made.hint)
  made.zone.append(words, made.button, made.input)
  made.root.append(made.zone, made.lines)
  made.button.onclick = () => made.input.click()
  made.input.onchange = () => {
    send(made, [...made.input.files])
    made.input.value = ""
  }
  let entered = 0
  const over = (is) => made.zone.classList.toggle("over", is)
  made.zone.ondragenter = (event) => (event.preventDefault(), (entered += 1), over(true))
  made.zone.ondragleave = () => ((entered -= 1), entered || over(false))
  made.zone.ondragover = (event) => event.preventDefault()
  made.zone.ondrop = (event) => {
    event.preventDefault()
    entered = 0
    over(false)
    send(made, [...event.dataTransfer.files])
  }
  // A file that misses the zone would otherwise take the page's place in the browser.
  for (const name of ["dragover", "drop"]) addEventListener(name, keepThePage)
}

function keepThePage(event) {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault()
}

// Sends the files, a few at a time, and says which have arrived when all are through.
async function send(found, files) {
  const { data } = found
  if (found.isSending || !files.length) return
  if (files.length > data.most_files) return found.lines.replaceChildren(node("p", "problem", data.too_many))
  found.isSending = true
  found.button.disabled = true
  found.zone.setAttribute("aria-busy", "true")
  const said = files.map((file) => node("p", "sending", `${file.name} · ${data.sending}`))
  found.lines.replaceChildren(...said)
  const arrived = files.map(() => undefined)
  const waiting = files.map((_, at) => at)
  const work = async () => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const answer = await post(files[at], data)
      if (answer.token) arrived[at] = { token: answer.token, name: files[at].name }
      said[at].textContent = answer.token ? `${files[at].name} · ${data.sent}` : answer.problem
      said[at].className = answer.token ? "sent" : "problem"
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  found.isSending = false
  found.button.disabled = false
  found.zone.removeAttribute("aria-busy")
  const whole = arrived.filter(Boolean)
  if (whole.length) found.send("files", whole)
}

async function post(file, data) {
  const about = (sentence) => ({ problem: sentence.replace("{file}", file.name) })
  if (file.size > data.most_bytes) return about(data.too_large)
  const address = new URL("uploads", document.baseURI)
  address.search = new URLSearchParams({ name: file.name, lang: data.language, for: data.what })
  try {
    const answer = await fetch(address, { method: "POST", body: file, headers: { "x-sharedwealth": "upload" } })
    const told = await answer.json()
    return told.token || told.problem ? told : about(data.failed)
  } catch {
    return about(data.failed)
  }
}

export function listing(component) {
  const found = part(component, (made) => {
    made.box = node("div", "listing")
    made.box.tabIndex = 0
    made.table = node("table")
    made.more = node("p", "more")
    made.box.append(made.table)
    made.root.append(made.box, made.more)
  })
  const { data } = component
  if (!isNews(found, data)) return
  found.box.setAttribute("role", "region")
  found.box.setAttribute("aria-label", data.label)
  found.box.style.maxHeight = data.height ? `${data.height}px` : ""
  found.more.textContent = data.more
  found.more.hidden = !data.more
  const head = node("tr")
  for (const column of data.columns) {
    const cell = node("th", column.look ?? "", column.title)
    cell.scope = "col"
    head.append(cell)
  }
  const top = node("thead")
  top.append(head)
  const body = node("tbody")
  for (const row of data.rows) body.append(line(found, data.columns, row))
  found.table.replaceChildren(top, body)
}

function line(found, columns, row) {
  const made = node("tr", row.look ?? "")
  row.cells.forEach((words, at) => {
    const column = columns[at]
    const cell = node("td", column.look ?? "")
    cell.dataset.title = column.title
    if (column.look === "pick") {
      if (words) {
        const button = node("button", "", words)
        button.onclick = () => found.send("picked", row.key)
        cell.append(button)
      }
    } else {
      cell.append(node("span", "", words))
    }
    if (!words) cell.classList.add("empty")
    made.append(cell)
  })
  return made
}
