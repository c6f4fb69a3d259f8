// What lies beside the page, see beside.js: whoever has a key is shown what it will be told as soon as the reader chooses.
// What was foreseen is of one page, and is forgotten at the choice; returns what ends it.
function showForeseen(owner, show) {
  const beside = new Map()
  const change = (chosen) => {
    const told = beside.get(chosen)
    beside.clear()
    if (told) show(told, chosen)
  }
  const listeners = {
    "sharedwealth:beside": ({ detail: news }) => {
      if (!news) beside.clear()
      else if (owner.key in news.told) beside.set(news.change, news.told[owner.key])
    },
  }
  listeners["sharedwealth:choice"] = ({ detail: chosen }) => change(chosen)
  for (const name of ["month", "type", "area"]) listeners[`sharedwealth:${name}`] = ({ detail: value }) => change(`${name}=${value}`)
  for (const [name, heard] of Object.entries(listeners)) addEventListener(name, heard)
  return () => Object.entries(listeners).forEach(([name, heard]) => removeEventListener(name, heard))
}

// The reader lingers on what is a click away: what it would show is asked for.
const foreseeChange = (change) => dispatchEvent(new CustomEvent("sharedwealth:likely", { detail: change }))
