"""What a presenter does on the stage, and what can be measured on it."""

import io

import numpy as np
from PIL import Image

PREPARED = """() => {
  const [, count] = document.querySelector('.sheet.shown .bar .number').textContent.split('/')
  return document.querySelectorAll('.sheet').length >= Number(count)
}"""

TEXTS = """() => [...document.querySelectorAll('.sheet.shown *, #marks *, .dialog *')].flatMap((node) => {
  const own = [...node.childNodes].filter((each) => each.nodeType === 3 && each.textContent.trim())
  if (!own.length || ['title', 'style', 'STYLE'].includes(node.tagName)) return []
  const style = getComputedStyle(node)
  const range = document.createRange()
  range.selectNodeContents(own[0])
  const box = node instanceof SVGElement ? node.getBoundingClientRect() : range.getBoundingClientRect()
  const scale = document.getElementById('stage').getBoundingClientRect().width / 1920
  return [{
    words: own[0].textContent.trim(), size: parseFloat(style.fontSize) * scale,
    picture: node.ownerSVGElement ? node.ownerSVGElement.getBoundingClientRect().bottom : 1080 * scale,
    colour: node instanceof SVGElement ? style.fill : style.color, box: [box.left, box.top, box.right, box.bottom],
    inside: node.closest('.note') ? 'note' : node.closest('.figures .key b, .facts .fact:first-child b') ? 'key' : '',
  }]
})"""


def stand_on(page, address):
    """Opens a talk and waits until all its steps are drawn."""
    page.goto(address)
    page.locator(".sheet.shown").wait_for()
    page.wait_for_function(PREPARED)


def open_county(page, code):
    """As a click on the county's area does, wherever names stand over it."""
    area = page.locator(f".sheet.shown .area[data-code='{code}']")
    area.dispatch_event("click", {"bubbles": True, "clientX": 700, "clientY": 600})


def headline(page):
    """As it is read, whatever lines it is in."""
    return page.locator(".sheet.shown").get_attribute("aria-label")


def address(page):
    """As it stands in the browser; the driver hears of a change a moment later."""
    return page.evaluate("() => location.href")


def drawn(page):
    """Everything on the stage as it stands."""
    return page.evaluate("() => document.getElementById('stage').innerHTML")


def texts(page):
    return page.evaluate(TEXTS)


def picture(page):
    return np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)


def contrast_of(text, pixels):
    """Of the text's colour against the colour that is most seen round its letters."""
    left, top, right, bottom = (round(edge) for edge in text["box"])
    area = pixels[max(top, 0) : bottom, max(left, 0) : right].reshape(-1, 3)
    ink = np.array([float(part) for part in text["colour"].strip("rgba()").split(",")[:3]])
    ground = area[np.abs(area - ink).sum(axis=1) > 60]
    colours, counts = np.unique(ground @ [65536, 256, 1], return_counts=True)
    seen = int(colours[counts.argmax()])
    return _contrast(ink, [seen >> 16, seen >> 8 & 255, seen & 255])


def _contrast(one, other):
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour):
    parts = np.asarray(colour, dtype=float) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])
