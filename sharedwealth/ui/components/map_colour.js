// Colours: which theme is on, and which text can be read on a fill.

function channels(colour) {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour.trim())
  if (hex) return [0, 2, 4].map((at) => parseInt(hex[1].slice(at, at + 2), 16))
  const short = /^#([0-9a-f]{3})$/i.exec(colour.trim())
  if (short) return [...short[1]].map((digit) => parseInt(digit + digit, 16))
  const found = colour.match(/[\d.]+/g)
  return found ? found.slice(0, 3).map(Number) : [255, 255, 255]
}

function luminance(colour) {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

function mix(colour, other, share) {
  const [from, to] = [channels(colour), channels(other)]
  const mixed = from.map((value, at) => Math.round(value + (to[at] - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`
}

// Text and its halo on a fill: at least 4.5 : 1 between the two, the halo as near to the fill as that allows.
const textOnFill = new Map()

function textOn(fill, dark, light) {
  const key = `${fill} ${dark} ${light}`
  if (!textOnFill.has(key)) textOnFill.set(key, chooseText(fill, dark, light))
  return textOnFill.get(key)
}

function chooseText(fill, dark, light) {
  const text = contrast(light, fill) < 3 ? dark : light
  const away = text === dark ? "#ffffff" : "#000000"
  let halo = fill
  for (let share = 0; contrast(text, halo) < 4.6 && share <= 1; share += 0.05) halo = mix(fill, away, share)
  return { text, halo }
}

// The lines of a hatch over a colour: lighter on a dark fill, darker on a light one, never loud.
function hatchOn(fill) {
  return luminance(fill) > 0.3 ? mix(fill, "#1d2a33", 0.42) : mix(fill, "#ffffff", 0.5)
}

function themeOf(element) {
  const ground = getComputedStyle(element).getPropertyValue("--st-background-color") || "#ffffff"
  return luminance(ground) < 0.3 ? "dark" : "light"
}
