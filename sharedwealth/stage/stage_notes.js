// The presenter's notes in a window of their own. It is written by the stage itself, so it follows without a server.

const notes = { window: null }

function openNotes() {
  notes.window = window.open("", "sharedwealth-notes", "width=900,height=700")
  if (!notes.window) return setMark("notes", WORDS.notes_blocked)
  setMark("notes", "")
  const { document: page } = notes.window
  page.title = WORDS.notes
  page.documentElement.lang = document.documentElement.lang
  const style = page.createElement("style")
  style.textContent = `body{margin:0;padding:28px 36px;background:#0E1519;color:#F2F5F3;font:22px/1.5 ${FONT}}
    h1{font-size:26px;line-height:1.35}p{margin:0 0 14px}.script{font-size:30px;white-space:pre-line;margin:18px 0}.quiet{color:#A9B6BD}
    .clock{position:fixed;right:28px;top:20px;font-size:34px;font-variant-numeric:tabular-nums}.next{border-top:1px solid #2A3740;padding-top:14px}
    .warning{color:#F0B35A}h1,.clock + p{margin-right:220px}`
  page.head.replaceChildren(style)
  page.body.replaceChildren()
  if (!notes.window.isListening) notes.window.addEventListener("keydown", press)
  notes.window.isListening = true
  writeNotes()
  clearInterval(notes.timer)
  notes.timer = setInterval(writeClock, 1000)
}

function writeNotes() {
  if (!notes.window || notes.window.closed || !deck.talk) return
  const { document: page } = notes.window
  const scene = sceneNow()
  const next = deck.talk.scenes[deck.at + 1]
  const part = (name, className, words) => {
    const node = page.createElement(name)
    node.className = className
    node.textContent = words
    return node
  }
  const facts = [...(scene.facts ?? []), ...(scene.body?.facts ?? [])].map((fact) => `${fact.label} ${fact.figure}${fact.unit ? ` ${fact.unit}` : ""}${fact.beneath ? (ABOUT.language === "zh" ? `（${fact.beneath}）` : ` (${fact.beneath})`) : ""}`)
  const body = [
    part("div", "clock", ""),
    part("p", "quiet", `${scene.number}/${scene.count} · ${scene.badge ?? ""}`),
    part("h1", "", scene.headline),
    part("div", "script", scene.script || WORDS.no_script),
    part("p", "quiet", [...new Set(facts)].join(" · ")),
    part("p", "next", next ? `${WORDS.next} ${next.headline}` : WORDS.last),
  ]
  const warnings = [scene.holds === false ? WORDS.not_held : "", connection.isUp ? "" : WORDS.away, ABOUT.stale && isStale() ? ABOUT.stale.words : ""]
  body.push(...warnings.filter(Boolean).map((words) => part("p", "warning", words)))
  page.body.replaceChildren(...body)
  writeClock()
}

function writeClock() {
  if (!notes.window || notes.window.closed) return clearInterval(notes.timer)
  const seconds = Math.floor((Date.now() - deck.begun) / 1000)
  const clock = notes.window.document.querySelector(".clock")
  if (clock) clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

// Whether the day is past by which the next month's ledger was due.
const isStale = () => new Date().toISOString().slice(0, 10) > ABOUT.stale.after
