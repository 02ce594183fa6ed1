// Addresses as people write them, and the street search: an index in the page, nothing is sent.
// The table is JSON between the marks; core/publish/addresses.py reads the same one, so imports and page understand alike.
const ADDRESS_TABLE = /*table*/{
  "letters": {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "ß": "ss", "œ": "oe", "ð": "d", "þ": "th", "ł": "l", "’": "", "'": "", "´": "", "`": "", "‘": "", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", ";": ",", "\n": ","},
  "text": [
    ["[^a-z0-9.,/#+&-]+", " "],
    ["^ *(?:adressen?|adr|address)[ .,]+", ""],
    ["^c/o[^,]*, *", ""],
    ["[ ,.]*\\b(?:danmark|denmark)[ .]*$", ""],
    ["\\bdk ?-? ?(\\d{4})\\b", "$1"],
    ["([a-z]{2}\\.?)(\\d{1,3}[a-z]?)(?![a-z0-9])", "$1 $2"],
    ["\\b(?:hus ?nr|husnummer|nr|nummer|no|num)\\b\\.?:? *(?=\\d)", " "],
    ["# *(?=\\d)", " "],
    ["\\bhus *(?=\\d+[a-z]? *(?:,|$))", " "],
    [" +", " "],
    ["[ ,]*,[ ,]*", ", "],
    ["^[ ,.-]+|[ ,-]+$", ""]
  ],
  "post_first": "^(\\d{4}) +([a-z][a-z .]*?) *, *(.+)$",
  "post_number": "^(\\d{4})[ ,]+([a-z].* \\d{1,3}(?: ?[a-z])?(?:[ ,].*)?)$",
  "post_last": "^(.*?)[ ,]+(\\d{4})(?:[ ,]+([a-z][a-z .,]*?))?[ .,]*$",
  "post_only": "^(\\d{4})(?: +([a-z][a-z .]*))?$",
  "number_last": "^(.*?[a-z]\\.?)[ ,.]*[ ,](\\d{1,3}) ?([a-z])?(?![a-z0-9])(.*)$",
  "number_first": "^(\\d{1,3}) ?([a-z])?[ ,]+([a-z]{2}.*)$",
  "range": "^[ ,]*(?:-|/|\\+|&|og\\b|til\\b)[ ]*(\\d{1,3})(?!\\d)",
  "not_a_town": "^(?:st|stuen?|parterre|sal|kl|kld|kaelder|kaelderen|th|tv|mf|t|m|lejl|lejlighed|doer|dor|bagh|baghus|baghuset|forhus|forhuset|sidehus|opg|opgang|vaer|vaerelse|etage|port|mezz|mezzanin|loft|kvist|dk)\\b",
  "words": [
    ["&|\\+", [" og "]],
    ["\\bgl\\b\\.?", ["gammel "]],
    ["\\bs[kc]t\\b\\.?|\\bsanct\\b|\\bsaint\\b", ["sankt "]],
    ["\\bst\\b\\.?", ["sankt ", "store "]],
    ["\\bstr\\.(?= )|\\bstor\\b\\.?", ["store "]],
    ["\\bll\\b\\.?", ["lille "]],
    ["\\bl\\.", ["l ", "lille "]],
    ["\\bkgs\\b\\.?", ["kongens "]],
    ["\\bndr\\b\\.?", ["nordre ", "noerre "]],
    ["\\bnr\\b\\.?", ["noerre ", "nordre "]],
    ["\\bsdr\\b\\.?", ["soendre ", "soender "]],
    ["\\bvestr\\b\\.?", ["vestre "]],
    ["\\boestr\\b\\.?", ["oestre "]],
    ["\\boe\\b\\.?", ["oester ", "oestre "]],
    ["\\bn\\b\\.?", ["n ", "noerre ", "nordre "]],
    ["\\bs\\b\\.?", ["s ", "soender ", "soendre "]],
    ["\\bdr\\b\\.?|\\bdoct(?:or)?\\b\\.?", ["doktor ", "dronning ", "dronningens "]],
    ["\\bdronn?\\b\\.?", ["dronning "]],
    ["\\bprof\\b\\.?", ["professor "]],
    ["\\bchr\\b\\.?", ["christian ", "christians "]],
    ["\\bvilh\\b\\.?", ["vilhelm "]],
    ["\\bjoh\\b\\.?", ["johan ", "johannes "]],
    ["\\bedv\\b\\.?", ["edvard "]],
    ["\\bfred\\b\\.?|\\bfrdk\\b\\.?", ["frederik "]],
    ["\\bfr\\b\\.?", ["frederik ", "frederiks ", "fru "]],
    ["\\bfrb\\b\\.?|\\bfrbg\\b\\.?", ["frederiksberg "]],
    ["\\bfrbgs\\b\\.?|\\bfrbs\\b\\.?", ["frederiksberg ", "frederiksbergs "]],
    ["\\bkbh\\b\\.?|\\bkbhvn\\b\\.?", ["koebenhavn "]],
    ["\\bborgm\\b\\.?", ["borgmester "]],
    ["\\badm\\b\\.?", ["admiral "]],
    ["\\bgen\\b\\.?", ["general "]],
    ["\\bkapt\\b\\.?", ["kaptajn "]],
    ["\\bpr\\b\\.?", ["prins "]],
    ["\\b(?:boul|blvd|blv|bvd|bld|bvld|boulv|blvrd)\\b\\.?", ["boulevard "]],
    ["boulv?\\.$|blvd\\.?$", ["boulevard "]],
    ["\\bal\\.?$|\\ball\\.?$", ["alle "]],
    ["allee$|\\ballee\\b", ["alle "]],
    ["([a-z]{3})pl\\.?$|\\bpl\\b\\.?", ["$1plads "]],
    ["([a-z]{3})str\\.?$|\\bstr\\b\\.?$", ["$1straede "]],
    ["([a-z]{3})gd\\.?$|([a-z]{3})g\\.$|\\bgd?\\b\\.?$", ["$1$2gade "]],
    ["([a-z]{3})v\\.$", ["$1vej "]],
    ["\\bv\\b\\.?$", ["vej ", "v "]],
    ["\\bv\\b\\.?", ["v ", "vester ", "vestre "]]
  ],
  "loose": [["ae", "a"], ["oe", "o"], ["aa", "a"], ["ue", "u"]]
}/*end*/;

function substitute(text, pattern, replacement) {
  return text.replace(new RegExp(pattern, "g"), replacement);
}

function foldText(text) {
  const plain = [...text.normalize("NFC").toLowerCase()].map(letter => letter in ADDRESS_TABLE.letters ? ADDRESS_TABLE.letters[letter] : letter).join("");
  return plain.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

function match(name, text) {
  return new RegExp(ADDRESS_TABLE[name]).exec(text);
}

function takePostcode(text) {
  let found = match("post_only", text);
  if (found) return { rest: "", postcode: found[1], town: found[2] || "" };
  if ((found = match("post_first", text))) return { rest: found[3], postcode: found[1], town: found[2] };
  if ((found = match("post_number", text))) return { rest: found[2], postcode: found[1], town: "" };
  if ((found = match("post_last", text))) return { rest: found[1], postcode: found[2], town: found[3] || "" };
  return { rest: text, postcode: "", town: "" };
}

function townIn(tail) {
  const parts = tail.split(",").map(part => part.trim()).filter(part => /^[a-z][a-z .]{2,}$/.test(part) && !match("not_a_town", part));
  return parts.length ? parts[parts.length - 1] : "";
}

// Returns { name, number, letter, last, postcode, town }; name is folded, number 0 where there is none.
function readAddress(text) {
  const folded = ADDRESS_TABLE.text.reduce((done, rule) => substitute(done, rule[0], rule[1]), foldText(text));
  const { rest, postcode, town } = takePostcode(folded);
  const made = (name, number, letter, tail) => {
    const range = match("range", tail);
    return { name: name.split(",").pop().trim(), number: Number(number), letter, last: range ? Number(range[1]) : 0, postcode, town: (town || townIn(tail)).trim() };
  };
  let found = match("number_last", rest);
  if (found) return made(found[1], found[2], found[3] || "", found[4]);
  if ((found = match("number_first", rest))) return made(found[3].split(",")[0], found[1], found[2] || "", found[3].split(",").slice(1).join(","));
  const comma = rest.indexOf(",");
  return comma < 0 ? made(rest, 0, "", "") : made(rest.slice(0, comma), 0, "", rest.slice(comma));
}

const WORD_RULES = ADDRESS_TABLE.words.map(rule => [new RegExp(rule[0], "g"), rule[1]]);

// Returns the spellings that a folded name stands for, without blanks and signs, the likeliest first.
function streetKeys(name) {
  let spelt = [name];
  WORD_RULES.forEach(([pattern, words]) => {
    if (spelt.some(one => one.search(pattern) >= 0)) spelt = [].concat(...spelt.map(one => words.map(word => one.replace(pattern, word)))).slice(0, 24);
  });
  return spelt.map(one => one.replace(/[^a-z0-9]/g, "")).filter((one, index, all) => one && all.indexOf(one) === index);
}

function looseKey(key) {
  return ADDRESS_TABLE.loose.reduce((text, rule) => text.split(rule[0]).join(rule[1]), key);
}

// The steps between two spellings: a letter left out, put in, changed, or two that changed place; `most` + 1 where there are more.
function lettersApart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], row = [];
  for (let j = 0; j <= other.length; j++) row.push(j);
  for (let i = 1; i <= one.length; i++) {
    const last = row;
    row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    before = last;
  }
  return row[other.length];
}

const EXACT = 0, ALIKE = 1, BEGINS = 2, HOLDS = 3, CLOSE = 4, ELSEWHERE = 5, MOST_STREETS = 12;

function indexStreets(data) {
  if (!data.index) data.index = data.streets.map(entry => {
    const name = foldText(entry[0]), keys = streetKeys(name), place = foldText(entry[2] || "");
    const words = name.split(/[ -]+/).slice(1).map((word, at, all) => looseKey(all.slice(at).join("").replace(/[^a-z0-9]/g, "")));
    return { entry, keys, loose: keys.map(looseKey), words, postcode: (/\d{4}/.exec(place) || [""])[0], town: looseKey(place.replace(/[^a-z]/g, "")) };
  });
  return data.index;
}

function isElsewhere(street, read) {
  if (read.postcode && street.postcode) return read.postcode !== street.postcode;
  const town = looseKey(read.town.replace(/[^a-z]/g, ""));
  return Boolean(town && street.town) && !street.town.startsWith(town) && !town.startsWith(street.town);
}

function rank(street, keys, loose) {
  if (street.keys.some(key => keys.includes(key))) return EXACT;
  if (street.loose.some(key => loose.includes(key))) return ALIKE;
  if (street.loose.some(key => loose.some(one => key.startsWith(one)))) return BEGINS;
  if (street.words.some(word => loose.some(one => one.length > 2 && word.startsWith(one)))) return HOLDS;
  return ELSEWHERE + 1;
}

function isClose(street, loose) {
  return loose.some(one => {
    const most = one.length < 5 ? 0 : one.length < 10 ? 1 : 2;
    const isBegun = key => key.length > one.length ? lettersApart(one, key.slice(0, one.length), 1) <= 1 : one.startsWith(key) && one.length - key.length < 4;
    return most > 0 && street.loose.some(key => lettersApart(one, key, most) <= most || isBegun(key));
  });
}

// Returns [{ street, rank }], the best first. Where a street is spelt as it is, no other is offered.
function matchingStreets(data, read) {
  const keys = streetKeys(read.name), loose = keys.map(looseKey);
  if (!loose.length || loose[0].length < 2) return [];
  const ranked = indexStreets(data).map(street => ({ street, rank: rank(street, keys, loose) }));
  for (const best of [EXACT, ALIKE]) {
    const found = ranked.filter(one => one.rank === best), here = found.filter(one => !isElsewhere(one.street, read));
    if (here.length) return here;
    if (found.length) return found.map(one => ({ street: one.street, rank: ELSEWHERE }));
  }
  const begun = ranked.filter(one => one.rank <= HOLDS).sort((one, other) => one.rank - other.rank);
  if (begun.length) return begun;
  const close = ranked.filter(one => isClose(one.street, loose)).map(one => ({ street: one.street, rank: CLOSE }));
  const distance = one => Math.min(...loose.map(key => Math.min(...one.street.loose.map(other => lettersApart(key, other, 3)))));
  return close.sort((one, other) => distance(one) - distance(other));
}

function houseText(house) {
  const letter = Math.round(house * 100) % 100;
  return Math.floor(house) + (letter ? String.fromCharCode(64 + letter) : "");
}

function houseOf(number, letter) {
  return number + (letter ? (letter.charCodeAt(0) - 96) / 100 : 0);
}

// Runs are [sector, first house, last house, odd]. Where a number stands in none, those beside it are offered, unsure.
function runsOf(runs, number, letter) {
  const own = runs.filter(run => run[3] === number % 2), house = houseOf(number, letter);
  const exact = letter ? own.filter(run => run[1] <= house && house <= run[2]) : [];
  if (exact.length) return { runs: exact, sure: true };
  const whole = own.filter(run => Math.floor(run[1]) <= number && number <= Math.floor(run[2]));
  if (whole.length) return { runs: whole, sure: true };
  const before = own.filter(run => run[2] < number), after = own.filter(run => run[1] > number);
  const beside = before.slice(-1).concat(after.slice(0, 1));
  return { runs: beside.length ? beside : runs, sure: false };
}

function runText(words, run) {
  return run[1] === run[2] ? houseText(run[1]) : houseText(run[1]) + "–" + houseText(run[2]) + " (" + (run[3] ? words.odd : words.even) + ")";
}

function bySector(runs) {
  const sectors = [];
  runs.forEach(run => {
    const known = sectors.find(one => one.index === run[0]);
    if (known) known.runs.push(run); else sectors.push({ index: run[0], runs: [run] });
  });
  return sectors;
}

// Returns { index, text, sure, near } for every sector that an address may be in. None is ever left out.
function sectorChoices(words, entry, read, sure) {
  const found = entry[1], place = entry[2] ? ", " + entry[2] : "", nearby = entry[3] || [];
  const address = entry[0] + (read.number ? " " + read.number + read.letter.toUpperCase() : "");
  const near = nearby.filter(one => read.number && (read.letter ? one[0] === houseOf(read.number, read.letter) : Math.floor(one[0]) === read.number));
  const others = index => [].concat(...near.map(one => one.slice(1))).filter((other, at, all) => other !== index && all.indexOf(other) === at);
  if (typeof found[0] === "number") return found.map(index => ({ index, text: (found.length > 1 ? entry[0] : address) + place, sure: sure && found.length === 1, near: others(index) }));
  if (!read.number) return bySector(found).map(one => ({ index: one.index, text: entry[0] + " " + one.runs.map(run => runText(words, run)).join(", ") + place, sure: false, near: [] }));
  const asked = [runsOf(found, read.number, read.letter)];
  if (read.last) asked.push(runsOf(found, read.last, ""));
  const sectors = bySector([].concat(...asked.map(one => one.runs)));
  const isSure = sure && sectors.length === 1 && asked.every(one => one.sure);
  return sectors.map(one => ({ index: one.index, text: (isSure ? address : entry[0] + " " + one.runs.map(run => runText(words, run)).join(", ")) + place, sure: isSure, near: others(one.index) }));
}

function streetText(entry) {
  return entry[0] + (entry[2] ? ", " + entry[2] : "");
}

// Returns { offers, kind, more, read, sure }: kind says how well the text fits, more how many streets are not shown; sure,
// that the text names one place in one sector. An offer without a sector of its own fills the street in.
function searchAddress(data, text) {
  const read = readAddress(text), streets = matchingStreets(data, read), words = Object.assign({}, data.words.en, data.words[data.language]);
  const kind = streets.length ? streets[0].rank : -1, isSpelt = kind === EXACT || kind === ALIKE;
  const shown = isSpelt ? streets : streets.slice(0, MOST_STREETS);
  const offers = [].concat(...shown.map(one => {
    const choices = sectorChoices(words, one.street.entry, read, isSpelt && streets.length === 1);
    if (isSpelt || choices.length === 1 || streets.length === 1) return choices;
    return read.number ? choices : [{ fill: streetText(one.street.entry), text: streetText(one.street.entry), sure: false, near: [] }];
  }));
  return { offers, kind, more: streets.length - shown.length, read, sure: offers.length === 1 && offers[0].sure };
}

function findStreet(data, text) {
  return searchAddress(data, text).offers;
}
