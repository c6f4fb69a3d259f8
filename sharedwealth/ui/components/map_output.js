// Where the map is shown: a screen whose pixels may become others while the page is open, or paper.
// What is vector is sharp by itself; points and the keys of the legend are drawn again for every resolution.

const PAPER = matchMedia("print")
const SHARP = 3 // canvas pixels to a pixel of the page on paper: 288 to the inch

const isOnPaper = (map) => PAPER.matches || map.output.isPrinting

const ratioOf = (map) => Math.max(window.devicePixelRatio || 1, isOnPaper(map) ? SHARP : 0)

function watchOutput(map) {
  const output = { isPrinting: false, screen: null }
  const redraw = () => redrawn(map)
  const resolution = () => {
    output.screen?.removeEventListener("change", output.moved)
    output.screen = matchMedia(`(resolution: ${window.devicePixelRatio || 1}dppx)`)
    output.screen.addEventListener("change", output.moved)
  }
  output.moved = () => (resolution(), redraw())
  // A browser that prints the page as it stands says only that it begins; others lay it out for the paper first.
  output.begun = () => ((output.isPrinting = true), redraw())
  output.done = () => ((output.isPrinting = false), redraw())
  output.redraw = redraw
  resolution()
  PAPER.addEventListener("change", redraw)
  addEventListener("beforeprint", output.begun)
  addEventListener("afterprint", output.done)
  map.output = output
}

function unwatchOutput({ output }) {
  output.screen.removeEventListener("change", output.moved)
  PAPER.removeEventListener("change", output.redraw)
  removeEventListener("beforeprint", output.begun)
  removeEventListener("afterprint", output.done)
}

// At once, because paper does not wait: in the colours, the width and the resolution that hold now.
function redrawn(map) {
  if (map.gone || !map.told || !map.scene) return
  map.legendWritten = ""
  map.reserve = null
  hideTip(map)
  const before = map.painted
  update(map, map.told)
  if (map.painted === before) paint(map)
}

// On paper a map with its title, legend and source is no higher than a page that lies on its side.
const heightOnPaper = (map, width) => Math.min(Math.round(width * 0.54), map.partner ? 340 : 420)
