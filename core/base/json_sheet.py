"""Reading a JSON file: a list of objects, or an object that holds one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..imports.rows import Sheet
from .errors import InputError
from .i18n import translate


def read_json(path: Path) -> Sheet:
    """Return the objects as rows, numbered from 1; raise InputError where there is no list of objects."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        message = translate("Core", "File “{file}” is no valid JSON: {reason}. Export it again.")
        raise InputError(message.format(file=path.name, reason=error)) from error
    if isinstance(content, dict):
        content = next((value for value in content.values() if isinstance(value, list)), None)
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        message = translate("Core", "File “{file}” has no list of objects. Export one object for each row.")
        raise InputError(message.format(file=path.name))
    headings = list(dict.fromkeys(str(name) for item in content for name in item))
    rows = [(number, [_text(item.get(name)) for name in headings]) for number, item in enumerate(content, start=1)]
    return Sheet(path.name, headings, rows)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
