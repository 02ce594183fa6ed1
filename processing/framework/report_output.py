"""A report written as HTML, as PDF, or both, as was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...core.reporting.page import Report
    from .run import Run


def wants_report(run: Run[object]) -> bool:
    """Tell whether a report was asked for at all."""
    return run.has("REPORT") or run.has("PDF")


def write_report(run: Run[object], report: Report) -> dict[str, str]:
    """Write the report to the outputs REPORT (HTML) and PDF that were asked for; return their paths by name."""
    from ...core.reporting.page import render

    outputs = {}
    if run.has("REPORT"):
        outputs["REPORT"] = run.write_text("REPORT", render(report))
    return outputs | write_pdf_output(run, report)


def write_pdf_output(run: Run[object], report: Report) -> dict[str, str]:
    """Write the report to the output PDF where it was asked for; return its path by name."""
    if not run.has("PDF"):
        return {}
    from .report_pdf import write_pdf

    path = Path(run.text("PDF"))
    with run.file(path) as beside:
        write_pdf(report, beside)
    return {"PDF": str(path)}
