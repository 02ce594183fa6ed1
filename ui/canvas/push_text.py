"""What a push would do to its two sectors, as a small table."""

from __future__ import annotations

from html import escape

import numpy as np
from qgis.PyQt.QtCore import QCoreApplication

from ...core.editing.push import Push
from ...core.editing.staffing import Manning, man
from ...core.editing.units import MEASURES
from ..numbers import change, number
from ..plan.session import PlanSession

translate = QCoreApplication.translate


def push_text(session: PlanSession, push: Push) -> str:
    """Return HTML: units and residents that move, then load, deviation and officers of both sectors."""
    tally = session.tally
    before = session.manning()
    load = tally.what_if(push.positions, push.taker, "workload")
    after = man(tally, session.staffing(), load)
    residents = session.units.measures[push.positions, MEASURES.index("residents")].sum()
    head = translate("PushText", "{units} units, {residents} residents to sector {taker}").format(
        units=len(push.positions), residents=number(residents), taker=session.label(push.taker)
    )
    rows = [_row(session, code, load, before, after) for code in (push.taker, push.giver)]
    return f"<b>{escape(head)}</b><table cellspacing='0' cellpadding='2'>{_titles(session)}{''.join(rows)}</table>"


def _titles(session: PlanSession) -> str:
    titles = [
        translate("PushText", "Sector"),
        translate("PushText", "Workload"),
        translate("PushText", "Deviation"),
        *([translate("PushText", "Officers")] if session.staffing().is_known() else []),
    ]
    return "<tr>" + "".join(f"<td><small>{escape(title)}&nbsp;&nbsp;</small></td>" for title in titles) + "</tr>"


def _row(
    session: PlanSession, code: int, load: np.ndarray[tuple[int], np.dtype[np.float64]], before: Manning, after: Manning
) -> str:
    cells = [
        escape(session.label(code)),
        change(session.tally.measure("workload")[code], load[code], 1),
        f"{number(before.deviation[code], signed=True)} → <b>{number(after.deviation[code], signed=True)} %</b>",
    ]
    if session.staffing().is_known():
        cells.append(f"{before.officers[code]} → <b>{after.officers[code]}</b>")
    return "<tr>" + "".join(f"<td>{cell}&nbsp;&nbsp;&nbsp;</td>" for cell in cells) + "</tr>"
