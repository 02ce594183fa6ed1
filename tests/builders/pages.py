"""Windows of the browser, used again for every visit: a new one costs more than twice the page that is opened in it."""

import contextlib
import weakref

WINDOWS = weakref.WeakKeyDictionary()
CHANGEABLE = ("color_scheme", "reduced_motion", "geolocation", "permissions")


def window(browser, options):
    """Return a page in a window of these options; it tells `asked` (requests) and `said` (console and page errors)."""
    kept = WINDOWS.setdefault(browser, {})
    kind = repr(sorted(options.items()))
    if kind not in kept or kept[kind].is_closed():
        page = kept[kind] = browser.new_context(**options).new_page()
        page.set_default_timeout(3000)
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
    return kept[kind]


def begin_anew(page, width, height, wishes):
    """Make a window as it was when it was new, but for the wishes."""
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(
        media="null",
        color_scheme=wishes.get("color_scheme", "light"),
        reduced_motion=wishes.get("reduced_motion", "no-preference"),
    )
    page.context.clear_cookies()
    page.context.clear_permissions()
    page.context.grant_permissions(wishes.get("permissions", []))
    page.context.set_geolocation(wishes.get("geolocation"))
    page.asked, page.said = [], []


@contextlib.contextmanager
def visit(browser, address, width=1280, height=800, **more):
    """Open the page; yield it with the lists `asked` (requests) and `said` (console and page errors)."""
    wishes = {name: more.pop(name) for name in CHANGEABLE if name in more}
    page = window(browser, more)
    try:
        begin_anew(page, width, height, wishes)
        page.goto(address)
        yield page
    except Exception:
        page.context.close()  # who knows what is open in it
        raise
