"""Draw a plan by cutting lines."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.parameters import LINES, POLYGONS, field, layer, sink
from ...framework.run import Run

translate = QCoreApplication.translate


class DrawSectorsFromLines(AlgorithmWithoutSettings):
    """Units with the sector that lines cut, by majority of area."""

    ID = "drawsectorsfromlines"
    GROUP = "draw"
    STYLES = {"OUTPUT": "plan"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("DrawSectorsFromLines", "Draw sectors from lines")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare units, lines and output."""
        lines = translate("DrawSectorsFromLines", "Lines that divide the area (roads, railways, drawn)")
        today = translate("DrawSectorsFromLines", "Field with today's plan: sectors that go on keep its numbers")
        self.declare(
            layer("UNITS", translate("DrawSectorsFromLines", "Planning units"), POLYGONS),
            layer("LINES", lines, LINES),
            field("CURRENT_FIELD", today, "UNITS", optional=True, advanced=True),
            sink("OUTPUT", translate("DrawSectorsFromLines", "Plan")),
        )

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Read units and lines, cut, and write the units with sector_id."""
        from ....core.base.i18n import listed
        from ....core.plan.drawing import plan_from_lines
        from ....core.plan.succession import numbered_after, unit_weights

        crs = run.working_crs("UNITS")
        units, lines = run.read("UNITS", crs), run.read("LINES", crs)
        cut = plan_from_lines(units, lines)
        plan = cut.plan
        said = translate("DrawSectorsFromLines", "Sectors cut by the lines: {count}.")
        run.progress.log(said.format(count=len(cut.plan)))
        if len(cut.idle):
            message = translate(
                "DrawSectorsFromLines",
                "Lines that divide nothing, because they lie outside or end in the middle of the area: {features}.",
            )
            run.progress.warn(message.format(features=listed(lines.feature_ids[cut.idle])))
        if today := run.text("CURRENT_FIELD"):
            plan = numbered_after(plan, run.read_plan(units, today), unit_weights(units))
        return {"OUTPUT": run.write_extended("OUTPUT", "UNITS", {"sector_id": plan.ids()})}
