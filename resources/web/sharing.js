// Passing a sector's contact on: the telephone's own menu, else the link is copied, else it is shown to be copied.
function shareSector(button) {
  const at = (page.link || location.href.split("#")[0]) + "#" + encodeURIComponent(button.value);
  const copy = () => {
    const shown = () => showLink(button, at);
    if (!navigator.clipboard || !navigator.clipboard.writeText) { shown(); return; }
    navigator.clipboard.writeText(at).then(() => tellShared(button, "copied"), shown);
  };
  if (!navigator.share) { copy(); return; }
  navigator.share({ title: document.title, url: at }).catch(error => { if (error.name !== "AbortError") copy(); });
}

function tellShared(button, key) {
  const told = button.closest(".card").querySelector(".told"), text = document.createElement("span");
  text.dataset.t = key;
  writeWord(page, text, key);
  told.textContent = "";
  told.append(text);
  return told;
}

function showLink(button, at) {
  const link = document.createElement("input");
  link.readOnly = true;
  link.value = at;
  link.dir = "ltr";
  link.dataset.tLabel = "copy_this";
  link.setAttribute("aria-label", word(page, "copy_this"));
  tellShared(button, "copy_this").append(" ", link);
  link.select();
}

function listenToSharing() {
  document.addEventListener("click", event => {
    const button = event.target.closest(".share, .print");
    if (!button) return;
    if (button.className.includes("print")) window.print();
    else shareSector(button);
  });
}
