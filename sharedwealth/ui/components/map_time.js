// The slider under a map and its play button. All months of the map are fetched once; going through them asks nothing.

const BEAT = 700 // milliseconds that a month stands while playing

const monthsAt = (address) => once(address, async (answer) => readMonths(await answer.json()))

// Each month's data, laid together from what all share and what is its own.
function readMonths({ months, same, each, points }) {
  const layers = points && classesByMonth(points, months.length)
  const found = new Map()
  months.forEach((month, at) => {
    const layer = layers && { ...points.same, looks: points.looks[at], bytes: layers[at] }
    found.set(month, { ...same, ...each[at], ...(layer && { points: layer }) })
  })
  return found
}

function classesByMonth({ first, changes }, count) {
  const found = [bytesOf(first)]
  for (let month = 1; month < count; month += 1) {
    const bytes = found[month - 1].slice()
    const [distances, classes] = changes[month - 1]
    let at = 0
    distances.forEach((distance, which) => {
      at += distance
      bytes[at] = classes[which]
    })
    found.push(bytes)
  }
  return found
}

// A letter holds the classes of two points, nine to each, and there is no backslash among the letters.
function bytesOf(letters) {
  const found = new Uint8Array(2 * letters.length)
  for (let at = 0; at < letters.length; at += 1) {
    const code = letters.charCodeAt(at)
    const value = code - (code > 92 ? 36 : 35)
    found[2 * at] = Math.floor(value / 9)
    found[2 * at + 1] = value % 9
  }
  return found
}

function createTime() {
  const time = {
    bar: element("div", "time"), play: button(["M5 3v10l8-5z"]), slider: element("input", "slider"),
    years: element("div", "years"), said: element("output", "said"), moment: element("div", "moment"),
    isPlaying: false, isMoving: false, at: 0, told: null, asked: null,
  }
  time.play.className = "play"
  time.slider.type = "range"
  time.slider.min = time.slider.step = "1"
  const track = element("div", "track")
  track.append(time.slider, time.years)
  time.bar.append(time.play, track, time.said)
  time.bar.hidden = time.moment.hidden = true
  time.moment.setAttribute("aria-hidden", "true")
  return time
}

function listenToTime(map) {
  const { time } = map
  time.play.onclick = () => (time.isPlaying ? stopAt(map, time.at) : play(map))
  time.slider.oninput = () => {
    halt(time)
    time.isMoving = true
    goTo(map, Number(time.slider.value) - 1)
  }
  // Held down, a key repeats: the page follows once the reader rests on a month.
  time.slider.onchange = () => {
    clearTimeout(time.resting)
    time.resting = setTimeout(() => stopAt(map, time.at), 150)
  }
  time.bar.onkeydown = (event) => {
    if (event.key !== " " || event.target === time.play) return // the button does so by itself
    event.preventDefault()
    time.play.onclick()
  }
}

// What a run says of the months; a reader on the way through them is not interrupted by an answer to an earlier wish.
function tellTime(map, told) {
  const { time } = map
  time.bar.hidden = !told
  if (!told) return halt(time)
  const isOther = told.url !== time.told?.url
  time.told = told
  if (isOther) {
    halt(time)
    writeYears(time)
    clearTimeout(time.fetching)
    // After the map is painted and the reader has settled on it: what is drilled through is not fetched.
    time.fetching = setTimeout(() => !map.gone && monthsAt(told.url).promise?.catch(() => {}), 500)
  }
  time.slider.setAttribute("aria-label", told.words.month)
  if (!time.isMoving) showAt(map, told.months.indexOf(told.month))
}

// Whether the map shows another month than the run's, on purpose.
function isAhead(map, told) {
  const { time } = map
  if (!told || told.url !== time.told?.url) return false
  if (time.isMoving) return true
  const isEarlier = time.asked !== null && told.month !== time.asked && performance.now() - time.askedAt < 4000
  if (!isEarlier) time.asked = null
  return isEarlier
}

function writeYears(time) {
  const { months } = time.told
  time.slider.max = String(months.length)
  const last = Math.max(months.length - 1, 1)
  const marks = months.flatMap((month, at) => (month.endsWith("-01") ? [[month.slice(0, 4), at / last]] : []))
  time.years.replaceChildren(
    ...marks.map(([year, share]) => {
      const mark = element("span", "year", year)
      mark.style.left = `calc(8px + (100% - 16px) * ${share.toFixed(4)})`
      return mark
    }),
  )
}

function showAt(map, at) {
  const { time } = map
  const name = time.told.names[at]
  time.at = at
  time.slider.value = String(at + 1)
  time.slider.setAttribute("aria-valuetext", name)
  time.said.textContent = time.moment.textContent = map.caption.textContent = name
  time.moment.hidden = !time.isMoving || !map.momentRect
  time.said.classList.toggle("large", time.isMoving && !map.momentRect)
  nameControl(time.play, time.isPlaying ? time.told.words.pause : time.told.words.play)
  time.play.classList.toggle("playing", time.isPlaying)
  time.play.firstChild.firstChild.setAttribute("d", time.isPlaying ? "M4 3h3v10h-3zM9 3h3v10h-3z" : "M5 3v10l8-5z")
}

// A month is painted at once where the months are there; else the server's answer paints it when the reader stops.
function goTo(map, at) {
  const { time } = map
  showAt(map, at)
  const month = time.told.months[at]
  dispatchEvent(new CustomEvent("sharedwealth:passing", { detail: month }))
  paintMonth(map, month)
}

function paintMonth(map, month) {
  const data = monthsAt(map.time.told.url).value?.get(month)
  if (data) update(map, { ...data, height: map.height, time: map.time.told })
  return Boolean(data)
}

function play(map) {
  const { time } = map
  const last = time.told.months.length - 1
  const { url } = time.told
  const entry = monthsAt(url)
  time.isPlaying = time.isMoving = true
  const begin = () => {
    if (map.gone || !time.isPlaying || time.told.url !== url) return
    goTo(map, time.at >= last ? 0 : time.at)
    time.beat = setInterval(() => {
      goTo(map, time.at + 1)
      if (time.at >= last) stopAt(map, last)
    }, BEAT)
  }
  showAt(map, time.at)
  if (entry.value) return begin()
  entry.promise.then(begin, () => {
    stopAt(map, time.at)
    showFailure(map)
  })
}

function halt(time) {
  clearInterval(time.beat)
  clearTimeout(time.resting)
  time.isPlaying = time.isMoving = false
}

// The month goes to the page, which follows.
function stopAt(map, at) {
  const { time } = map
  halt(time)
  showAt(map, at)
  if (map.scene) paint(map) // without the large month, its room is free for names
  const month = time.told.months[at]
  if (month === time.told.month) return dispatchEvent(new CustomEvent("sharedwealth:passing", { detail: month }))
  time.asked = month
  time.askedAt = performance.now()
  dispatchEvent(new CustomEvent("sharedwealth:month", { detail: month }))
  map.tell("month", month)
}

// A step elsewhere on the page is painted at once, too.
function follow(map, month) {
  const { time } = map
  if (!time.told || time.isMoving || time.told.months[time.at] === month) return
  const at = time.told.months.indexOf(month)
  if (at < 0) return
  time.asked = month
  time.askedAt = performance.now()
  showAt(map, at)
  paintMonth(map, month)
}
