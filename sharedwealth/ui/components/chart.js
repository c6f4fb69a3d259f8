// Draws every figure: one living Plotly node per chart, brought up to date with Plotly.react at each run.
// DARK_OF (light colour -> dark colour), LIBRARY (the script's name) and LOOK (the common template of all figures)
// stand above this line when it is served.

const CONFIG = { displayModeBar: false, displaylogo: false, showTips: false, doubleClick: "reset", responsive: false }
const NEAR = "150px"
const STRIDES = [1, 2, 3, 6, 12, 24, 60, 120]

const charts = new WeakMap()
let library

export function draw(component) {
  const { parentElement } = component
  if (!charts.has(parentElement)) charts.set(parentElement, new Chart(parentElement))
  return charts.get(parentElement).take(component)
}

export function leave(parentElement) {
  const chart = charts.get(parentElement)
  if (!chart || parentElement.isConnected) return // a rerun of the same chart, which goes on living
  charts.delete(parentElement)
  chart.end()
}

function plotly() {
  library ??= rested().then(() => new Promise((ready, failed) => {
    if (window.Plotly) return ready(window.Plotly)
    const script = document.createElement("script")
    script.src = new URL(`assets/${LIBRARY}`, document.baseURI).href
    script.onload = () => ready(window.Plotly)
    script.onerror = () => failed(new Error(`${script.src} did not load`))
    document.head.append(script)
  })).catch(problem => {
    library = undefined // the next run tries again
    throw problem
  })
  return library
}

// The library takes longer to read than the rest of a page to draw: cards and maps go before it.
function rested() {
  if (!window.requestIdleCallback) return new Promise(ready => setTimeout(ready, 100))
  return new Promise(ready => requestIdleCallback(ready, { timeout: 1500 }))
}

class Chart {
  constructor(parentElement) {
    this.frame = parentElement.querySelector(".sw-chart")
    this.node = parentElement.querySelector(".sw-chart-figure")
    this.note = parentElement.querySelector(".sw-chart-note")
    this.spoken = parentElement.querySelector(".sw-chart-spoken")
    this.queue = Promise.resolve()
    this.paints = 0
    this.at = -1
    this.observer = new ResizeObserver(() => this.resized())
    this.observer.observe(this.node)
    // A figure that nobody can see yet is drawn when it comes near; what it is to show is known by then. Those in
    // sight come first, so that is observed first.
    this.sight = new IntersectionObserver(([seen]) => (this.isInSight = seen.isIntersecting))
    this.sight.observe(this.frame)
    this.nearness = new IntersectionObserver(([seen]) => this.neared(seen.isIntersecting), { rootMargin: NEAR })
    this.nearness.observe(this.frame)
    this.printed = () => this.neared(true)
    this.paper = matchMedia("print")
    this.laid = () => this.onPaper()
    this.paper.addEventListener("change", this.laid)
    this.ending = showForeseen(this, told => setTimeout(() => this.isNear && this.put(told.figure, told.height))) // the map goes first
    addEventListener("beforeprint", this.printed)
    this.node.onkeydown = event => this.pressed(event)
    this.node.onblur = () => this.unpoint()
  }

  // Drawn in the same breath when it can be seen: what must wait its turn comes after all that is below the fold.
  take({ data, setTriggerValue }) {
    const { key, alt, height, failed, opens, figure } = JSON.parse(new TextDecoder().decode(data))
    this.emit = point => setTriggerValue("picked", point)
    Object.assign(this, { key, opens })
    if (this.node.getAttribute("aria-label") !== alt) this.node.setAttribute("aria-label", alt)
    if (this.note.textContent !== failed) this.note.textContent = failed
    this.put(figure, height)
  }

  // What is on show already, because it was foreseen, is not drawn again; another theme or height is.
  put(figure, height) {
    this.frame.style.height = `${height}px`
    const look = `${groundOf(this.frame)} ${height}`
    const written = JSON.stringify(figure)
    if (written === this.figure && look === this.look && !this.node.dataset.failed) return
    Object.assign(this, { figure: written, look })
    this.ask()
  }

  ask() {
    this.isWanted = true
    if (this.isNear) this.queue = this.queue.then(() => (this.isInSight ? null : rested())).then(() => this.paint())
  }

  neared(isNear) {
    this.isNear = isNear
    if (isNear && this.isWanted) this.ask()
  }

  resized() {
    if (this.figure && Math.abs(this.node.clientWidth - (this.width ?? 0)) > 1) this.ask()
  }

  async paint() {
    try {
      const Plotly = await plotly()
      if (!this.isWanted || !this.node.clientWidth) return // hidden: the observer asks again when it is shown
      this.isWanted = false
      await this.drawn(Plotly)
      this.listen(Plotly)
      this.note.hidden = true
      delete this.node.dataset.failed
      this.node.dataset.painted = String(++this.paints)
    } catch (problem) {
      this.fail(problem)
    }
  }

  drawn(Plotly) {
    this.width = this.node.clientWidth
    const ground = groundOf(this.frame)
    const isDark = lightness(ground) < 0.5
    this.frame.style.setProperty("--sw-ground", ground) // words are drawn with a rim of it, see chart.css
    const { data, layout } = fitted(this.figure, this.width, isDark)
    this.ticks = layout.meta?.ticks
    layout.width = this.width
    layout.height = this.frame.clientHeight
    layout.uirevision = "kept" // what the reader zoomed to outlives the next figure
    this.thin(layout, this.zoomed())
    this.node.dataset.theme = isDark ? "dark" : "light"
    this.node.classList.toggle("sw-heat", data.some(({ type }) => type === "heatmap"))
    if (data.some(({ type }) => type === "sankey")) this.forget(Plotly)
    return Plotly.react(this.node, data, layout, CONFIG)
  }

  // Plotly lets a Sankey diagram glide to its next state for half a second; drawn anew it stands there at once.
  forget(Plotly) {
    Plotly.purge(this.node)
    this.isListening = false
  }

  // Paper does not wait: its width and its colours are drawn at once, and those of the screen when it is done.
  onPaper() {
    if (!this.paper.matches) return this.figure && this.ask()
    if (!window.Plotly || !this.figure || !this.node.clientWidth) return
    this.drawn(window.Plotly).catch(problem => this.fail(problem))
  }

  listen(Plotly) {
    if (this.isListening) return
    this.isListening = true
    this.node.on("plotly_click", event => this.pick(event.points[0]))
    this.node.on("plotly_hover", event => this.pointed(event.points[0]))
    this.node.on("plotly_unhover", () => this.node.classList.remove("sw-pickable"))
    this.node.on("plotly_relayout", () => {
      const change = this.thin({}, this.zoomed())
      if (change) Plotly.relayout(this.node, { "xaxis.tickvals": change.tickvals, "xaxis.ticktext": change.ticktext })
    })
  }

  // What a pick would open is asked for while the pointer stays on it.
  pointed(point) {
    const code = codeOf(point)
    this.node.classList.toggle("sw-pickable", this.opens ? Boolean(code) : isPickable(point))
    if (this.opens && code) foreseeChange(`area=${code}`)
  }

  fail(problem) {
    this.note.hidden = false
    this.node.dataset.failed = String(problem)
    if (this.said !== String(problem)) console.error(problem)
    this.said = String(problem)
  }

  end() {
    this.observer.disconnect()
    this.nearness.disconnect()
    this.sight.disconnect()
    removeEventListener("beforeprint", this.printed)
    this.paper.removeEventListener("change", this.laid)
    this.ending()
    window.Plotly?.purge(this.node)
  }

  // The range the reader has zoomed to, in milliseconds; null while all of it is in sight.
  zoomed() {
    const axis = this.node._fullLayout?.xaxis
    const asBuilt = this.node.layout?.xaxis?.range
    if (axis?.type !== "date" || !asBuilt || String(asBuilt) === String(this.built)) return null
    return axis.range.map(end => Date.parse(end.replace(" ", "T")))
  }

  // Picks from a figure's ready texts those that fit beside each other in the range in sight.
  thin(layout, range) {
    if (!this.ticks) return null
    if (layout.xaxis) this.built = [...layout.xaxis.range] // Plotly writes a zoom into the array itself
    const [first, last] = range ?? this.built.map(end => Date.parse(end))
    const seen = this.ticks.vals.map((_, at) => at).filter(at => {
      const when = Date.parse(this.ticks.vals[at])
      return when >= first && when <= last
    })
    const room = Math.max(2, Math.floor((this.width - 60) / this.ticks.room))
    const stride = STRIDES.find(step => Math.ceil(seen.length / step) <= room) ?? STRIDES.at(-1)
    const chosen = seen.filter(at => (at - this.ticks.anchor) % stride === 0)
    const tickvals = chosen.map(at => this.ticks.vals[at])
    if (!layout.xaxis && String(this.node.layout.xaxis.tickvals) === String(tickvals)) return null
    return Object.assign(layout.xaxis ?? {}, { tickvals, ticktext: chosen.map(at => this.ticks.texts[at]) })
  }

  pick(point) {
    if (!isPickable(point)) return
    const { curveNumber: curve, x, y, customdata } = point
    const code = codeOf(point)
    if (this.opens && !code) return // a mark that stands for no one place
    this.emit({ curve, x, y, customdata })
    if (this.opens) dispatchEvent(new CustomEvent("sharedwealth:area", { detail: code })) // all of the page follows at once
  }

  // By keyboard: arrows walk along the points, Enter picks, Escape lets go.
  pressed(event) {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
    const points = this.points()
    if (!points.length) return
    if (event.key in steps) this.point(points, (this.at + steps[event.key] + points.length) % points.length)
    else if (event.key === "Home") this.point(points, 0)
    else if (event.key === "End") this.point(points, points.length - 1)
    else if (event.key === "Enter" && this.at >= 0) this.pick(points[this.at].picked)
    else if (event.key === "Escape") this.unpoint()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  points() {
    return (this.node.data ?? []).flatMap((trace, curveNumber) => {
      if (trace.hoverinfo === "skip" || !Array.isArray(trace.hovertext)) return []
      return trace.hovertext.map((text, pointNumber) => ({
        curveNumber, pointNumber, text,
        picked: { curveNumber, x: trace.x[pointNumber], y: trace.y[pointNumber], customdata: trace.customdata?.[pointNumber] },
      }))
    })
  }

  point(points, at) {
    this.at = at
    const { curveNumber, pointNumber, text } = points[at]
    window.Plotly.Fx.hover(this.node, [{ curveNumber, pointNumber }])
    this.spoken.textContent = text.replace(/<br>/g, "; ").replace(/<[^>]+>/g, "")
  }

  unpoint() {
    if (this.at < 0) return
    this.at = -1
    this.spoken.textContent = ""
    window.Plotly.Fx.unhover(this.node)
  }
}

// The place that a mark stands for, in a chart whose marks open places.
const codeOf = point => [point?.customdata].flat()[0]

function isPickable(point) {
  return point?.customdata !== undefined && point.customdata !== null
}

// The figure in this width and theme: patches for narrow containers, type in scale, colours exchanged.
function fitted(text, width, isDark) {
  const figure = JSON.parse(isDark ? darkened(text) : text)
  const look = JSON.stringify(LOOK)
  figure.layout.template = JSON.parse(isDark ? darkened(look) : look)
  const page = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  const base = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--st-base-font-size")) || 16
  const scale = (page / base) * (width < 420 ? 0.92 : width > 1600 ? 1.15 : 1)
  const patch = (figure.layout.meta?.narrower ?? []).find(({ than }) => width < than * scale)
  if (patch) {
    merge(figure.layout, patch.layout ?? {})
    for (const [at, trace] of Object.entries(patch.data ?? {})) merge(figure.data[at], trace)
  }
  delete figure.layout.meta?.narrower // what is in it now stands in the layout, and would be enlarged twice
  if (scale !== 1) enlarge(figure, scale)
  if (matchMedia("(pointer: coarse)").matches) figure.layout.dragmode = false // a finger scrolls the page
  return figure
}

function darkened(text) {
  return text
    .replace(/#[0-9A-Fa-f]{6}(?![0-9A-Fa-f])/g, colour => DARK_OF[colour.toUpperCase()] ?? colour)
    .replace(/rgba\((\d+),(\d+),(\d+),/g, (whole, ...rgb) => {
      const light = "#" + rgb.slice(0, 3).map(part => Number(part).toString(16).padStart(2, "0")).join("").toUpperCase()
      const dark = DARK_OF[light]
      return dark ? `rgba(${[1, 3, 5].map(at => parseInt(dark.slice(at, at + 2), 16)).join()},` : whole
    })
}

function merge(into, patch) {
  for (const [key, value] of Object.entries(patch)) {
    const isNested = value && typeof value === "object" && !Array.isArray(value) && into[key] && typeof into[key] === "object"
    if (isNested) merge(into[key], value)
    else into[key] = value
  }
}

function enlarge(node, scale) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === "number" && (key === "ax" || key === "ay" || key === "xshift" || key === "yshift")) node[key] = value * scale
    if (!value || typeof value !== "object" || (Array.isArray(value) && typeof value[0] !== "object")) continue
    if (/font$/.test(key) && typeof value.size === "number") value.size *= scale
    if (key === "margin") for (const side of "lrtb") if (value[side]) value[side] *= scale
    enlarge(value, scale)
  }
}

// The colour that the chart stands on: of the nearest element that has one.
function groundOf(element) {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor
    if (colour !== "transparent" && !/, 0\)$/.test(colour)) return colour
  }
  return "rgb(255, 255, 255)"
}

function lightness(colour) {
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number)
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
}
