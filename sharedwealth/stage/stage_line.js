// The line to the server: its loss is marked and nothing else, and what could not be sent is sent when it is back.

const WAITS = [1000, 2000, 4000, 8000, 15000]
const CALM = 5000
const connection = { isUp: true, failures: 0, waiting: [] }

// Small words over the foot of the sheet, one for each reason.
function setMark(name, words) {
  let marks = document.getElementById("marks")
  if (!marks) {
    marks = make("div", "", "", { id: "marks", role: "status" })
    stage.append(marks)
  }
  const last = marks.querySelector(`[data-mark="${name}"]`)
  if (last?.textContent === words) return
  last?.remove()
  if (words) marks.append(make("span", "", words, { "data-mark": name }))
}

function noteConnection(isUp) {
  if (!ABOUT.ready || connection.isUp === isUp) return
  connection.isUp = isUp
  setMark("connection", isUp ? "" : WORDS.away)
  for (const listen of deck.listeners) listen()
  if (!isUp) return
  for (const again of connection.waiting.splice(0)) again()
  for (const [at, sheet] of deck.sheets) if (sheet.isWaiting) prepare(at)
  if (!deck.talk) fetchTalk()
}

async function askReady() {
  try {
    const answer = await fetch(ABOUT.ready, { cache: "no-store", signal: AbortSignal.timeout(4000) })
    const { snapshot } = await answer.json()
    connection.failures = 0
    noteConnection(true)
    const isNewer = deck.talk && snapshot && snapshot !== deck.talk.snapshot
    setMark("snapshot", isNewer ? filled(WORDS.newer, { held: deck.talk.snapshot, snapshot }) : "")
  } catch {
    connection.failures += 1
    noteConnection(false)
  }
  setTimeout(askReady, connection.failures ? WAITS[Math.min(connection.failures, WAITS.length) - 1] : CALM)
}

async function fetchTalk() {
  try {
    const answer = await fetch(ABOUT.talk_address, { signal: AbortSignal.timeout(60000) })
    const found = await answer.json()
    if (!answer.ok) return sayWaiting(found.reason ?? WORDS.waiting)
    Object.assign(ABOUT, { readings: found.readings })
    holdSnapshot(found.talk)
    begin(found.talk)
  } catch (problem) {
    report(problem, "talk")
    sayWaiting(WORDS.waiting)
    noteConnection(false)
    connection.waiting.push(() => deck.talk || fetchTalk())
  }
}

function sayWaiting(words) {
  const waiting = document.getElementById("waiting") ?? stage.appendChild(make("div", "", "", { id: "waiting" }))
  waiting.textContent = words
}

// The address then says month and snapshot, so that opened again it is the same talk.
function holdSnapshot(talk) {
  const address = new URL(location.href)
  address.searchParams.set("snapshot", talk.snapshot)
  address.searchParams.set("month", talk.month)
  address.searchParams.set("area", talk.area)
  history.replaceState(null, "", address)
}

// What went wrong, for the console and the server's log; nothing of it is shown.
function report(problem, where) {
  console.error(where, problem)
  if (!ABOUT.log || report.sent > 20) return
  report.sent = (report.sent ?? 0) + 1
  const words = `${where}: ${problem?.stack ?? problem}`.slice(0, 2000)
  fetch(ABOUT.log, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ words }) }).catch(() => noteConnection(false))
}
