// Villages as areas: where an operator's layer gives a town's villages their boundaries, they are the map's parts, in
// the state that their points would have; a village without one keeps its point.

// The files a map is drawn from: the outlines, and the boundaries of a town's villages where there are any.
const groundFiles = ({ geometry, named, points }) => [geometry, ...(named && points?.areas ? [points.areas] : [])]

// The town's own scene with its villages as parts. Their town is what they make together; where some are missing, it
// stays as it was drawn.
function sceneOfVillages(geometry, area, level, { villages, outline, box, credit: own }) {
  const town = sceneOf(geometry, area, level)
  const parts = villages.map((village) => ({ ...village, path: new Path2D(village.d), isIslands: village.d.split("M").length > 4 }))
  const base = outline ? { ...town.focus, ...outline, schematic: false } : town.focus
  const both = base.box.map((edge, at) => (at < 2 ? Math.min(edge, box[at]) : Math.max(edge, box[at])))
  return {
    ...town,
    base,
    parts,
    byCode: new Map([base, ...parts].map((part) => [part.code, part])),
    focus: { ...base, path: new Path2D(base.d) },
    box: both,
    isSchematic: base.schematic,
    isAllSchematic: base.schematic,
    credits: [...town.credits.filter((credit) => credit.of === "town" || (!outline && credit.layer !== own.layer)), { of: "village", ...own }],
    isPlaced: town.isPlaced || Boolean(outline),
  }
}

// What is known of each village in the month on show, beside the rows of the payload; one not in use has none.
function villageRows({ named, points }) {
  if (!named || !points?.areas) return []
  return named.flatMap(([index, code, name]) => {
    const look = points.looks[points.bytes[index]]
    return look ? [[code, { index: -1, status: "", label: "", radius: 0, details: {}, name, look }]] : []
  })
}

const isGround = (map, code) => Boolean(map.scene?.base) && map.scene.byCode.has(code)

// Of parts that are villages, those in use in the month.
const partsInUse = (map) => (map.scene.base ? map.scene.parts.filter(({ code }) => map.data.rows.has(code)) : map.scene.parts)

// The places, in the file of positions, of the villages that are drawn as areas.
function groundIndexes(map) {
  return new Set((map.data.named ?? []).flatMap(([index, code]) => (isGround(map, code) ? [index] : [])))
}

// A point's look as a ground: what is filled stays full, what is a ring is paler, and not known is hatched. A proposed
// site keeps its mark, on the ground of what it reaches.
function lookColour({ colours }, [, shape, tone]) {
  if (shape === "cross") return colours.card
  if (shape === "site") return colours.good
  const colour = colours[tone] ?? colours.quiet
  if (shape === "dot") return colour
  return mix(colour, colours.card, tone === "good" ? 0.62 : tone === "watch" ? 0.55 : 0.72)
}

function lookPaint(map, look, where) {
  return look[1] === "cross" ? pattern(map, where, "n", map.colours.card, map.colours.hatch) : lookColour(map, look)
}

const DIAMOND = 6
const isSite = ([, shape]) => shape === "site"

// A key assisted village has its diamond in its ground, too, and a proposed site its mark.
const isMarked = (look) => Boolean(look?.[3]) || look?.[1] === "site"

function diamondPlaces(map) {
  const marked = villagePlaces(map).filter(({ code, look }) => isMarked(look) && isGround(map, code))
  return marked.map(({ x, y }) => [x - DIAMOND - 1, y - DIAMOND - 1, x + DIAMOND + 1, y + DIAMOND + 1])
}

function traceGroundDiamond(context, colours) {
  traceDiamond(context, DIAMOND, 1.8, colours.watch, colours.card)
}

// For each look whether villages on show have it as a ground, and whether as a point; null where there are points alone.
function lookKinds(map) {
  if (!map.scene?.base) return null
  const kinds = map.data.points?.looks.map(() => [false, false])
  for (const [index, code] of map.data.named ?? []) {
    const kind = kinds[map.data.points.bytes[index]]
    if (kind) kind[isGround(map, code) ? 0 : 1] = true
  }
  return kinds
}

// The legend's key of a look as it is drawn here: as a ground, as a point, or both.
function lookSwatch(map, look, kind) {
  if (!kind || isSite(look)) return pointSwatch(map, look)
  const swatches = element("span", "swatches")
  if (kind[0]) swatches.append(groundSwatch(map, look))
  if (kind[1]) swatches.append(pointSwatch(map, look))
  return swatches
}

function groundSwatch(map, look) {
  const svg = svgElement("svg", { width: 18, height: 16, class: "swatch", "aria-hidden": "true" })
  svg.append(svgElement("rect", { x: 0.5, y: 1.5, width: 17, height: 13, fill: lookPaint(map, look, "key"), class: "swatch-box" }))
  if (look[3]) svg.append(svgElement("path", { d: "M9 3l5 5-5 5-5-5z", class: "key-diamond" }))
  return svg
}
