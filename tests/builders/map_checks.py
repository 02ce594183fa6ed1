"""The checks of the map: borders that stand out, water and land told apart, names and numbers with room of their own."""

import io
from collections import Counter

from PIL import Image

from .pages import visit

SCHEMES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
LEAST_CONTRAST = 3.0
# Points along every border, and the step from it to its left, in pixels of the window.
BORDER_POINTS = """() => [...document.querySelectorAll('#map path.area')].flatMap(path => {
    const whole = path.getTotalLength(), screen = path.getScreenCTM();
    const at = length => { const p = path.getPointAtLength(length); return [p.x * screen.a + screen.e, p.y * screen.d + screen.f]; };
    return Array.from({ length: 24 }, (_, i) => {
        const [x, y] = at(whole * (i + .5) / 24), [ax, ay] = at(whole * (i + .5) / 24 - 2), [bx, by] = at(whole * (i + .5) / 24 + 2);
        const long = Math.hypot(bx - ax, by - ay) || 1;
        return [x, y, -(by - ay) / long, (bx - ax) / long];
    });
})"""
TEXTS = """() => [...document.querySelectorAll('#map .names text')].map(text => {
    const box = text.getBoundingClientRect();
    return { kind: text.getAttribute('class'), text: text.textContent, turned: text.hasAttribute('transform'),
             box: [box.left, box.top, box.right, box.bottom] };
})"""
# Numbers that reach out of the sector whose number they are, by their corners.
OUTSIDE = """() => [...document.querySelectorAll('#map .mark, #map .small')].flatMap(text => {
    const box = text.getBoundingClientRect(), view = document.getElementById('map').getBoundingClientRect();
    const middle = (box.top + box.bottom) / 2, high = box.height * .25;
    const corners = [[box.left + 3, middle - high], [box.right - 3, middle - high], [box.left + 3, middle + high], [box.right - 3, middle + high]];
    if (box.left < view.left || box.right > view.right || box.top < view.top || box.bottom > Math.min(view.bottom, innerHeight)) return [];
    const names = corners.map(([x, y]) => (document.elementFromPoint(x, y).getAttribute('aria-label') || '').split(/[ ,]/)[1]);
    return names.every(name => name === text.textContent) ? [] : [`the number ${text.textContent} stands in ${names}`];
})"""
FRAME = "(box => [box.left, box.top, box.right, box.bottom])(document.getElementById('map').getBoundingClientRect())"
HIDDEN = "document.querySelectorAll('#map .names, #map .road').forEach(part => { part.style.display = 'none'; })"


def luminance(colour):
    """Return the relative luminance of red, green and blue from 0 to 255 (WCAG 2.2)."""
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def border_contrasts(page):
    """Return the contrast of borders to either side, from the pixels of the map without names and roads."""
    page.evaluate(HIDDEN)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return contrasts_in(picture, page.evaluate(BORDER_POINTS), page.evaluate(FRAME))


def contrasts_in(picture, places, frame):
    """Return the contrast of the line at these places to what is on its sides, two for each place that can be judged."""
    left, top, right, bottom = frame
    bottom = min(bottom, picture.height)
    rows = []
    for x, y, across, down in places:
        row = [(round(x + step * across - 0.5), round(y + step * down - 0.5)) for step in range(-7, 8)]
        if not all(left < px < right - 1 and top < py < bottom - 1 for px, py in row):
            continue
        rows.append([picture.getpixel(place) for place in row])
    line = Counter(colours[7] for colours in rows).most_common(1)[0][0]
    found = []
    for colours in rows:
        sides = [set(colours[:4]), set(colours[-4:])]
        if all(
            len(side) == 1 and line not in side for side in sides
        ):  # no other border, and no line of a pattern, so close by
            found += [max(contrast(colour, *side) for colour in colours[4:11]) for side in sides]
    return found


def settled(page, beyond=0.0):
    """Wait until the names of the present scale stand, larger than `beyond`; return the scale."""
    page.wait_for_function(
        """beyond => { const { map, placedAt, placedFor, chosen, waiting } = state.view, zoom = map.getZoom();
        return !waiting && zoom > beyond && placedAt === zoom && placedFor === chosen; }""",
        arg=beyond,
    )
    return page.evaluate("state.view.map.getZoom()")


def borders_stand_out(browser, address):
    for name, wishes in SCHEMES.items():
        with visit(browser, address, **wishes) as page:
            settled(page)
            found = border_contrasts(page)
            if len(found) < 60:
                yield f"{name}: only {len(found)} places on borders could be looked at"
            elif min(found) < LEAST_CONTRAST:
                yield f"{name}: a border has a contrast of {min(found):.2f}"


def water_is_water(browser, address):
    fills = "[...document.querySelectorAll('#map .water, #map')].map(part => [getComputedStyle(part).fill, getComputedStyle(part).backgroundColor])"
    for name, wishes in SCHEMES.items():
        with visit(browser, address, **wishes) as page:
            (_, land), (water, _) = page.evaluate(fills)
            if name == "forced colours":
                if "url" not in water:
                    yield "in forced colours the sea looks like land"
                continue
            (red, _, blue), (land_red, _, land_blue) = (
                [int(part) for part in colour[4:-1].split(",")] for colour in (water, land)
            )
            if blue - red < 30 or land_blue - land_red > 15:
                yield f"{name}: water {water} looks like land {land}"
    order = "[...document.querySelectorAll('#map path')].map(part => part.getAttribute('class').split(' ')[0])"
    with visit(browser, address) as page:
        found = page.evaluate(order)
        places = [max(at for at, name in enumerate(found) if name == kind) for kind in ("area", "water", "borders")]
        if places != sorted(places):
            yield f"water lies under land, or over borders: {places}"


def overlaps(one, other):
    return all(one[side] < other[side + 2] - 1 and other[side] < one[side + 2] - 1 for side in (0, 1))


def names_have_room(browser, address, facts):
    """At every scale no name lies over another or over the frame; closer by, more sectors carry their number."""
    for width in (1280, 360):
        with visit(browser, address, width=width) as page:
            zoom, counts = 0.0, []
            for step in range(3):
                zoom = settled(page, zoom)
                texts = page.evaluate(TEXTS)
                yield from faults_of_names(texts, page.evaluate(FRAME), f"{width} px, step {step}")
                yield from page.evaluate(OUTSIDE)
                counts.append(len({text["text"] for text in texts if text["kind"] in ("mark", "small")}))
                kinds = {text["kind"] for text in texts}
                if not step and width == 1280 and not facts["kinds"] <= kinds:
                    yield f"the map shows only {sorted(kinds)}"
                if not step and counts[0] < facts["numbers"][width]:
                    yield f"at {width} px only {counts[0]} sectors carry their number"
                page.click('[data-t-label="zoom_in"]')
    yield from every_sector_has_its_number(browser, address)


def faults_of_names(texts, frame, where):
    level = [text for text in texts if not text["turned"]]
    for at, text in enumerate(level):
        for other in level[:at]:
            if overlaps(shrunk(text["box"]), shrunk(other["box"])):
                yield f"{where}: {text['text']} lies over {other['text']}"
        if text["kind"] not in ("mark", "small") and not inside(text["box"], frame):
            yield f"{where}: {text['text']} is cut"


def shrunk(box):
    """Return the letters' own box: a text's box holds its line's height and the halo as well."""
    middle, high = (box[1] + box[3]) / 2, (box[3] - box[1]) * 0.3
    return [box[0] + 2, middle - high, box[2] - 2, middle + high]


def inside(box, frame):
    return box[0] >= frame[0] - 3 and box[2] <= frame[2] + 3 and box[1] >= frame[1] - 3 and box[3] <= frame[3] + 3


def every_sector_has_its_number(browser, address):
    """A sector that is chosen has its number in view, and every larger part of it has."""
    marks = """() => page.sectors.map(sector => sector.marks.map(([x, y]) => state.view.map.latLngToContainerPoint([y, x]))
        .filter(point => L.bounds([0, 0], state.view.map.getSize()).contains(point)).length)"""
    with visit(browser, address) as page:
        parts = page.evaluate("page.sectors.map(sector => sector.marks.length)")
        if not any(count > 1 for count in parts):
            yield "no sector has two parts"
        for index in [*[at for at, count in enumerate(parts) if count > 1][:3], len(parts) - 1]:
            page.select_option("#sector", index=index + 1)
            settled(page)
            wanted = page.evaluate(marks)[index]
            number = page.evaluate("index => page.sectors[index].id", index)
            shown = [text for text in page.evaluate(TEXTS) if text["text"] == number]
            if not wanted or len(shown) < wanted:
                yield f"sector {number} shows {len(shown)} numbers for {wanted} parts"


def area_fills_the_frame(browser, address):
    for width in (1280, 360):
        with visit(browser, address, width=width) as page:
            frame = page.evaluate(FRAME)
            boxes = page.evaluate(
                "[...document.querySelectorAll('#map path.area')].map(p => p.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
            )
            wide = (max(box[2] for box in boxes) - min(box[0] for box in boxes)) / (frame[2] - frame[0])
            high = (max(box[3] for box in boxes) - min(box[1] for box in boxes)) / (frame[3] - frame[1])
            if max(wide, high) < 0.93 or min(wide, high) < 0.6:
                yield f"at {width} px the area takes {wide:.0%} by {high:.0%} of its frame"


CHECKS = {
    "borders": lambda browser, address, facts: borders_stand_out(browser, address),
    "water": lambda browser, address, facts: water_is_water(browser, address),
    "names": names_have_room,
    "frame": lambda browser, address, facts: area_fills_the_frame(browser, address),
}


def still_map_contrasts(page):
    """Return the contrast of the borders on the map for paper, and for readers without JavaScript."""
    page.evaluate(HIDDEN.replace("#map .names, #map .road", ".overview text, .overview .road"))
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    frame = FRAME.replace("getElementById('map')", "querySelector('.overview')")
    return contrasts_in(picture, page.evaluate(BORDER_POINTS.replace("#map", "#drawn")), page.evaluate(frame))
