// The page one choice away is fetched while the reader looks at this one: charts and maps take from it what is theirs.

const LOOKING = 350 // milliseconds after the page was told; a reader who steps through the months does not want them
const PAUSE = 1000 // and before what is less likely to be chosen
const LINGERING = 90 // on a place that can be clicked or picked; a pointer that only passes wants nothing
const CHOICES = ["month", "type", "area", "choice"]
let looking
let lately = "month" // what was changed last is the likeliest to be changed again
let lingering
for (const each of CHOICES)
  addEventListener(`sharedwealth:${each}`, () => {
    if (each !== "choice") lately = each
    clearTimeout(lingering)
    looking?.stop.abort()
  })
addEventListener("sharedwealth:likely", ({ detail: change }) => {
  clearTimeout(lingering)
  lingering = setTimeout(fetchOne, LINGERING, looking, change)
})

function lookBeside({ url, changes }) {
  if (looking?.url === url && !looking.stop.signal.aborted) return
  goOn()
  looking = { url, stop: new AbortController(), fetched: new Set() }
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

async function fetchBeside(wanted, changes) {
  const isLikely = (change) => change.startsWith(lately)
  await fetchEach(wanted, changes.filter(isLikely))
  await new Promise((done) => setTimeout(done, PAUSE))
  await fetchEach(wanted, changes.filter((each) => !isLikely(each)))
}

async function fetchEach(wanted, changes) {
  for (const change of changes) await fetchOne(wanted, change)
}

async function fetchOne(wanted, change) {
  if (navigator.connection?.saveData || document.hidden) return // nobody looks, or somebody pays for what they did not ask
  if (!wanted || wanted.stop.signal.aborted || wanted.fetched.has(change)) return
  const { url, stop, fetched } = wanted
  fetched.add(change)
  const told = await fetch(`${url}?${change}`, { signal: stop.signal, priority: "low" })
    .then((answer) => (answer.status === 200 ? answer.json() : null))
    .catch(() => null) // without it the page is painted when the server answers
  if (!told) fetched.delete(change)
  else if (!stop.signal.aborted) dispatchEvent(new CustomEvent("sharedwealth:beside", { detail: { change, told } }))
}
