// Choosing a sector: by address, list, map, place or link; the card that Python wrote is shown beside the map.
const page = JSON.parse(document.getElementById("data").textContent);
const state = { view: null, chosen: -1, active: -1, offers: [] };
const node = id => document.getElementById(id);

function fill(parent, children) {
  parent.textContent = "";
  children.forEach(child => parent.appendChild(child));
}

function showCard(index) {
  const written = node(page.sectors[index].anchor);
  if (!written) return null;
  const card = written.cloneNode(true), heading = card.querySelector("h3");
  ["id", "tabindex", "aria-labelledby"].forEach(name => card.removeAttribute(name));
  heading.id = "chosen";
  heading.tabIndex = -1;
  fill(node("result"), [card]);
  return heading;
}

// What nobody waits for comes when the answer has been painted.
function afterPaint(action) {
  requestAnimationFrame(() => setTimeout(action, 0));
}

// A sector may be chosen before its card has come over a slow line.
function choose(index, keepMessage, keepFocus) {
  const heading = showCard(index);
  if (!heading) {
    say(page, "loading");
    document.addEventListener("DOMContentLoaded", () => choose(index, keepMessage, keepFocus), { once: true });
    return;
  }
  state.chosen = index;
  document.documentElement.classList.add("picked");
  const links = document.querySelectorAll(".overview a"), before = document.querySelector(".overview .here");
  if (before) before.classList.remove("here");
  if (links[index]) links[index].classList.add("here"); // marks it in print
  if (!keepMessage) { fill(node("choices"), []); say(page, "chosen", sectorTitle(page, page.sectors[index])); }
  if (state.view) markChosen(state.view, index);
  if (!keepFocus) heading.focus();
  afterPaint(() => {
    node("sector").value = String(state.chosen);
    try { history.replaceState(null, "", "#" + page.sectors[state.chosen].anchor); } catch (error) { /* a sandboxed frame has no history */ }
  });
}

function suggestSectors(indexes) {
  fill(node("choices"), indexes.map(index => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.textContent = sectorTitle(page, page.sectors[index]);
    button.addEventListener("click", () => choose(index));
    item.append(button);
    return item;
  }));
}

// The results under the address field: a list box that the field itself steers.
function showOffers(offers) {
  state.offers = offers;
  activate(-1);
  fill(node("offers"), offers.map((offer, at) => {
    const item = document.createElement("li"), street = document.createElement("span");
    item.id = "offer-" + at;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    street.textContent = offer.text;
    item.append(street);
    if (offer.index !== undefined) {
      const sector = document.createElement("span");
      sector.className = "of";
      sector.textContent = sectorTitle(page, page.sectors[offer.index]);
      item.append(" ", sector);
    }
    item.addEventListener("mousedown", event => event.preventDefault());
    item.addEventListener("click", () => pick(offer));
    return item;
  }));
  node("offers").hidden = !offers.length;
  node("address").setAttribute("aria-expanded", String(offers.length > 0));
}

function activate(at) {
  const items = node("offers").children, field = node("address");
  state.active = at;
  [...items].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  if (at < 0) { field.removeAttribute("aria-activedescendant"); return; }
  field.setAttribute("aria-activedescendant", items[at].id);
  items[at].scrollIntoView({ block: "nearest" });
}

function pick(offer) {
  if (offer.fill !== undefined) {
    node("address").value = offer.fill;
    search();
    node("address").focus();
    return;
  }
  node("address").value = offer.text;
  showOffers([]);
  if (offer.near.length) say(page, "near_border");
  suggestSectors(offer.near);
  choose(offer.index, offer.near.length > 0);
}

function search() {
  const text = node("address").value, found = searchAddress(page, text);
  showOffers(found.offers);
  fill(node("choices"), []);
  if (found.offers.length) say(page, found.kind === CLOSE ? "close" : found.kind === ELSEWHERE ? "elsewhere" : "offers", found.offers.length + ". ", "", found.more > 0 ? "more" : "offer_use");
  else if (!found.read.name && found.read.postcode) say(page, "street_needed");
  else say(page, found.read.name.length > 2 ? "street_none" : "");
  return found;
}

function steer(event) {
  const count = state.offers.length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!count) search();
    else activate((state.active + (event.key === "ArrowDown" ? 1 : state.active < 0 ? count : count - 1)) % count);
  } else if (event.key === "Escape") showOffers([]);
  else if (event.key === "Enter") {
    event.preventDefault();
    if (state.active >= 0) { pick(state.offers[state.active]); return; }
    const found = search();
    if (found.sure) pick(found.offers[0]);
    else if (found.offers.length) activate(0);
  }
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
  node("show").addEventListener("click", () => confirm());
}

function start() {
  const list = node("sector"), address = node("address");
  listenToList(list, keepFocus => { if (list.value !== "" && (!keepFocus || list.value !== String(state.chosen))) choose(Number(list.value), false, keepFocus); });
  if (address) {
    address.addEventListener("input", search);
    address.addEventListener("keydown", steer);
    address.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== address) showOffers([]); }, 150));
    if (address.value) search();
  }
}

start();
