// The street search: an index in the page, nothing is sent. Entries are [street, sectors or runs of house numbers].
function readStreet(text) {
  const match = /^(.*?)[\s,]+(\d{1,4})\s*[a-zæøå]?$/i.exec(text.trim());
  return { name: (match ? match[1] : text).trim().toLowerCase().replace(/\s+/g, " "), number: match ? Number(match[2]) : 0 };
}

function matchingStreets(streets, name) {
  if (name.length < 2) return [];
  const starts = [], contained = [];
  streets.forEach(entry => {
    const street = entry[0].toLowerCase();
    if (street === name) starts.unshift(entry);
    else if (street.startsWith(name)) starts.push(entry);
    else if (street.includes(" " + name)) contained.push(entry);
  });
  return starts.length && starts[0][0].toLowerCase() === name ? [starts[0]] : starts.concat(contained).slice(0, 8);
}

function runLabel(words, run) {
  return run[1] === run[2] ? String(run[1]) : run[1] + "–" + run[2] + " (" + (run[3] ? words.odd : words.even) + ")";
}

function streetChoices(words, entry, number) {
  const street = entry[0], found = entry[1];
  if (typeof found[0] === "number") return found.map(index => ({ index, text: street }));
  const inRun = run => run[3] === number % 2 && run[1] <= number && number <= run[2];
  const runs = number && found.some(inRun) ? found.filter(inRun) : found;
  return runs.map(run => ({ index: run[0], text: street + " " + (number && inRun(run) ? number : runLabel(words, run)) }));
}

function findStreet(data, text) {
  const { name, number } = readStreet(text);
  return [].concat(...matchingStreets(data.streets, name).map(entry => streetChoices(data.words[data.language], entry, number))).slice(0, 12);
}
