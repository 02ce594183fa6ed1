// Choosing a sector: by list, map, place or link; the card that Python wrote is shown beside the map.
function fill(node, children) {
  node.textContent = "";
  children.forEach(child => node.appendChild(child));
}

// A list changes with every key that is pressed on it; nothing opens before the choice is confirmed.
function listenToList(list, confirm) {
  let byKey = false;
  list.addEventListener("pointerdown", () => { byKey = false; });
  list.addEventListener("keydown", event => {
    byKey = true;
    if (event.key === "Enter") setTimeout(() => confirm(), 0);
  });
  list.addEventListener("change", () => { if (!byKey) confirm(); });
  list.addEventListener("blur", () => confirm(true));
  document.getElementById("show").addEventListener("click", () => confirm());
}

function start() {
  const data = JSON.parse(document.getElementById("data").textContent);
  data.sectors.forEach(sector => { sector.polygons = decode(sector.steps); });
  data.moved.forEach(place => { place.polygons = decode(place.steps); place.box = bounds(place.polygons); });
  document.documentElement.className = "js";
  const list = document.getElementById("sector"), choices = document.getElementById("choices"), result = document.getElementById("result");
  let view = null, chosen = -1;

  function showCard(index) {
    const card = document.getElementById(data.sectors[index].anchor).cloneNode(true);
    const heading = card.querySelector("h3");
    ["id", "tabindex", "aria-labelledby"].forEach(name => card.removeAttribute(name));
    heading.id = "chosen";
    heading.tabIndex = -1;
    fill(result, [card]);
    return heading;
  }

  function choose(index, keepMessage, keepFocus) {
    chosen = index;
    list.value = String(index);
    if (!keepMessage) { fill(choices, []); say(data, "chosen", sectorTitle(data, data.sectors[index])); }
    const heading = showCard(index);
    if (view) markChosen(view, data, index);
    if (!keepFocus) heading.focus();
    try { history.replaceState(null, "", "#" + data.sectors[index].anchor); } catch (error) { /* a sandboxed frame has no history */ }
  }

  function offer(offers) {
    fill(choices, offers.map(({ index, text }) => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.textContent = (text ? text + " → " : "") + sectorTitle(data, data.sectors[index]);
      button.addEventListener("click", () => choose(index));
      item.append(button);
      return item;
    }));
  }

  function searchStreet(text) {
    const found = findStreet(data, text);
    offer(found);
    say(data, found.length ? "street_pick" : readStreet(text).name.length > 2 ? "street_none" : "");
    return found;
  }

  function showPlace(x, y, metres) {
    const index = sectorAt(data.sectors, x, y);
    const near = nearby(data.sectors, x, y, Math.max(50, Math.min(metres, 300)), index);
    fill(choices, []);
    if (index < 0) say(data, near.length ? "near_border" : "outside");
    else if (near.length) say(data, "near_border");
    offer(near.map(other => ({ index: other })));
    if (index < 0) return;
    const moved = data.moved.find(place => inside(place.polygons, place.box, x, y));
    if (moved) say(data, "moved", moved.before, near.length ? "near_border" : "");
    choose(index, near.length > 0 || Boolean(moved));
  }

  function followLink() {
    let anchor = location.hash.slice(1);
    try { anchor = decodeURIComponent(anchor); } catch (error) { return; }
    const index = data.sectors.findIndex(sector => sector.anchor === anchor);
    if (index >= 0) choose(index);
  }

  listenToList(list, keepFocus => { if (list.value !== "" && (keepFocus ? list.value !== String(chosen) : true)) choose(Number(list.value), false, keepFocus); });
  document.getElementById("locate").addEventListener("click", () => {
    say(data, "locating");
    const failed = () => say(data, "locate_failed");
    if (!navigator.geolocation) { failed(); return; }
    navigator.geolocation.getCurrentPosition(
      place => showPlace(place.coords.longitude, place.coords.latitude, place.coords.accuracy), failed,
      { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 });
  });
  const street = document.getElementById("street");
  if (street) {
    street.addEventListener("input", () => searchStreet(street.value));
    street.addEventListener("keydown", event => {
      const found = event.key === "Enter" ? searchStreet(street.value) : [];
      if (found.length === 1) choose(found[0].index);
    });
  }
  document.querySelectorAll("[data-ends]").forEach(event => { event.hidden = new Date(event.dataset.ends) < new Date(); });
  document.querySelectorAll(".events").forEach(list => { list.hidden = list.previousElementSibling.hidden = !list.querySelector("li:not([hidden])"); });
  document.querySelectorAll("[data-language]").forEach(button => button.addEventListener("click", () => {
    useLanguage(data, button.dataset.language);
    if (view) nameAreas(view, data);
    if (chosen >= 0) say(data, "chosen", sectorTitle(data, data.sectors[chosen]));
  }));
  if (window.L) view = makeMap(data, choose);
  useLanguage(data, data.language);
  if (view) nameAreas(view, data);
  window.addEventListener("hashchange", followLink);
  followLink();
  window.sectorAt = (longitude, latitude) => {
    const index = sectorAt(data.sectors, longitude, latitude);
    return index < 0 ? null : data.sectors[index].id;
  };
}

try {
  start();
} catch (error) {
  document.documentElement.className = "no-js"; // the cards and the still map are all there
  throw error;
}
