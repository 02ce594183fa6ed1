"""Reports of a run: what they say of its inputs and parameters, the names of sectors, and their HTML and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsProcessingParameterDefinition, QgsProcessingParameterFeatureSource
from qgis.PyQt.QtCore import QCoreApplication, QDate, Qt

from ...core.base.i18n import current_locale
from .files.providers import is_plain_filter

if TYPE_CHECKING:
    from qgis.core import QgsProcessingFeatureSource, QgsVectorLayer

    from ...core.base.table import FeatureTable
    from ...core.reporting.page import Report
    from .run import Run


translate = QCoreApplication.translate


def report_inputs(run: Run[object]) -> list[tuple[str, str]]:
    """Return every input and parameter of the run by its label, as it was used; layers by name and feature count."""
    return [
        (definition.description(), text)
        for definition in run.algorithm.parameterDefinitions()
        if not definition.isDestination() and (text := _value(run, definition))
    ]


def today() -> str:
    """Return the day of the run, for a report's facts."""
    return str(QDate.currentDate().toString(Qt.DateFormat.ISODate))


def edition_facts(run: Run[object], edition: str, made: str) -> list[tuple[str, str]]:
    """Return the report's edition, where EDITION gives one, and the day of the run, under these two labels."""
    given = run.text("EDITION")
    return [*([(edition, given)] if given else []), (made, today())]


def _value(run: Run[object], definition: QgsProcessingParameterDefinition) -> str:
    name = definition.name()
    if isinstance(definition, QgsProcessingParameterFeatureSource):
        if not run.has(name):
            return ""
        return _layer_text(run.source(name), run.algorithm.parameterAsVectorLayer(run.parameters, name, run.context))
    if definition.flags() & Qgis.ProcessingParameterFlag.Hidden:
        return ""
    value = run.parameters.get(name)
    value = definition.defaultValue() if value is None else value
    if isinstance(value, bool):
        return translate("Report", "yes") if value else translate("Report", "no")
    if isinstance(value, float):
        return current_locale().separated(f"{value:.12g}")
    return ", ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)


def _layer_text(source: QgsProcessingFeatureSource, layer: QgsVectorLayer | None) -> str:
    """Return a layer's name and its number of features, unless it has a LIMIT, which QGIS's count does not heed."""
    if layer is not None and not is_plain_filter(layer.subsetString()):
        return str(source.sourceName())
    text = translate("Report", "{layer} ({count} features)")
    return text.format(layer=source.sourceName(), count=source.featureCount())


def sector_names(sectors: FeatureTable, field: str) -> list[str]:
    """Return the values of `field`, with those of `name` where there is one; feature ids where neither is."""
    from ...core.base.names import as_text, row_ids

    known = sectors.attributes
    if field not in known.columns:
        field = "name"
    if field not in known.columns:
        return [str(number) for number in sectors.feature_ids]
    names = row_ids(sectors, field)
    if field == "name" or "name" not in known.columns:
        return names
    titles = [as_text(title) for title in known["name"]]
    return [name if title in (name, "") else f"{name} {title}" for name, title in zip(names, titles, strict=True)]


def wants_report(run: Run[object]) -> bool:
    """Return True if a report was asked for at all."""
    return run.has("REPORT") or run.has("PDF")


def write_report(run: Run[object], report: Report, output: str = "REPORT", page: str = "") -> dict[str, str]:
    """Write the report to `output` (HTML) and to PDF, where they were asked for; return their paths by name.

    `page` is the HTML where a template of its own makes it.
    """
    from ...core.reporting.page import render

    report = with_caveats(run, report)
    outputs = {}
    if run.has(output):
        outputs[output] = run.write_text(output, page or render(report))
    return outputs | _write_pdf(run, report)


def with_caveats(run: Run[object], report: Report) -> Report:
    """Return the report with what the run found to know of its figures, before all else."""
    if not run.caveats:
        return report
    from dataclasses import replace

    from ...core.reporting.page import Note, Section

    notes = [Note(text, "warning") for text in run.caveats]
    section = Section(translate("Report", "What to know of these figures"), notes)
    return replace(report, sections=[section, *report.sections])


def _write_pdf(run: Run[object], report: Report) -> dict[str, str]:
    if not run.has("PDF"):
        return {}
    from .report_pdf import write_pdf

    path = Path(run.text("PDF"))
    with run.file(path) as beside:
        write_pdf(report, beside)
    return {"PDF": str(path)}
