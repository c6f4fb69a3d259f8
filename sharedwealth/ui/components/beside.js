// The page one choice away is fetched while the reader looks at this one: charts and maps take from it what is theirs.

const LOOKING = 350 // milliseconds after the page was told; a reader who steps through the months does not want them
let looking

function lookBeside({ url, changes }) {
  if (looking?.url === url) return
  goOn()
  looking = { url, stop: new AbortController() }
  looking.timer = setTimeout(fetchBeside, LOOKING, looking, changes)
}

// What was fetched beside the page that the reader leaves is of no use on the next one.
function goOn() {
  if (!looking) return
  clearTimeout(looking.timer)
  looking.stop.abort()
  looking = undefined
  dispatchEvent(new CustomEvent("sharedwealth:beside", { detail: null }))
}

async function fetchBeside({ url, stop }, changes) {
  if (navigator.connection?.saveData || document.hidden) return // nobody looks, or somebody pays for what they did not ask
  for (const change of changes) {
    const told = await fetch(`${url}?${change}`, { signal: stop.signal, priority: "low" })
      .then((answer) => (answer.status === 200 ? answer.json() : null))
      .catch(() => null) // without it the page is painted when the server answers
    if (stop.signal.aborted) return
    if (told) dispatchEvent(new CustomEvent("sharedwealth:beside", { detail: { change, told } }))
  }
}
