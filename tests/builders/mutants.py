"""A page broken on purpose: every check must be able to fail."""

import contextlib
import re

import pytest
from playwright.sync_api import Error as PlaywrightError
from sector_planner.core.publish.web_page import content_policy


def mutated(html, old, new):
    """Return the page with `old` replaced and, where a script or the style changed, a policy that lets it run."""
    if old not in html:
        pytest.fail(f"the page no longer holds {old!r}")
    html = html.replace(old, new)
    if "-src" in old:
        return html
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    return re.sub(
        r'(Content-Security-Policy" content=")[^"]*',
        lambda found: found[1] + content_policy(scripts, style).replace("'", "&#39;"),
        html,
    )


def first_fault(faults):
    """Return the first fault; a page on which a check cannot even be carried out has one."""
    with contextlib.closing(faults):
        try:
            return next(faults, None)
        except PlaywrightError as error:
            return str(error)
