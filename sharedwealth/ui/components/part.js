// What every small part of a page has in common: its nodes are kept from run to run, and a run that brings nothing new
// changes nothing in the document. STYLE stands above this line when it is served, the parts themselves below it.

const parts = new WeakMap()

function part(component, build) {
  const { parentElement } = component
  let found = parts.get(parentElement)
  if (!found) {
    const root = parentElement.querySelector(".part")
    root.replaceChildren(node("style", "", STYLE))
    found = { root, written: "" }
    parts.set(parentElement, found)
    build(found)
    matchMedia("print").addEventListener("change", () => root.classList.toggle("dark", isDark(root)))
  }
  found.send = (name, value) => component.setTriggerValue(name, value)
  found.root.classList.toggle("dark", isDark(found.root))
  return found
}

// Whether what a run brings differs from what stands there.
function isNews(found, data) {
  const written = JSON.stringify(data)
  if (written === found.written) return false
  found.written = written
  return true
}

function node(name, className = "", words = "") {
  const made = document.createElement(name)
  if (className) made.className = className
  if (words) made.textContent = words
  return made
}

function isDark(element) {
  const ground = getComputedStyle(element).getPropertyValue("--st-background-color").trim()
  const [red, green, blue] = /^#[0-9a-f]{6}$/i.test(ground)
    ? [1, 3, 5].map((at) => parseInt(ground.slice(at, at + 2), 16))
    : (ground.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128
}
