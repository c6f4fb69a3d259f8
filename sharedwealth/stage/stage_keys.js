// What keys, clickers, fingers and the mouse do. Letters work in either language's keyboard, by their place.

const TWO_DIGITS = 700
const EDGE = 72
const pressed = { digits: "", timer: 0, chosen: "" }

const forward = () => turnTo(Math.min(deck.at + 1, deck.talk.scenes.length - 1))
const back = () => turnTo(Math.max(deck.at - 1, 0))

const KEYS = {
  ArrowRight: forward, PageDown: forward, " ": forward, ArrowLeft: back, PageUp: back,
  Home: () => turnTo(0), End: () => turnTo(deck.talk.scenes.length - 1),
  ArrowDown: () => chooseArea(1), ArrowUp: () => chooseArea(-1), Enter: () => pressed.chosen && drillInto(pressed.chosen),
  Backspace: () => { unchoose(); goBack(deck.over.length - 1) }, Escape: returnToStep, F5: toggleFull, ".": toggleBlank, "?": openHelp, "？": openHelp,
}
const LETTERS = { KeyB: toggleBlank, KeyF: toggleFull, KeyN: openNotes, KeyT: toggleSpot, KeyM: openPromise, KeyG: toggleGround }

function press(event) {
  if (!deck.talk || event.isComposing) return
  const isAsking = (event.ctrlKey || event.metaKey) && event.code === "KeyK"
  if (isAsking) return act(event, openQuestion)
  const isTyping = document.querySelector(".dialog input")
  if (isTyping && !["Escape", "PageUp", "PageDown"].includes(event.key)) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (/^[0-9]$/.test(event.key)) return act(event, () => digit(event.key))
  const action = KEYS[event.key] ?? LETTERS[event.code]
  if (action) act(event, action)
}

// A key that fails is logged, and the next one works.
function act(event, action) {
  event.preventDefault()
  const started = event.timeStamp
  try {
    action(event)
  } catch (problem) {
    report(problem, `key ${event.key}`)
  }
  notePaint(started)
}

// From key to picture, for whoever measures: the frame after the next is on the screen.
function notePaint(started) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => performance.measure("painted", { start: started, end: performance.now() })
    port2.postMessage(0)
  })
}

function digit(figure) {
  clearTimeout(pressed.timer)
  pressed.digits += figure
  const number = Number(pressed.digits)
  const count = deck.talk.scenes.length
  const go = () => {
    pressed.digits = ""
    if (number >= 1) turnTo(Math.min(number, count) - 1)
  }
  if (pressed.digits.length >= 2 || number * 10 > count) go()
  else pressed.timer = setTimeout(go, TWO_DIGITS)
}

// Everything that was opened, chosen or dimmed goes; the step stands as it stood.
function returnToStep() {
  closeDialog()
  unchoose()
  document.getElementById("blank")?.remove()
  if (document.getElementById("spot")) toggleSpot()
  goBack()
}

function toggleBlank() {
  const blank = document.getElementById("blank")
  if (blank) blank.remove()
  else stage.append(make("div", "", "", { id: "blank" }))
}

async function toggleFull() {
  if (document.fullscreenElement) return document.exitFullscreen()
  await document.documentElement.requestFullscreen().catch((problem) => report(problem, "full screen"))
  // Else Esc would leave full screen instead of going back to the step.
  navigator.keyboard?.lock?.(["Escape"]).catch((problem) => report(problem, "keyboard lock"))
}

function toggleGround() {
  const isDark = document.documentElement.classList.toggle("dark")
  const address = new URL(location.href)
  address.searchParams.set("ground", isDark ? "dark" : "light")
  history.replaceState(null, "", address)
}

function toggleSpot() {
  const spot = document.getElementById("spot")
  if (spot) {
    spot.remove()
    return removeEventListener("pointermove", moveSpot)
  }
  stage.append(make("div", "", "", { id: "spot" }))
  addEventListener("pointermove", moveSpot)
  moveSpot(pressed.pointer ?? { clientX: innerWidth / 2, clientY: innerHeight / 2 })
}

function moveSpot({ clientX, clientY }) {
  const [x, y] = onStage(clientX, clientY)
  document.getElementById("spot").style.background = `radial-gradient(circle 230px at ${x}px ${y}px, transparent 98%, rgba(0,0,0,0.62))`
}

function onStage(clientX, clientY) {
  const box = stage.getBoundingClientRect()
  return [((clientX - box.left) * WIDE) / box.width, ((clientY - box.top) * HIGH) / box.height]
}

// The areas of a map by keyboard: down and up choose one, Enter opens it.
function chooseArea(by) {
  const sheet = sheetNow()
  const areas = [...(sheet?.querySelectorAll(".area.opens") ?? [])]
  if (areas.length === 0) return
  const last = areas.findIndex((area) => area.dataset.code === pressed.chosen)
  const area = areas[(last + by + areas.length) % areas.length]
  unchoose()
  pressed.chosen = area.dataset.code
  const ring = area.cloneNode()
  ring.setAttribute("class", "chosen")
  ring.removeAttribute("style")
  sheet.querySelector(".marks").append(ring)
}

function unchoose() {
  pressed.chosen = ""
  for (const ring of stage.querySelectorAll(".chosen")) ring.remove()
}

// A click opens an area or a crumb; at the left and right edge it turns the page, as a finger would.
function click(event) {
  if (!deck.talk || event.target.closest?.(".dialog")) return
  if (document.getElementById("blank")) return toggleBlank()
  closeDialog()
  const crumb = event.target.closest?.(".crumbs button")
  if (crumb) return goBack(Number(crumb.dataset.level))
  const area = event.target.closest?.(".area.opens")
  if (area) {
    unchoose()
    return drillInto(area.dataset.code)
  }
  const [x] = onStage(event.clientX, event.clientY)
  if (isAway()) return
  if (x < EDGE) back()
  else if (x > WIDE - EDGE) forward()
}

function hideStillPointer(event) {
  pressed.pointer = event
  document.documentElement.classList.remove("still")
  clearTimeout(pressed.still)
  pressed.still = setTimeout(() => document.documentElement.classList.add("still"), 3000)
}
