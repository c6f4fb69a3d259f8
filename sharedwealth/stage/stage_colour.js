// Colours of both grounds at once: a sheet is drawn once, and the ground changes by a class on the document.

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

// Text on a fill, at least 4.5 : 1: the ground's ink where it can be read, else black or white, one of which always can.
function textOn(fill, ink) {
  if (contrast(ink, fill) >= 4.6) return ink
  return contrast("#000000", fill) > contrast("#ffffff", fill) ? "#000000" : "#ffffff"
}

const TONES = ABOUT.tones

// A pair of colours, on the light and on the dark ground, as a style that the stylesheet chooses from.
const shade = (light, dark) => `--l:${light};--d:${dark}`
const toneOf = (name) => [TONES.light[name], TONES.dark[name]]

// Style of text over a pair of fills, with a halo of the fill.
function styleOn([light, dark]) {
  const ink = toneOf("ink")
  return `--l:${textOn(light, ink[0])};--d:${textOn(dark, ink[1])};--hl:${light};--hd:${dark}`
}
