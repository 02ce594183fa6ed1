// The map: every sector is a button that keyboard and screen reader reach, named and numbered.
function latLngs(sector) {
  return sector.polygons.map(rings => rings.map(ring => ring.map(([x, y]) => [y, x])));
}

function control(position, make) {
  const control = L.control({ position });
  control.onAdd = () => {
    const box = L.DomUtil.create("div", "leaflet-bar");
    make(box);
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  return control;
}

function mapButton(box, sign, key, action) {
  const button = L.DomUtil.create("button", "", box);
  button.type = "button";
  button.textContent = sign;
  button.dataset.tLabel = key;
  button.dataset.tTitle = key;
  button.addEventListener("click", action);
}

function addControls(map, whole, room) {
  control("topright", box => {
    mapButton(box, "+", "zoom_in", () => map.zoomIn());
    mapButton(box, "−", "zoom_out", () => map.zoomOut());
    mapButton(box, "⤢", "whole", () => map.fitBounds(whole, room));
  }).addTo(map);
  control("bottomright", box => {
    box.classList.add("pan");
    mapButton(box, "←", "pan_left", () => map.panBy([-120, 0]));
    mapButton(box, "↑", "pan_up", () => map.panBy([0, -120]));
    mapButton(box, "↓", "pan_down", () => map.panBy([0, 120]));
    mapButton(box, "→", "pan_right", () => map.panBy([120, 0]));
  }).addTo(map);
}

function addNumber(map, sector) {
  const mark = document.createElement("span");
  mark.textContent = sector.id.length > 8 ? sector.id.slice(0, 7) + "…" : sector.id;
  const icon = L.divIcon({ className: "mark", html: mark, iconSize: [64, 20] });
  L.marker([sector.label[1], sector.label[0]], { icon, interactive: false, keyboard: false }).addTo(map)
    .getElement().setAttribute("aria-hidden", "true");
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
  const back = map.createPane("back"), front = map.createPane("front");
  back.style.zIndex = 350;
  front.style.zIndex = 450;
  back.style.pointerEvents = front.style.pointerEvents = "none";
  if (data.tiles) L.tileLayer("tiles/{z}/{x}/{y}.png", { pane: "back", minZoom: data.tiles[0], maxNativeZoom: data.tiles[1], maxZoom: 17, bounds: whole.pad(0.14) }).addTo(map);
  const bare = { interactive: false, smoothFactor: 1 };
  const turned = rings => rings.map(ring => ring.map(([x, y]) => [y, x]));
  if (data.water.length) L.polygon(decode(data.water).map(turned), Object.assign({ className: "water", pane: "back", renderer: L.svg({ pane: "back", padding: 0.5 }) }, bare)).addTo(map);
  if (data.roads.length) L.polyline(turned(decode([data.roads])[0]), Object.assign({ className: "road", pane: "front", renderer: L.svg({ pane: "front", padding: 0.5 }), fill: false }, bare)).addTo(map);
  back.setAttribute("aria-hidden", "true");
  front.setAttribute("aria-hidden", "true");
}

// One stop for Tab; the arrow keys go from sector to sector in the order of their numbers.
function moveBetween(map, areas) {
  const paths = areas.map(area => area.getElement()), last = paths.length - 1;
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -last, End: last };
  paths[0].setAttribute("tabindex", "0");
  paths.forEach((path, index) => {
    path.addEventListener("focus", () => {
      paths.forEach((other, at) => other.setAttribute("tabindex", at === index ? "0" : "-1"));
      if (!map.getBounds().contains(areas[index].getBounds().getCenter())) map.panTo(areas[index].getBounds().getCenter(), { animate: false });
    });
    path.addEventListener("keydown", event => {
      if (!(event.key in steps)) return;
      event.preventDefault();
      const by = steps[event.key];
      paths[Math.abs(by) === 1 ? (index + by + paths.length) % paths.length : by < 0 ? 0 : last].focus();
    });
  });
}

function makeMap(data, shapes, choose) {
  const sectors = data.sectors;
  const map = L.map("map", { zoomControl: false, attributionControl: false, keyboard: false, zoomSnap: shapes.tiles ? 1 : 0.1, zoomDelta: shapes.tiles ? 1 : 0.7, scrollWheelZoom: false, maxZoom: 17 });
  const areas = sectors.map((sector, index) => L.polygon(latLngs(sector), { className: "area c" + sector.colour, smoothFactor: 0.5 })
    .on("click", () => choose(index)));
  const whole = L.featureGroup(areas).getBounds();
  // No sector lies under the buttons. Tiles are drawn at whole zooms, where so much room could cost a zoom.
  const room = { paddingTopLeft: [8, 8], paddingBottomRight: shapes.tiles ? [8, 8] : [58, 58], animate: false };
  map.fitBounds(whole, room);
  map.setMinZoom(map.getZoom() - 1).setMaxBounds(whole.pad(0.6));
  addContext(map, shapes, whole);
  areas.forEach((area, index) => { area.addTo(map); makeButton(area.getElement(), () => choose(index)); });
  moveBetween(map, areas);
  setTimeout(() => sectors.forEach(sector => addNumber(map, sector)), 0);
  addControls(map, whole, room);
  map.getContainer().setAttribute("role", "group");
  map.getContainer().dataset.tLabel = "map";
  map.getPane("overlayPane").querySelector("svg").setAttribute("role", "group");
  map.getPane("overlayPane").querySelector("svg").dataset.tLabel = "map";
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  return { map, areas, outline: null, pressed: -1 };
}

function nameAreas(view, data) {
  view.areas.forEach((area, index) => {
    const sector = data.sectors[index];
    area.getElement().setAttribute("aria-label", sectorTitle(data, sector) + (sector.officer ? ", " + sector.officer : ""));
  });
}

function markChosen(view, data, chosen) {
  const press = (index, isPressed) => { if (index >= 0) view.areas[index].getElement().setAttribute("aria-pressed", isPressed); };
  press(view.pressed, "false");
  press(chosen, "true");
  view.pressed = chosen;
  if (view.outline) view.outline.remove();
  view.outline = L.polygon(latLngs(data.sectors[chosen]), { className: "outline", interactive: false, fill: false, smoothFactor: 0.5 }).addTo(view.map);
  const bounds = view.areas[chosen].getBounds();
  if (!view.map.getBounds().contains(bounds)) view.map.fitBounds(bounds.pad(0.5), { animate: false });
}
