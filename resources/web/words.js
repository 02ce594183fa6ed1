// The page's words in its languages. Only textContent and plain attributes are ever set.
function word(data, key) {
  const text = data.words[data.language][key];
  return text === undefined ? data.words.en[key] : text;
}

// What is said in another language than the page's tells so to readers aloud, and keeps its direction.
function write(data, node, text, language) {
  node.textContent = text;
  if (language === data.language) { node.removeAttribute("lang"); node.removeAttribute("dir"); return; }
  node.lang = language;
  node.dir = directionOf(data, language);
}

function directionOf(data, language) {
  return data.leftward.includes(language) ? "rtl" : "ltr";
}

function writeWord(data, node, key) {
  write(data, node, word(data, key).replace("{}", node.dataset.fill || ""), key in data.words[data.language] ? data.language : "en");
}

// Texts of the data, such as hours, in this language where the table of texts has them.
function writeOwn(data, node) {
  if (node.dataset.own === "") node.dataset.own = node.textContent;
  const text = data.own[data.language][node.dataset.own];
  write(data, node, text === undefined ? node.dataset.own : text, text === undefined ? data.written : data.language);
}

function longDay(data, node) {
  const code = data.language, day = new Date(node.dateTime + "T12:00:00Z"), form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  if (node.dataset[code]) return node.dataset[code];
  try {
    if (Intl.DateTimeFormat.supportedLocalesOf([code]).length) return new Intl.DateTimeFormat(code + "-u-ca-gregory-nu-latn", form).format(day);
  } catch (error) { /* an old browser says it in English */ }
  return node.dataset.en;
}

function useLanguage(data, code) {
  const each = (selector, change) => document.querySelectorAll(selector).forEach(change);
  data.language = code;
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(data, code);
  each("[data-t]", node => { writeWord(data, node, node.dataset.t); });
  each("[data-own]", node => { writeOwn(data, node); });
  each("time", node => { node.textContent = longDay(data, node); });
  each("[data-t-label]", node => { node.setAttribute("aria-label", word(data, node.dataset.tLabel)); });
  each("[data-t-title]", node => { node.title = word(data, node.dataset.tTitle); });
  each("[data-language]", node => { node.setAttribute("aria-pressed", String(node.dataset.language === code)); });
}

function say(data, key, more, before, after) {
  const status = document.getElementById("status");
  const put = wanted => {
    const text = document.createElement("span");
    text.dataset.t = wanted;
    writeWord(data, text, wanted);
    status.append(text, " ");
  };
  status.textContent = "";
  [before, key].filter(Boolean).forEach(put);
  if (key && more) {
    const name = document.createElement("bdi");
    name.textContent = more;
    status.append(name);
  }
  if (after) put(after);
}

function sectorTitle(data, sector) {
  return word(data, "sector") + " " + sector.id + (sector.name ? " · " + sector.name : "");
}
