// The map: every sector is a button that keyboard and screen reader reach, named and numbered. One drawing holds it all:
// the sectors' colours, water and roads over them, then the borders, and the names for which there is room.
const LEAST_ROOM = 0.9, STREET_ROOM = 12, SAME_NAME_APART = 320, QUIET = 26, SMALL = 56, CELL = 48;
// Size in pixels, weight, and how much wider than its letters a name is set; as in the style.
const FONTS = { mark: [15, 700, 0], small: [12, 700, 0], district: [13, 700, 0.6], station: [12, 600, 0], place: [12, 500, 0], street: [11, 500, 0] };

function latLngs(sector) {
  return sector.polygons.map(rings => rings.map(ring => ring.map(([x, y]) => [y, x])));
}

function make(kind) {
  return document.createElementNS("http://www.w3.org/2000/svg", kind);
}

function mapButton(box, sign, key, action) {
  const button = L.DomUtil.create("button", "", box);
  button.type = "button";
  button.textContent = sign;
  button.dataset.tLabel = key;
  button.dataset.tTitle = key;
  button.addEventListener("click", action);
}

// The buttons stand under the map: they hide nothing of it.
function addControls(map, whole, room) {
  const zoom = L.DomUtil.create("div", "bar", node("tools")), pan = L.DomUtil.create("div", "bar pan", node("tools"));
  mapButton(zoom, "+", "zoom_in", () => map.zoomIn());
  mapButton(zoom, "−", "zoom_out", () => map.zoomOut());
  mapButton(zoom, "⤢", "whole", () => map.fitBounds(whole, room));
  mapButton(pan, "←", "pan_left", () => map.panBy([-120, 0]));
  mapButton(pan, "↑", "pan_up", () => map.panBy([0, -120]));
  mapButton(pan, "↓", "pan_down", () => map.panBy([0, 120]));
  mapButton(pan, "→", "pan_right", () => map.panBy([120, 0]));
}

function makeButton(path, choose) {
  path.setAttribute("role", "button");
  path.setAttribute("tabindex", "-1");
  path.setAttribute("aria-pressed", "false");
  path.addEventListener("keydown", event => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose();
    }
  });
}

function addContext(map, data, whole) {
  if (data.tiles) L.tileLayer("tiles/{z}/{x}/{y}.png", { minZoom: data.tiles[0], maxNativeZoom: data.tiles[1], maxZoom: 17, bounds: whole.pad(0.14) }).addTo(map);
  const bare = { interactive: false, smoothFactor: 1 };
  const turned = rings => rings.map(ring => ring.map(([x, y]) => [y, x]));
  const shown = [];
  if (data.water.length) shown.push(L.polygon(decode(data.water).map(turned), Object.assign({ className: "water" }, bare)));
  if (data.roads.length) shown.push(L.polyline(turned(decode([data.roads])[0]), Object.assign({ className: "road", fill: false }, bare)));
  shown.forEach(layer => layer.addTo(map).getElement().setAttribute("aria-hidden", "true"));
}

// One stop for Tab; the arrow keys go from sector to sector in the order of their numbers.
function moveBetween(view) {
  const { map, areas } = view, paths = areas.map(area => area.getElement()), last = paths.length - 1;
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -last, End: last };
  let stop = paths[0];
  stop.setAttribute("tabindex", "0");
  paths.forEach((path, index) => {
    path.addEventListener("focus", () => {
      stop.setAttribute("tabindex", "-1");
      stop = path;
      stop.setAttribute("tabindex", "0");
      view.focused = index;
      trace(view);
      if (!map.getBounds().contains(areas[index].getBounds().getCenter())) map.panTo(areas[index].getBounds().getCenter(), { animate: false });
    });
    path.addEventListener("blur", () => { view.focused = -1; trace(view); });
    path.addEventListener("keydown", event => {
      if (!(event.key in steps)) return;
      event.preventDefault();
      const by = steps[event.key];
      paths[Math.abs(by) === 1 ? (index + by + paths.length) % paths.length : by < 0 ? 0 : last].focus();
    });
  });
}

// Borders, the chosen sector and the one in focus are drawn over water and roads, along what is drawn already.
function addLines(view) {
  const drawing = view.areas[0].getElement().parentNode;
  const add = (kind, name) => {
    const part = drawing.appendChild(make(kind));
    part.setAttribute("class", name);
    part.setAttribute("aria-hidden", "true");
    return part;
  };
  view.lines = { borders: add("path", "borders"), outline: add("path", "outline"), ring: add("path", "ring") };
  view.texts = add("g", "names");
  const waves = add("pattern", "waves"), wave = waves.appendChild(make("path")); // water, where the reader's own colours rule
  [["id", "waves"], ["width", 8], ["height", 8], ["patternUnits", "userSpaceOnUse"]].forEach(([key, value]) => waves.setAttribute(key, value));
  wave.setAttribute("class", "wave");
  wave.setAttribute("d", "M0 4h8");
}

function along(view, index) {
  return index < 0 ? "" : view.areas[index].getElement().getAttribute("d") || "";
}

function trace(view) {
  view.lines.outline.setAttribute("d", along(view, view.chosen));
  view.lines.ring.setAttribute("d", along(view, view.focused));
}

function redraw(view) {
  view.lines.borders.setAttribute("d", view.areas.map((area, index) => along(view, index)).join(""));
  trace(view);
  showNamesSoon(view);
}

function showNamesSoon(view) {
  if (view.waiting) return;
  view.waiting = true;
  afterPaint(() => { view.waiting = false; showNames(view); });
}

// What may stand on the map, the most important first: numbers of sectors, districts, stations, names of sectors, places, streets.
function listNames(sectors, labels) {
  const pen = document.createElement("canvas").getContext("2d"), family = getComputedStyle(node("map")).fontFamily;
  const name = (kind, text, x, y, room, angle, parent) => {
    const [size, weight, spacing] = FONTS[kind];
    pen.font = `${weight} ${size}px ${family}`;
    return { kind, text, at: [y, x], room, angle, parent, size, width: pen.measureText(text).width + spacing * text.length };
  };
  const numbers = [], own = [], given = { district: [], station: [], place: [], street: [] };
  sectors.forEach((sector, index) => sector.marks.forEach(([x, y, room], part) => {
    const number = name("mark", sector.id.length > 8 ? sector.id.slice(0, 7) + "…" : sector.id, x, y, room);
    number.index = index;
    numbers.push(number);
    if (sector.name && !part) own.push(name("place", sector.name, x, y, room, 0, number));
  }));
  numbers.sort((one, other) => other.room - one.room);
  labels.forEach(([kind, text, [x, y], room, angle]) => given[kind].push(name(kind, text, x / 1e5, y / 1e5, room, angle)));
  return [].concat(numbers, given.district, given.station, own, given.place, given.street);
}

// Boxes that are taken, found by the square of a net in which they lie.
function makeNet() {
  const cells = new Map();
  const squares = ([west, north, east, south]) => {
    const keys = [];
    for (let x = Math.floor(west / CELL); x <= east / CELL; x++) for (let y = Math.floor(north / CELL); y <= south / CELL; y++) keys.push(x + " " + y);
    return keys;
  };
  return {
    isFree: box => squares(box).every(key => (cells.get(key) || []).every(other => box[0] >= other[2] || box[2] <= other[0] || box[1] >= other[3] || box[3] <= other[1])),
    take: box => squares(box).forEach(key => { if (cells.has(key)) cells.get(key).push(box); else cells.set(key, [box]); }),
  };
}

function boxAt(x, y, width, height) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

// A text along a street covers a row of small squares.
function boxesOf(name, x, y) {
  const high = name.size * 1.15;
  if (name.kind === "place" && !name.parent) return [boxAt(x, y, name.width + QUIET, high + QUIET)];
  if (!name.angle) return [boxAt(x, y, name.width + 6, high)];
  const turn = name.angle * Math.PI / 180, count = Math.ceil(name.width / high);
  return Array.from({ length: count + 1 }, (_, at) => {
    const by = (at / count - 0.5) * name.width;
    return boxAt(x + by * Math.cos(turn), y + by * Math.sin(turn), high, high);
  });
}

// Where a name could stand, the best place first; nowhere while what it names is too small at this scale.
function spots(name, x, y, room, shown) {
  if (name.isChosen) return [[x, y]];
  if (name.kind === "mark" || name.kind === "small") return 2 * room * LEAST_ROOM >= Math.hypot(name.width, name.size * 0.75) ? [[x, y]] : [];
  if (name.kind === "street") return room >= name.width + STREET_ROOM ? [[x, y]] : [];
  if (name.kind === "station") return [[name.width / 2 + 8, 0], [-name.width / 2 - 8, 0], [0, -14], [0, 14]].map(([dx, dy]) => [x + dx, y + dy]);
  if (name.parent) return shown.has(name.parent) && 2 * room * LEAST_ROOM >= name.width ? [[x, y + 16]] : [];
  if (room && 2.4 * room < name.width) return [];
  return [0, -18, 18, -36, 36].filter(by => !by || !room || Math.abs(by) <= room).map(by => [x, y + by]);
}

// The chosen sector's numbers come first, in all its parts, however small.
function placeNames(map, names, chosen) {
  const net = makeNet(), shown = new Set(), standing = [], same = new Map();
  const perMetre = 256 * Math.pow(2, map.getZoom()) / 40075016.7 / Math.cos(map.getCenter().lat * Math.PI / 180);
  const put = (name, room, { x, y }) => {
    for (const [px, py] of spots(name, x, y, room, shown)) {
      const boxes = boxesOf(name, px, py), dot = name.kind === "station" ? [boxAt(x, y, 8, 8)] : [];
      if (!boxes.concat(dot).every(net.isFree)) continue;
      boxes.concat(dot).forEach(net.take);
      shown.add(name);
      same.set(name.text, (same.get(name.text) || []).concat([[px, py]]));
      standing.push({ name, x: px, y: py, dot: dot.length ? [x, y] : null, angle: name.angle });
      return true;
    }
    return false;
  };
  names.forEach(name => { name.isChosen = name.index === chosen; });
  names.filter(name => name.isChosen).concat(names.filter(name => !name.isChosen)).forEach(name => {
    const place = map.latLngToLayerPoint(name.at), room = name.room * perMetre;
    const isNear = ([x, y]) => Math.hypot(x - place.x, y - place.y) < SAME_NAME_APART;
    if (name.kind === "street" && (same.get(name.text) || []).some(isNear)) return;
    if (put(name, room, place) || name.kind !== "mark") return;
    const smaller = Object.assign({}, name, { kind: "small", size: FONTS.small[0], width: name.width * FONTS.small[0] / FONTS.mark[0] });
    if (put(smaller, room, place)) shown.add(name);
  });
  return standing;
}

function showNames(view) {
  const { map } = view, zoom = map.getZoom();
  if (!view.names) view.names = listNames(view.sectors, view.labels);
  if (view.placedAt !== zoom || view.placedFor !== view.chosen) {
    view.placed = placeNames(map, view.names, view.chosen);
    view.placedAt = zoom;
    view.placedFor = view.chosen;
  }
  const seen = L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
  const margin = map.getSize().divideBy(3), { min, max } = seen;
  const drawn = document.createDocumentFragment();
  view.placed.forEach(({ name, x, y, dot, angle }) => {
    const isNumber = name.kind === "mark" || name.kind === "small", beyond = isNumber ? margin.x : -name.width / 2, above = isNumber ? margin.y : -8;
    if (x < min.x - beyond || x > max.x + beyond || y < min.y - above || y > max.y + above) return; // no name is cut by the frame
    if (dot) {
      const circle = drawn.appendChild(make("circle"));
      [["cx", dot[0]], ["cy", dot[1]], ["r", 3.5], ["class", "dot-station"]].forEach(([key, value]) => circle.setAttribute(key, value));
    }
    const text = drawn.appendChild(make("text"));
    text.setAttribute("class", name.kind);
    text.setAttribute("x", x);
    text.setAttribute("y", y);
    if (angle) text.setAttribute("transform", `rotate(${angle} ${x} ${y})`);
    text.textContent = name.text;
  });
  view.texts.textContent = "";
  view.texts.appendChild(drawn);
}

function makeMap(data, shapes, choose) {
  const sectors = data.sectors, renderer = L.svg({ padding: 0.3 });
  const map = L.map("map", { renderer, zoomControl: false, attributionControl: false, keyboard: false, zoomSnap: 0, zoomDelta: 0.7, scrollWheelZoom: false, maxZoom: 17 });
  const areas = sectors.map((sector, index) => L.polygon(latLngs(sector), { className: "area c" + sector.colour, smoothFactor: 0.5 })
    .on("click", () => choose(index)));
  const whole = L.featureGroup(areas).getBounds(), room = { padding: [6, 6], animate: false };
  map.fitBounds(whole, room);
  map.setMinZoom(map.getZoom() - 0.3).setMaxBounds(whole.pad(0.15));
  areas.forEach((area, index) => { area.addTo(map); makeButton(area.getElement(), () => choose(index)); });
  addContext(map, shapes, whole);
  const view = { map, areas, sectors, labels: shapes.labels, chosen: -1, focused: -1 };
  addLines(view);
  moveBetween(view);
  renderer.on("update", () => redraw(view));
  redraw(view);
  addControls(map, whole, room);
  const drawing = areas[0].getElement().ownerSVGElement;
  [map.getContainer(), drawing].forEach(part => { part.setAttribute("role", "group"); part.dataset.tLabel = "map"; });
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  return view;
}

function nameAreas(view, data) {
  view.areas.forEach((area, index) => {
    const sector = data.sectors[index];
    area.getElement().setAttribute("aria-label", sectorTitle(data, sector) + (sector.officer ? ", " + sector.officer : ""));
  });
}

// The card is shown at once; the map follows when that has been painted.
function markChosen(view, chosen) {
  const press = (index, isPressed) => { if (index >= 0) view.areas[index].getElement().setAttribute("aria-pressed", isPressed); };
  press(view.chosen, "false");
  press(chosen, "true");
  view.chosen = chosen;
  trace(view);
  showNamesSoon(view);
  afterPaint(() => {
    const { map } = view, bounds = view.areas[chosen].getBounds();
    const size = map.latLngToContainerPoint(bounds.getSouthEast()).subtract(map.latLngToContainerPoint(bounds.getNorthWest()));
    if (view.chosen !== chosen) return;
    if (Math.max(size.x, size.y) < SMALL) map.fitBounds(bounds.pad(1.2), { animate: false });
    else if (!map.getBounds().contains(bounds)) map.fitBounds(bounds.pad(0.5), { animate: false });
  });
}
