// The page's words in both languages. Only textContent and plain attributes are ever set.
function useLanguage(data, code) {
  const words = data.words[code];
  document.documentElement.lang = code;
  document.querySelectorAll("[data-t]").forEach(node => { node.textContent = words[node.dataset.t]; });
  document.querySelectorAll("time").forEach(node => { node.textContent = node.dataset[code]; });
  document.querySelectorAll("[data-t-label]").forEach(node => { node.setAttribute("aria-label", words[node.dataset.tLabel]); });
  document.querySelectorAll("[data-t-title]").forEach(node => { node.title = words[node.dataset.tTitle]; });
  document.querySelectorAll("[data-language]").forEach(node => { node.setAttribute("aria-pressed", String(node.dataset.language === code)); });
  data.language = code;
  return words;
}

function say(data, key, more, before, after) {
  const status = document.getElementById("status");
  const put = word => {
    const text = document.createElement("span");
    text.dataset.t = word;
    text.textContent = data.words[data.language][word];
    status.append(text, " ");
  };
  status.textContent = "";
  [before, key].filter(Boolean).forEach(put);
  if (key && more) status.append(more);
  if (after) put(after);
}

function sectorTitle(data, sector) {
  return data.words[data.language].sector + " " + sector.id + (sector.name ? " · " + sector.name : "");
}
