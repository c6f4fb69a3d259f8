// Tables on paper: Streamlit draws a table as pixels of the screen, which are gone or coarse in print. For as long as
// the page is printed its cells in sight stand beside it as a real table, which says how many rows there are in all.

const paper = matchMedia("print")
const printing = { words: "" } // "{shown} of {count} rows …", in the page's language

addEventListener("beforeprint", writeTables)
addEventListener("afterprint", clearTables)
paper.addEventListener("change", () => (paper.matches ? writeTables() : clearTables()))

function writeTables() {
  if (document.querySelector(".sw-printed")) return
  for (const frame of document.querySelectorAll(".stMain .stDataFrame")) {
    const grid = frame.querySelector('canvas [role="grid"]')
    if (grid) frame.after(...written(grid))
  }
}

function written(grid) {
  const rows = [...grid.querySelectorAll('[role="row"]')].map((row) =>
    [...row.querySelectorAll('[role="columnheader"], [role="gridcell"]')].map((cell) => cell.textContent))
  const isNumber = (words) => /^[-+−¥<]?[\d,.]+[%万亿]?$/.test(words) && !/^\d{5,}$/.test(words) // codes are names
  const table = node("table", "sw-printed")
  rows.forEach((cells, at) => {
    const line = table.insertRow()
    cells.forEach((words, column) => line.append(node(at ? "td" : "th", isNumber(at ? words : (rows[1]?.[column] ?? "")) ? "number" : "", words)))
  })
  const [shown, count] = [rows.length - 1, Number(grid.getAttribute("aria-rowcount")) - 1]
  const note = printing.words.replace("{shown}", shown).replace("{count}", count)
  return shown < count ? [table, node("p", "sw-printed-note sw-printed", note)] : [table]
}

function clearTables() {
  for (const each of document.querySelectorAll(".sw-printed")) each.remove()
}
