// The map's own choices, above it: buttons side by side, or a list. What is chosen is on show before the server answers,
// and is asked for when the reader points at it.

function drawChoices(map, choices) {
  const written = JSON.stringify(choices ?? [])
  if (written === map.choicesWritten) return
  map.choicesWritten = written
  const focused = map.root.getRootNode().activeElement?.dataset.choice
  map.choices.hidden = !choices?.length
  map.choices.replaceChildren(...(choices ?? []).map((choice) => (choice.kind === "list" ? choiceList : choiceButtons)(map, choice)))
  if (focused) map.choices.querySelector(`[data-choice="${focused}"]`)?.focus({ preventScroll: true })
}

function choose(map, name, value) {
  map.tell("choice", { name, value })
  dispatchEvent(new CustomEvent("sharedwealth:choice", { detail: `${name}=${value}` }))
}

function choiceButtons(map, { name, label, value, options }) {
  const group = element("div", "segmented")
  group.setAttribute("role", "group")
  group.setAttribute("aria-label", label)
  for (const [key, words] of options) {
    const node = element("button", "", words)
    node.type = "button"
    node.dataset.choice = `${name} ${key}`
    node.setAttribute("aria-pressed", String(key === value))
    const isChosen = () => node.getAttribute("aria-pressed") === "true"
    node.onpointerenter = node.onfocus = () => isChosen() || foreseeChange(`${name}=${key}`)
    node.onclick = () => {
      if (isChosen()) return
      for (const other of group.children) other.setAttribute("aria-pressed", String(other === node))
      map.choicesWritten = ""
      choose(map, name, key)
    }
    group.append(node)
  }
  return group
}

function choiceList(map, { name, label, value, options }) {
  const box = element("label", "choice-list")
  const select = element("select")
  select.dataset.choice = name
  select.replaceChildren(...options.map(([key, words]) => new Option(words, key)))
  select.value = value
  select.onchange = () => choose(map, name, select.value)
  box.append(element("span", "", label), select)
  return box
}
