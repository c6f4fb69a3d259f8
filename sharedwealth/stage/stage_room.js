// Dialogues on the stage: the keys, a promise that is made in the room, and a question from it.

const PROMISES = "sharedwealth-promises"

function closeDialog() {
  const dialog = document.querySelector(".dialog")
  if (!dialog) return
  dialog.remove()
  stage.focus()
}

function openDialog(title, ...parts) {
  closeDialog()
  const dialog = make("div", "dialog", "", { role: "dialog", "aria-label": title })
  dialog.append(make("h2", "", title), ...parts)
  stage.append(dialog)
  return dialog
}

function openHelp() {
  if (document.querySelector(".dialog .keys")) return closeDialog()
  const keys = make("div", "keys")
  for (const [key, words] of WORDS.keys) keys.append(make("kbd", "", key), make("span", "", words))
  openDialog(WORDS.help, keys)
}

// The place and the figure that are being looked at, ready to be promised to a day.
function openPromise() {
  const scene = sceneNow()
  const fact = [...(scene.facts ?? []), ...(scene.body?.facts ?? []), scene.body?.after].find(Boolean) ?? {}
  const form = make("form")
  const field = (name, words, value, type = "text") => {
    const label = make("label", "", words)
    const input = make("input", "", "", { name, type })
    input.value = value
    label.append(input)
    form.append(label)
    return input
  }
  const place = field("area_name", WORDS.promise.place, scene.area_name)
  field("measure", WORDS.promise.indicator, scene.body?.measure ?? fact.label ?? "")
  const value = field("value", WORDS.promise.value, fact.figure ? `${fact.figure}${fact.unit ?? ""}` : "")
  field("due", WORDS.promise.due, yearsEnd(), "date")
  field("note", WORDS.promise.note, "")
  const said = make("p", "said")
  const buttons = make("div", "buttons")
  buttons.append(make("button", "first", WORDS.promise.keep), make("button", "", WORDS.promise.download, { type: "button" }))
  form.append(said, buttons)
  buttons.lastChild.addEventListener("click", downloadPromises)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const written = Object.fromEntries(new FormData(form))
    const isOther = written.area_name !== scene.area_name
    const promise = {
      id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, made_at: new Date().toISOString(), briefing: deck.talk.name, step: scene.key,
      area: isOther ? "" : scene.area, indicator: fact.indicator || scene.body?.indicator || "", month: scene.month, snapshot: scene.snapshot, ...written,
    }
    keepPromise(promise).then((words) => (said.textContent = words))
  })
  openDialog(WORDS.promise.title, form)
  place.select()
  value.focus()
}

const yearsEnd = () => `${Math.max(new Date().getFullYear(), Number(deck.talk.month.slice(0, 4)))}-12-31`
const promises = { kept: null }

// What this browser keeps; where it keeps nothing for a file, as long as the document is open.
function keptPromises() {
  try {
    promises.kept ??= JSON.parse(localStorage.getItem(PROMISES) ?? "[]")
  } catch (problem) {
    report(problem, "promises")
    promises.kept = []
  }
  return promises.kept
}

function storePromises(kept) {
  promises.kept = kept
  try {
    localStorage.setItem(PROMISES, JSON.stringify(kept))
  } catch (problem) {
    report(problem, "promises")
  }
}

// Kept in this browser first, so that none is lost; then sent, now or when the server is back.
async function keepPromise(promise) {
  storePromises([...keptPromises(), promise])
  if (!ABOUT.promises) return WORDS.promise.here
  const answer = await sendPromises()
  return answer.problem || (answer.isSent ? WORDS.promise.sent : WORDS.promise.later)
}

// A promise that cannot be taken as it is written goes back to whoever writes it; any other waits for the server.
async function sendPromises() {
  let problem = ""
  for (const promise of keptPromises().filter((each) => !each.is_sent)) {
    try {
      const answer = await fetch(`${ABOUT.promises}?lang=${deck.talk.language}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(promise) })
      if (answer.status === 422) {
        problem = (await answer.json()).problem
        storePromises(keptPromises().filter((each) => each.id !== promise.id))
        continue
      }
      if (!answer.ok) throw new Error(`promises: ${answer.status}`)
      storePromises(keptPromises().map((each) => (each.id === promise.id ? { ...each, is_sent: true } : each)))
    } catch (trouble) {
      report(trouble, "promise")
      connection.waiting.push(sendPromises)
      return { isSent: false, problem }
    }
  }
  return { isSent: true, problem }
}

function downloadPromises() {
  const heads = ["made_at", "area_name", "area", "measure", "indicator", "value", "due", "note", "month", "snapshot", "briefing", "step"]
  const quoted = (value) => `"${String(value ?? "").replace(/"/g, '""').replace(/^([=+\-@])/, "'$1")}"`
  const rows = [heads, ...keptPromises().map((promise) => heads.map((head) => promise[head]))]
  const content = `\uFEFF${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`
  const link = make("a", "", "", { href: URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" })), download: `${deck.talk.name}-promises.csv` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

// A question: choices while it is typed, and the chosen one's answer on the stage.
function openQuestion() {
  const input = make("input", "", "", { type: "text", autocomplete: "off", spellcheck: "false", "aria-label": WORDS.ask.title })
  const list = make("ul", "choices")
  const said = make("p", "said", WORDS.ask.hint)
  const asked = { choices: [], sentence: "", at: 0, run: 0 }
  const write = () => {
    list.replaceChildren(...asked.choices.slice(0, 8).map((choice, at) => {
      const item = make("li", "", choice.text, { "aria-selected": at === asked.at, "data-at": at })
      return item
    }))
    const nothing = input.value.trim() ? asked.sentence || WORDS.ask.nothing : WORDS.ask.hint
    said.textContent = asked.choices.length ? "" : nothing
  }
  const take = async (choice) => {
    const answer = choice.scene ? choice : await askFor(choice.q ?? choice.text)
    const scene = answer.scene ?? answer
    if (scene?.body) return answerWith(scene)
    Object.assign(asked, { choices: answer.choices ?? [], sentence: answer.sentence ?? "", at: 0 })
    write()
  }
  input.addEventListener("input", async () => {
    const run = (asked.run += 1)
    const words = input.value.trim()
    const found = words ? await askFor(words, true) : { choices: [] }
    if (run !== asked.run) return
    Object.assign(asked, { choices: found.choices ?? [found.scene ?? found].filter((each) => each.body).map((scene) => ({ text: scene.headline, scene })), sentence: found.sentence ?? "", at: 0 })
    write()
  })
  input.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by && asked.choices.length) {
      event.preventDefault()
      asked.at = (asked.at + by + asked.choices.length) % Math.min(8, asked.choices.length)
      write()
    }
    if (event.key === "Enter" && !event.isComposing) take(asked.choices[asked.at] ?? { q: input.value.trim() }).catch((problem) => report(problem, "question"))
  })
  list.addEventListener("click", (event) => {
    const at = event.target.closest("li")?.dataset.at
    if (at !== undefined) take(asked.choices[Number(at)]).catch((problem) => report(problem, "question"))
  })
  openDialog(WORDS.ask.title, input, list, said)
  input.focus()
}

function answerWith(scene) {
  closeDialog()
  leaveOver()
  open({ ...scene, key: `answer/${scene.key ?? ""}`, number: 0 })
}

// The server's answer, or what this talk itself holds where there is no server.
async function askFor(words, isTyping = false) {
  if (ABOUT.ask && connection.isUp) {
    const query = new URLSearchParams({ q: words, month: deck.talk.month, snapshot: deck.talk.snapshot, lang: deck.talk.language, ...(isTyping ? { choices: "1" } : {}) })
    try {
      const answer = await fetch(`${ABOUT.ask}?${query}`, { signal: AbortSignal.timeout(5000) })
      if (answer.ok) return await answer.json()
      if (answer.status === 404) ABOUT.ask = ""
    } catch {
      noteConnection(false)
    }
  }
  return { choices: ownAnswers(words) }
}
