"""Check published files before they go out, or after."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.parameters import folder, text
from ...framework.run import Run

translate = QCoreApplication.translate


class CheckPublicData(AlgorithmWithoutSettings):
    """Stops with the reasons where a folder must not be published."""

    ID = "checkpublicdata"
    GROUP = "publish"

    def title(self) -> str:
        """Return the translated name."""
        return translate("CheckPublicData", "Check public data")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the folder and the forbidden texts."""
        forbidden = translate("CheckPublicData", "Texts that must not occur (one a line)")
        self.declare(
            folder("FOLDER", translate("CheckPublicData", "Folder of the publication")),
            text("FORBIDDEN", forbidden, lines=True, optional=True),
        )
        self.addOutput(QgsProcessingOutputNumber("FILES", translate("CheckPublicData", "Files checked")))

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Check every file; raise InputError with all findings where there are any."""
        from ....core.publish.leak_check import check_public_data

        folder = Path(run.text("FOLDER"))
        if not folder.is_dir():
            raise InputError(translate("CheckPublicData", "There is no folder {path}.").format(path=folder))
        forbidden = [line.strip() for line in run.text("FORBIDDEN").splitlines() if line.strip()]
        findings = check_public_data(folder, forbidden, dt.date.today())
        if findings:
            lines = [f"{finding.file}: {finding.message} [{finding.rule}]" for finding in findings]
            raise InputError("\n".join([translate("CheckPublicData", "Do not publish:"), *lines]))
        count = sum(path.is_file() for path in folder.rglob("*"))
        run.progress.log(translate("CheckPublicData", "{count} files checked, nothing found.").format(count=count))
        return {"FILES": count}
