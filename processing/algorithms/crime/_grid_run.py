"""One run of the crime grid: the incidents it counts, the cells it counts them on, and where the counting is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem

from ....core.base.crs import NATIONAL_CRS
from ...framework.incidents import incident_crs, incident_stream, read_harm
from ...framework.run import Run

if TYPE_CHECKING:
    from ....core.base.table import FeatureTable
    from ....core.crime.counting import CellCounter, Counts
    from ....core.crime.sector_cells import GridExtent
    from ....core.crime.settings import GridSettings
    from ...framework.incident_stream import IncidentStream


@dataclass(frozen=True)
class GridRun:
    """A run of the crime grid, bound to its parameters."""

    run: Run[GridSettings]

    def stream(self) -> IncidentStream:
        """Return the incidents, in metres: of the national grid, of the sectors, or of the incidents themselves."""
        if self.run.settings().shape == "national":
            crs = QgsCoordinateReferenceSystem(NATIONAL_CRS)
        else:
            crs = self.run.working_crs("SECTORS") if self.run.has("SECTORS") else incident_crs(self.run)
        return incident_stream(self.run, crs)

    def extent(self, stream: IncidentStream) -> tuple[GridExtent, FeatureTable | None]:
        """Return the cells to count on, and the sectors where there are any."""
        from ....core.crime.sector_cells import open_extent, sector_extent

        settings = self.run.settings()
        if not self.run.has("SECTORS"):
            return open_extent(stream.bounds(), settings), None
        sectors = self.run.read("SECTORS", stream.crs, [self.sector_field])
        return sector_extent(sectors, settings, self.run.progress.part(0.0, 0.1)), sectors

    @property
    def sector_field(self) -> str:
        """Return the field with the sectors' ids."""
        return self.run.text("SECTOR_FIELD") or "sector_id"

    def counts(self, stream: IncidentStream, counter: CellCounter) -> Counts:
        """Return what was counted: by the database where it can, else here; warn of what must be known of it."""
        from ....core.crime.counting import Counts, count_all
        from ....core.crime.grid import account, check_counted
        from ._postgis import database_counts

        counts = database_counts(self.run, stream, counter)
        if counts is None:
            with self.run.executor() as executor:
                counts = count_all(stream, counter, Counts(), self.run.progress, executor)
        self.run.caution(stream.finish())
        check_counted(counts, self.run.settings())
        for line in account(counts):
            self.run.progress.log(line)
        self.run.caution(counts.caveats.texts())
        return counts

    def harm_weights(self, stream: IncidentStream) -> dict[str, float]:
        """Return the weights of harm by type; empty if no table is given."""
        return read_harm(self.run, stream)
