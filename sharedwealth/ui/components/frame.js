// What Streamlit's theme has no setting for: FRAME, the style sheet of frame.css, is taken into the document once.

const frame = new CSSStyleSheet()
frame.replaceSync(FRAME)
document.adoptedStyleSheets.push(frame)

// The theme's colours are known to components alone; the frame is given those it needs.
function tint({ root }) {
  const known = getComputedStyle(root)
  for (const [ours, theirs] of [["--sw-card", "--st-secondary-background-color"], ["--sw-link", "--st-link-color"]]) {
    const colour = known.getPropertyValue(theirs)
    if (document.documentElement.style.getPropertyValue(ours) !== colour) document.documentElement.style.setProperty(ours, colour)
  }
}

// On a telephone the choices stand behind one button that says what is chosen; see page.css.
function more(found) {
  const made = node("button", "more")
  found.more = made
  made.setAttribute("aria-expanded", "false")
  made.onclick = () => made.setAttribute("aria-expanded", String(made.getAttribute("aria-expanded") === "false"))
  return made
}

// On a small screen the list of pages lies over the page that was chosen in it.
function foldAway() {
  if (innerWidth < 768) document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click()
}
