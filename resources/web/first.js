// Before anything is shown: scripts run here, so the page is laid out for them from the start, and nothing moves later.
document.documentElement.className = "js";
// Where a script breaks, the cards and the still map are all there.
window.addEventListener("error", () => { if (!document.documentElement.classList.contains("ready")) document.documentElement.className = "no-js"; });
