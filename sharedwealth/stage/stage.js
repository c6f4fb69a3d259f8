// The beginning: the sheet takes the window's size, keys are heard, and the talk comes with the document or by a request.

function fit() {
  const k = Math.min(innerWidth / WIDE, innerHeight / HIGH)
  stage.style.transform = `translate(${(innerWidth - WIDE * k) / 2}px, ${(innerHeight - HIGH * k) / 2}px) scale(${k})`
}

fit()
addEventListener("resize", fit)
addEventListener("keydown", press)
addEventListener("click", click)
addEventListener("pointermove", hideStillPointer)
addEventListener("hashchange", () => deck.talk && turnTo(stepAt(location.hash) ?? deck.at))
addEventListener("error", (event) => report(event.error ?? event.message, "page"))
addEventListener("unhandledrejection", (event) => report(event.reason, "promise of the page"))
deck.listeners.push(writeNotes)
document.documentElement.classList.toggle("dark", (new URLSearchParams(location.search).get("ground") ?? ABOUT.ground) === "dark")

if (ABOUT.stale && isStale()) setMark("stale", ABOUT.stale.words)
if (ABOUT.talk) begin(ABOUT.talk)
else {
  sayWaiting(WORDS.waiting)
  fetchTalk()
  setTimeout(askReady, CALM)
}
