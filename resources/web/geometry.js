// Shapes and points, packed as text. What is drawn is generalised, in whole hundred-thousandths of a degree; places are
// looked up in the true borders, in whole hundred-millionths, unpacked when the first place is looked up.
const METRES = 111320;

function decode(polygons) {
  return polygons.map(rings => rings.map(ring => unpackRing(ring, 1e5)));
}

function unpackRing(text, units) {
  const ring = [];
  let at = 0, x = 0, y = 0;
  const next = () => {
    let value = 0, weight = 1, code;
    do {
      code = text.charCodeAt(at++) - 63;
      value += (code & 31) * weight;
      weight *= 32;
    } while (code >= 32);
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  while (at < text.length) {
    x += next();
    y += next();
    ring.push([x / units, y / units]);
  }
  return ring;
}

function unpack(sectors) {
  sectors.forEach(sector => {
    if (sector.truth) return;
    sector.truth = sector.borders.map(rings => rings.map(ring => unpackRing(ring, 1e8)));
    sector.box = bounds(sector.truth);
  });
}

function bounds(polygons) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  polygons.forEach(rings => rings[0].forEach(([x, y]) => {
    box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
  }));
  return box;
}

function inRing(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i], [bx, by] = ring[j];
    if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function inside(polygons, box, x, y) {
  const [west, south, east, north] = box;
  if (x < west || x > east || y < south || y > north) return false;
  return polygons.some(rings => inRing(rings[0], x, y) && !rings.slice(1).some(hole => inRing(hole, x, y)));
}

// The rule of core/geo/point_location.py: a place on a border belongs to the sector a step to its east-north-east, or
// the first one met turning counterclockwise. True borders are rounded to a millimetre: what lies that close is on one.
const ON_BORDER = 0.002, PROBE = 0.05, DIRECTION = 0.5, TURNS = 24;

function findSector(sectors, x, y) {
  unpack(sectors);
  const wide = METRES * Math.cos(y * Math.PI / 180);
  const holder = (indexes, px, py) => indexes.find(index => inside(sectors[index].truth, sectors[index].box, px, py));
  const bordering = nearby(sectors, x, y, ON_BORDER);
  const found = holder(sectors.map((sector, index) => index).filter(index => !bordering.includes(index)), x, y);
  if (found !== undefined) return found;
  const turned = (metres, angle) => [x + metres * Math.cos(angle) / wide, y + metres * Math.sin(angle) / METRES];
  for (let turn = 0; bordering.length && turn < TURNS; turn++) {
    const beside = holder(bordering, ...turned(PROBE, DIRECTION + turn * 2 * Math.PI / TURNS));
    if (beside !== undefined) return beside;
  }
  return bordering.length ? bordering[0] : inGap(sectors, x, y, holder);
}

// A place between two borders, each within half a metre, lies in a hairline gap and belongs to the nearest sector.
const NEAR = 0.5, STEP = 0.02, GAP_TURNS = [0, Math.PI / 4, -Math.PI / 4];

function inGap(sectors, x, y, holder) {
  const wide = METRES * Math.cos(y * Math.PI / 180);
  const near = nearby(sectors, x, y, NEAR).map(index => ({index, foot: footOnBorder(sectors[index], x, y)}));
  near.sort((one, other) => one.foot.metres - other.foot.metres);
  if (!near.length) return -1;
  const {index, foot} = near[0], all = sectors.map((_, number) => number);
  const away = Math.atan2(-foot.y, -foot.x);
  for (const turn of GAP_TURNS) {
    const east = Math.cos(away + turn) / wide, north = Math.sin(away + turn) / METRES;
    for (let metres = STEP; metres <= NEAR + STEP / 2; metres += STEP)
      if (holder(all, x + metres * east, y + metres * north) !== undefined) return index;
  }
  return -1;
}

function isWithin(sector, x, y, metres) {
  const [west, south, east, north] = sector.box, high = metres / METRES, wide = high / Math.cos(y * Math.PI / 180);
  return x > west - wide && x < east + wide && y > south - high && y < north + high && metresToBorder(sector, x, y) <= metres;
}

function metresToBorder(sector, x, y) {
  return footOnBorder(sector, x, y).metres;
}

// The nearest place of the border, in metres east and north of the place asked for.
function footOnBorder(sector, x, y) {
  const wide = METRES * Math.cos(y * Math.PI / 180);
  let least = {metres: Infinity, x: 0, y: 0};
  sector.truth.forEach(rings => rings.forEach(ring => {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const ax = (ring[j][0] - x) * wide, ay = (ring[j][1] - y) * METRES;
      const dx = (ring[i][0] - x) * wide - ax, dy = (ring[i][1] - y) * METRES - ay;
      const t = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      const metres = Math.hypot(ax + t * dx, ay + t * dy);
      if (metres < least.metres) least = {metres, x: ax + t * dx, y: ay + t * dy};
    }
  }));
  return least;
}

function nearby(sectors, x, y, metres, except) {
  const found = [];
  unpack(sectors);
  sectors.forEach((sector, index) => {
    if (index !== except && isWithin(sector, x, y, metres)) found.push(index);
  });
  return found;
}
