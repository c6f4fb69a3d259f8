// Goes to another page as a step back does: one entry in the browser's history, and the reader's session stays. Streamlit's
// own switch of pages leaves two entries, the first of which mixes the old page with the new one's query.

function turnTo(address) {
  history.pushState(null, "", address)
  dispatchEvent(new PopStateEvent("popstate"))
}

const isForAnotherTab = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0
