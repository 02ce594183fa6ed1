"""Where the files that come with the plugin are."""

from __future__ import annotations

from pathlib import Path

PLUGIN = Path(__file__).resolve().parents[2]
RESOURCES = PLUGIN / "resources"
