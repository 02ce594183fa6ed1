"""From the tools' signals to the plan: which units are hit, what moves, what is shown meanwhile.

While a border is pushed, a small table at the cursor shows what the push would do to its two sectors.
"""

from __future__ import annotations

from functools import partial
from html import escape

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis, QgsGeometry, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QCoreApplication, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel

from ...core.editing.changes import Push, push, sectors_meeting
from ...core.editing.totals import SectorStaffing, staff_sectors
from ...core.editing.units import MEASURES
from ..plan.editor import PlanEditor
from ..plan.session import PlanSession
from ..widgets import change, number
from .colours import SectorColours
from .overlays import remove, unit_band
from .tools import EyedropperTool, LassoTool, PaintTool, PlanTool, PushTool, RectangleTool
from .units import CanvasUnits

translate = QCoreApplication.translate
_REACH_PIXELS = 12
_AWAY = 18


class MapTools(QObject):
    """The map tools of one open plan and the sector they assign to."""

    target_changed = pyqtSignal(str)
    said = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, editor: PlanEditor, colours: SectorColours) -> None:
        """Make the tools for `canvas`."""
        super().__init__(canvas)
        self.canvas, self.editor, self.colours = canvas, editor, colours
        self.session = editor.session
        self.canvas_units = CanvasUnits(self.session, canvas)
        self.target = next(iter(self.session.totals.sector_ids), "")
        gestures: dict[str, PlanTool] = {
            "paint": PaintTool(canvas),
            "rectangle": RectangleTool(canvas),
            "lasso": LassoTool(canvas),
        }
        push, eyedropper = PushTool(canvas), EyedropperTool(canvas)
        self.tools: dict[str, QgsMapTool] = {**gestures, "push": push, "eyedropper": eyedropper}
        for name, tool in gestures.items():
            self._connect(name, tool)
        self.pushing = PushController(push, self.canvas_units, editor, colours)
        self.pushing.said.connect(self.said)
        eyedropper.picked.connect(self._pick)
        self._band = unit_band(canvas, colours.of(0))
        self._back = False

    def close(self) -> None:
        """Take the tools and all they show off the map."""
        for tool in self.tools.values():
            self.canvas.unsetMapTool(tool)
            if isinstance(tool, PlanTool):
                remove(self.canvas, tool.band)
            tool.deleteLater()
        self.pushing.close()
        remove(self.canvas, self._band)
        self.deleteLater()

    def take_up(self, name: str) -> None:
        """Make a tool the canvas's tool."""
        self.canvas.setMapTool(self.tools[name])

    def in_hand(self) -> str:
        """Return the name of the tool in hand; empty where the canvas has another."""
        return next((name for name, tool in self.tools.items() if tool is self.canvas.mapTool()), "")

    def set_target(self, sector: str) -> None:
        """Assign to `sector` from now on."""
        if sector and sector != self.target:
            self.session.code_of(sector)
            self.colours.refresh()
            self.target = sector
            self.target_changed.emit(sector)

    def new_sector(self) -> str:
        """Begin a sector that has no units yet, and take up the brush; return its id."""
        name = self.session.new_sector_name()
        self.set_target(name)
        self.take_up("paint")
        self.said.emit(translate("MapTools", "Sector {sector} is new. Paint its first units.").format(sector=name))
        return name

    # Gestures

    def _connect(self, name: str, tool: PlanTool) -> None:
        tool.begun.connect(partial(self._begin, name))
        tool.swept.connect(self._sweep)
        tool.ended.connect(self._end)
        tool.cancelled.connect(self._cancel)

    def _begin(self, name: str, back: bool) -> None:
        self._back = back
        self.editor.begin(self._step_name(name))
        colour = self.colours.of(self.session.code_of(self.target))
        self._band.setFillColor(colour)
        self._band.setStrokeColor(colour.darker(160))

    def _step_name(self, name: str) -> str:
        if self._back:
            return translate("MapTools", "Take units back")
        names = {
            "paint": translate("MapTools", "Paint sector {sector}"),
            "rectangle": translate("MapTools", "Rectangle to sector {sector}"),
            "lasso": translate("MapTools", "Lasso to sector {sector}"),
        }
        return names[name].format(sector=self.session.label(self.session.code_of(self.target)))

    def _sweep(self, shape: QgsGeometry) -> None:
        positions = self.canvas_units.units_in(shape)
        moved = self._give_back(positions) if self._back else self._assign(positions)
        self.canvas_units.show(self._band, moved)

    def _assign(self, positions: NDArray[np.intp]) -> NDArray[np.intp]:
        return self.editor.assign(positions, self.session.code_of(self.target))

    def _give_back(self, positions: NDArray[np.intp]) -> NDArray[np.intp]:
        return self.editor.give_back(positions)

    def _end(self) -> None:
        self.editor.end()
        self._band.reset(Qgis.GeometryType.Polygon)

    def _cancel(self) -> None:
        self.editor.cancel()
        self._band.reset(Qgis.GeometryType.Polygon)

    def _pick(self, point: QgsPointXY) -> None:
        hit = self.canvas_units.units_in(QgsGeometry.fromPointXY(point))
        code = int(self.session.totals.labels[hit[0]]) if len(hit) else -1
        if code < 0:
            self.said.emit(translate("MapTools", "There is no sector here. Click inside a sector."))
            return
        self.set_target(self.session.totals.sector_ids[code])
        self.take_up("paint")


class PushController(QObject):
    """Turns a held border into units that change hands."""

    said = pyqtSignal(str)

    def __init__(self, tool: PushTool, canvas_units: CanvasUnits, editor: PlanEditor, colours: SectorColours) -> None:
        """Serve `tool`."""
        super().__init__(tool)
        self.tool, self.canvas_units, self.editor, self.colours = tool, canvas_units, editor, colours
        self.session = editor.session
        self.label = CursorLabel(canvas_units.canvas)
        self._band = unit_band(canvas_units.canvas, colours.of(0))
        self._pair: tuple[int, int] | None = None
        self._start = (0.0, 0.0)
        self.proposed: Push | None = None
        tool.grabbed.connect(self.grab)
        tool.moved.connect(self.move)
        tool.dropped.connect(self.drop)
        tool.released.connect(self.let_go)

    def close(self) -> None:
        """Take everything off the map."""
        self.label.deleteLater()
        remove(self.canvas_units.canvas, self._band)

    def grab(self, point: QgsPointXY) -> None:
        """Hold the border nearest to a point, or say that there is none."""
        start = self.canvas_units.point(point)
        self._pair = sectors_meeting(self.session.totals, start, self.canvas_units.metres(_REACH_PIXELS, point))
        if self._pair is None:
            self.said.emit(translate("PushController", "No two sectors meet here. Click on the border between them."))
            return
        self._start = start
        self.tool.hold()

    def move(self, point: QgsPointXY, pixel: QPoint) -> None:
        """Show what pushing to a point would move and do."""
        if self._pair is None:
            return
        self.proposed = push(self.session.totals, self._pair, self._start, self.canvas_units.point(point))
        self._band.reset(Qgis.GeometryType.Polygon)
        if self.proposed is None or not len(self.proposed.positions):
            self.label.hide()
            return
        colour = self.colours.of(self.proposed.taker)
        self._band.setStrokeColor(colour.darker(180))
        colour.setAlpha(215)
        self._band.setFillColor(colour)
        self.canvas_units.show(self._band, self.proposed.positions)
        self.label.show_at(pixel, push_text(self.session, self.proposed))

    def drop(self, point: QgsPointXY) -> None:
        """Push the border as shown."""
        if self._pair is not None:
            self.proposed = push(self.session.totals, self._pair, self._start, self.canvas_units.point(point))
        proposed = self.proposed
        self.let_go()
        if proposed is None or not len(proposed.positions):
            return
        names = [self.session.label(code) for code in (proposed.taker, proposed.giver)]
        text = translate("PushController", "Push sector {taker} into {giver}").format(taker=names[0], giver=names[1])
        self.editor.apply(text, proposed.positions, proposed.taker)

    def let_go(self) -> None:
        """Hold no border and show nothing."""
        self._pair = self.proposed = None
        self._band.reset(Qgis.GeometryType.Polygon)
        self.label.hide()


def push_text(session: PlanSession, push: Push) -> str:
    """Return HTML: units and residents that move, then load, deviation and officers of both sectors."""
    totals = session.totals
    before = session.staffing()
    load = totals.what_if(push.positions, push.taker, "workload")
    after = staff_sectors(totals, session.staffing_rules(), load)
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
        *([translate("PushText", "Officers")] if session.staffing_rules().is_known() else []),
    ]
    return "<tr>" + "".join(f"<td><small>{escape(title)}&nbsp;&nbsp;</small></td>" for title in titles) + "</tr>"


def _row(
    session: PlanSession,
    code: int,
    load: np.ndarray[tuple[int], np.dtype[np.float64]],
    before: SectorStaffing,
    after: SectorStaffing,
) -> str:
    cells = [
        escape(session.label(code)),
        change(session.totals.measure("workload")[code], load[code], 1),
        f"{number(before.deviation[code], signed=True)} → <b>{number(after.deviation[code], signed=True)} %</b>",
    ]
    if session.staffing_rules().is_known():
        cells.append(f"{before.officers[code]} → <b>{after.officers[code]}</b>")
    return "<tr>" + "".join(f"<td>{cell}&nbsp;&nbsp;&nbsp;</td>" for cell in cells) + "</tr>"


class CursorLabel(QLabel):
    """Shown beside the cursor, always inside the canvas; light in every theme, as the map under it is."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Make a hidden label over `canvas`."""
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyleSheet(
            "QLabel { background: #fffdf0; color: #1e222a; border: 1px solid #1e222a; border-radius: 3px; padding: 6px; }"
        )
        self.hide()

    def show_at(self, pixel: QPoint, html: str) -> None:
        """Show `html` near a canvas pixel."""
        self.setText(html)
        self.adjustSize()
        room = self.parentWidget().size()
        x, y = pixel.x() + _AWAY, pixel.y() + _AWAY
        if x + self.width() > room.width():
            x = pixel.x() - _AWAY - self.width()
        if y + self.height() > room.height():
            y = pixel.y() - _AWAY - self.height()
        self.move(max(x, 0), max(y, 0))
        self.show()
        self.raise_()
