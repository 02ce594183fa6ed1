// What comes last: map, device location, links to a sector, the other language, and the folded list of all sectors.
const shapes = JSON.parse(node("shapes").textContent);

function showPlace(x, y, metres) {
  const index = findSector(page.sectors, x, y);
  const near = nearby(page.sectors, x, y, Math.max(50, Math.min(metres, 300)), index);
  fill(node("choices"), []);
  if (index < 0) say(page, near.length ? "near_border" : "outside");
  else if (near.length) say(page, "near_border");
  suggestSectors(near);
  if (index < 0) return;
  const moved = shapes.moved.find(place => inside(place.polygons, place.box, x, y));
  if (moved) say(page, "moved", moved.before, near.length ? "near_border" : "");
  choose(index, near.length > 0 || Boolean(moved));
}

function locate() {
  say(page, "locating");
  const failed = () => say(page, "locate_failed");
  if (!navigator.geolocation) { failed(); return; }
  navigator.geolocation.getCurrentPosition(
    place => showPlace(place.coords.longitude, place.coords.latitude, place.coords.accuracy), failed,
    { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 });
}

function followLink() {
  let anchor = location.hash.slice(1);
  try { anchor = decodeURIComponent(anchor); } catch (error) { return; }
  const index = page.sectors.findIndex(sector => sector.anchor === anchor);
  if (index >= 0) choose(index);
}

function foldList() {
  const button = node("unfold");
  const isOpen = document.documentElement.classList.toggle("unfolded");
  button.setAttribute("aria-expanded", String(isOpen));
  button.firstElementChild.dataset.t = isOpen ? "all_hide" : "all_show";
  button.firstElementChild.textContent = word(page, button.firstElementChild.dataset.t);
}

function hidePastEvents() {
  document.querySelectorAll("[data-ends]").forEach(event => { event.hidden = new Date(event.dataset.ends) < new Date(); });
  document.querySelectorAll(".events").forEach(list => { list.hidden = list.previousElementSibling.hidden = !list.querySelector("li:not([hidden])"); });
}

function sayWhenLate() {
  const day = new Date(), today = new Date(day.getTime() - day.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  document.querySelectorAll("[data-review]").forEach(note => { note.hidden = note.dataset.review >= today; });
  document.querySelectorAll("[data-until]").forEach(note => { note.hidden = note.dataset.until < today; });
}

function speak(code) {
  useLanguage(page, code);
  if (state.view) nameAreas(state.view, page);
}

function startMap() {
  page.sectors.forEach((sector, index) => { Object.assign(sector, shapes.sectors[index], { polygons: decode(shapes.sectors[index].steps) }); });
  shapes.moved.forEach(place => { place.polygons = decode(place.steps); place.box = bounds(place.polygons); });
  node("locate").addEventListener("click", locate);
  node("unfold").addEventListener("click", foldList);
  hidePastEvents();
  sayWhenLate();
  listenToSharing();
  document.querySelectorAll("[data-language]").forEach(button => button.addEventListener("click", () => {
    speak(button.dataset.language);
    if (state.chosen >= 0) say(page, "chosen", sectorTitle(page, page.sectors[state.chosen]));
  }));
  if (window.L) state.view = makeMap(page, shapes, choose);
  speak(page.language);
  if (state.chosen >= 0 && state.view) markChosen(state.view, state.chosen);
  window.addEventListener("hashchange", followLink);
  followLink();
  document.documentElement.classList.add("ready");
  window.sectorAt = (longitude, latitude) => {
    const index = findSector(page.sectors, longitude, latitude);
    return index < 0 ? null : page.sectors[index].id;
  };
}

startMap();
