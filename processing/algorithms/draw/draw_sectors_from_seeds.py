"""Draw a first plan round seeds."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.parameters import POINTS, POLYGONS, field, layer, sink
from ...framework.run import Run

translate = QCoreApplication.translate


class DrawSectorsFromSeeds(AlgorithmWithoutSettings):
    """Units with the sector that grew from the nearest or least loaded seed."""

    ID = "drawsectorsfromseeds"
    GROUP = "draw"
    STYLES = {"OUTPUT": "plan"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("DrawSectorsFromSeeds", "Draw sectors from seeds")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare units, seeds, workload and output."""
        seeds = translate("DrawSectorsFromSeeds", "Seeds (one point for each sector)")
        workload = translate("DrawSectorsFromSeeds", "Field with the workload to even out (without: nearness alone)")
        today = translate("DrawSectorsFromSeeds", "Field with today's plan: sectors that go on keep its numbers")
        self.declare(
            layer("UNITS", translate("DrawSectorsFromSeeds", "Planning units"), POLYGONS),
            layer("SEEDS", seeds, POINTS),
            field("WORKLOAD_FIELD", workload, "UNITS", numeric=True, optional=True),
            field("CURRENT_FIELD", today, "UNITS", optional=True, advanced=True),
            sink("OUTPUT", translate("DrawSectorsFromSeeds", "Plan")),
        )

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Read units and seeds, grow the sectors, and write the units with sector_id."""
        from ....core.plan.drawing import plan_from_seeds
        from ....core.plan.succession import numbered_after, unit_weights

        crs = run.working_crs("UNITS")
        units = run.read("UNITS", crs)
        plan = plan_from_seeds(units, run.read("SEEDS", crs), run.text("WORKLOAD_FIELD"), run.progress)
        without = int((plan.labels < 0).sum())
        if without:
            message = translate(
                "DrawSectorsFromSeeds",
                "Units without a sector, because no seed reaches them over shared borders: {count}. "
                "Add a seed there, or give them a sector by hand.",
            )
            run.progress.warn(message.format(count=without))
        if today := run.text("CURRENT_FIELD"):
            plan = numbered_after(plan, run.read_plan(units, today), unit_weights(units))
        return {"OUTPUT": run.write_extended("OUTPUT", "UNITS", {"sector_id": plan.ids()})}
