"""The parts of every report: page, charts, maps, SVG."""
