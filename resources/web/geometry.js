// Shapes and points: whole hundred-thousandths of a degree, decoded once.
const METRES = 111320;

function decode(polygons) {
  return polygons.map(rings => rings.map(steps => {
    const ring = [];
    let x = 0, y = 0;
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      ring.push([x / 1e5, y / 1e5]);
    }
    return ring;
  }));
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

function contains(sector, x, y) {
  const [west, south, east, north] = sector.box;
  if (x < west || x > east || y < south || y > north) return false;
  return sector.polygons.some(rings => inRing(rings[0], x, y) && !rings.slice(1).some(hole => inRing(hole, x, y)));
}

// The rule of core/point_location.py: a place on a border belongs to the sector a step to its east-north-east,
// or the first one met turning counterclockwise. There are no hairline gaps here: publishing closes them.
const ON_BORDER = 1e-5, PROBE = 0.05, DIRECTION = 0.5, TURNS = 24;

function sectorAt(sectors, x, y) {
  const wide = METRES * Math.cos(y * Math.PI / 180), far = ON_BORDER / wide;
  const close = sectors.map((sector, index) => index).filter(index => {
    const [west, south, east, north] = sectors[index].box;
    return x >= west - far && x <= east + far && y >= south - far && y <= north + far;
  });
  const holder = (indexes, px, py) => indexes.find(index => contains(sectors[index], px, py));
  const at = close.map(index => metresToBorder(sectors[index], x, y));
  const bordering = close.filter((index, position) => at[position] <= ON_BORDER);
  const inside = holder(close.filter(index => !bordering.includes(index)), x, y);
  if (inside !== undefined) return inside;
  const turned = (metres, angle) => [x + metres * Math.cos(angle) / wide, y + metres * Math.sin(angle) / METRES];
  for (let turn = 0; bordering.length && turn < TURNS; turn++) {
    const found = holder(bordering, ...turned(PROBE, DIRECTION + turn * 2 * Math.PI / TURNS));
    if (found !== undefined) return found;
  }
  return bordering.length ? bordering[0] : -1;
}

function metresToBorder(sector, x, y) {
  const wide = METRES * Math.cos(y * Math.PI / 180);
  let least = Infinity;
  sector.polygons.forEach(rings => rings.forEach(ring => {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const ax = (ring[j][0] - x) * wide, ay = (ring[j][1] - y) * METRES;
      const dx = (ring[i][0] - x) * wide - ax, dy = (ring[i][1] - y) * METRES - ay;
      const t = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      least = Math.min(least, Math.hypot(ax + t * dx, ay + t * dy));
    }
  }));
  return least;
}

function nearby(sectors, x, y, metres, except) {
  const found = [];
  sectors.forEach((sector, index) => {
    if (index !== except && metresToBorder(sector, x, y) <= metres) found.push(index);
  });
  return found;
}
