"""A report written as HTML, as PDF, or both, as was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from ..core.publish.report_page import Report
    from .run import Run


translate = QCoreApplication.translate


def wants_report(run: Run[object]) -> bool:
    """Tell whether a report was asked for at all."""
    return run.has("REPORT") or run.has("PDF")


def write_report(run: Run[object], report: Report) -> dict[str, str]:
    """Write the report to the outputs REPORT (HTML) and PDF that were asked for; return their paths by name."""
    from ..core.publish.report_page import render

    report = with_caveats(run, report)
    outputs = {}
    if run.has("REPORT"):
        outputs["REPORT"] = run.write_text("REPORT", render(report))
    return outputs | write_pdf_output(run, report)


def with_caveats(run: Run[object], report: Report) -> Report:
    """Return the report with what the run found to know of its figures, before all else."""
    if not run.caveats:
        return report
    from dataclasses import replace

    from ..core.publish.report_page import Note, Section

    notes = [Note(text, "warning") for text in run.caveats]
    section = Section(translate("Report", "What to know of these figures"), notes)
    return replace(report, sections=[section, *report.sections])


def write_pdf_output(run: Run[object], report: Report) -> dict[str, str]:
    """Write the report to the output PDF where it was asked for; return its path by name."""
    if not run.has("PDF"):
        return {}
    from .report_pdf import write_pdf

    path = Path(run.text("PDF"))
    with run.file(path) as beside:
        write_pdf(report, beside)
    return {"PDF": str(path)}
