"""Look before publishing: what changes, what the check finds, the page itself; then publish, or roll back."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QCoreApplication, QSize, Qt, QUrl
from qgis.PyQt.QtGui import QColor, QDesktopServices, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.base.errors import SectorPlannerError

translate = QCoreApplication.translate
SCOPE = "sector_planner"
PICTURE = 96
MOST_TILES_SHOWN = 12


class PublishDialog(QDialog):
    """Compares a draft folder with the published one. Nothing is written before “Publish” is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with the folders that the project remembers."""
        super().__init__(parent)
        self.setWindowTitle(translate("PublishDialog", "Preview and publish"))
        self.resize(720, 560)
        self._difference_count = 0
        self.draft, self.published = self._folder("draft"), self._folder("published")
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setIconSize(QSize(PICTURE, PICTURE))
        self.list.setHeaderLabels(
            [
                translate("PublishDialog", "What"),
                translate("PublishDialog", "Where"),
                translate("PublishDialog", "Detail"),
            ]
        )
        self.open_page = self._button(translate("PublishDialog", "Open the page"), self._open)
        self.publish = self._button(translate("PublishDialog", "Publish"), self._publish)
        self.put_back = self._button(translate("PublishDialog", "Put the previous edition back"), self._put_back)
        self._arrange()
        self.refresh()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(translate("PublishDialog", "Draft (a folder made by “Publish the sector map”)"), self.draft)
        form.addRow(translate("PublishDialog", "Published folder"), self.published)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_page)
        buttons.addStretch()
        buttons.addWidget(self.put_back)
        buttons.addWidget(self.publish)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.summary)
        layout.addWidget(self.list)
        layout.addLayout(buttons)

    def _folder(self, key: str) -> QgsFileWidget:
        widget = QgsFileWidget()
        widget.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        widget.setFilePath(QgsProject.instance().readEntry(SCOPE, f"publish/{key}", "")[0])
        widget.fileChanged.connect(lambda path: self._on_folder(key, path))
        return widget

    @staticmethod
    def _button(text: str, does: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: does())
        return button

    def _on_folder(self, key: str, path: str) -> None:
        QgsProject.instance().writeEntry(SCOPE, f"publish/{key}", path)
        self.refresh()

    def refresh(self) -> None:
        """Show what the draft changes and what the check finds; allow publishing only where it finds nothing."""
        from ...core.publish.editions import read_edition
        from ...core.publish.release import can_be_put_back

        self.list.clear()
        draft, published = self._paths()
        self.put_back.setEnabled(published is not None and can_be_put_back(published))
        has_draft = draft is not None and read_edition(draft) is not None
        self.open_page.setEnabled(has_draft)
        faults = self._show(draft, published) if draft is not None and has_draft else -1
        self.publish.setEnabled(faults == 0 and published is not None)
        self.summary.setText(self._target_problem() or self._summary(faults, published is not None))
        for column in range(2):
            self.list.resizeColumnToContents(column)

    def _target_problem(self) -> str:
        """Return why the published folder cannot be replaced; empty where it can, or none is chosen."""
        chosen = self.published.filePath()
        if not chosen or Path(chosen).name:
            return ""
        message = translate(
            "PublishDialog", "“{path}” is no folder that can be replaced as a whole. Choose a folder of its own in it."
        )
        return message.format(path=chosen)

    def _paths(self) -> tuple[Path | None, Path | None]:
        draft, published = self.draft.filePath(), Path(self.published.filePath())
        return (Path(draft) if draft else None), (published if published.name else None)

    def _show(self, draft: Path, published: Path | None) -> int:
        """List findings, pictures and differences; return how many findings there are."""
        from ...core.publish.draft_changes import differences, kind_words
        from ...core.publish.editions import read_edition
        from ...core.publish.leak_check import check_public_data

        findings = check_public_data(draft, [], dt.date.today())
        for finding in findings:
            self._row(translate("PublishDialog", "do not publish"), finding.file, finding.message, "#c0392b")
        self._show_pictures(draft)
        words = kind_words()
        out = published if published and read_edition(published) else None
        changes = differences(draft, out)
        self._difference_count = len(changes)
        for difference in changes:
            sector = translate("PublishDialog", "Sector {sector}").format(sector=difference.sector_id)
            self._row(words[difference.kind], sector, difference.what, "")
        return len(findings)

    def _show_pictures(self, draft: Path) -> None:
        """Show every photo, and the background at its smallest zoom: no program can tell what a picture gives away."""
        from ...core.publish.model import read_photos

        look = translate("PublishDialog", "look at it")
        for number, photo in enumerate(read_photos(draft).values(), 1):
            pixmap = QPixmap()
            pixmap.loadFromData(base64.b64decode(photo.split(",")[1]))
            is_logo = photo.startswith("data:image/png")
            photo_name = translate("PublishDialog", "Photo {number}").format(number=number)
            detail = translate("PublishDialog", "Logo") if is_logo else photo_name
            self._row(look, "index.html", detail, "", pixmap)
        tiles = sorted((draft / "tiles").rglob("*.png"))
        zooms = sorted({int(path.parts[-3]) for path in tiles if path.parts[-3].isdigit()})
        shown = [path for path in tiles if zooms and path.parts[-3] == str(zooms[0])][:MOST_TILES_SHOWN]
        for path in shown:
            detail = translate("PublishDialog", "Background, one of {count} tiles").format(count=len(tiles))
            self._row(look, path.relative_to(draft).as_posix(), detail, "", QPixmap(str(path)))

    def _row(self, what: str, where: str, detail: str, colour: str, picture: QPixmap | None = None) -> None:
        item = QTreeWidgetItem([what, where, detail])
        if picture is not None:
            item.setIcon(0, QIcon(picture))
        if colour:
            item.setForeground(0, QColor(colour))
        item.setToolTip(2, detail)
        self.list.addTopLevelItem(item)

    def _summary(self, faults: int, has_target: bool) -> str:
        if faults < 0:
            return translate(
                "PublishDialog", "Choose a draft. “Publish the sector map” makes one in a folder of its own."
            )
        if faults:
            message = translate("PublishDialog", "The check found {count} reasons not to publish.")
            return message.format(count=faults)
        if not has_target:
            return translate("PublishDialog", "The check found nothing. Choose the published folder.")
        message = translate("PublishDialog", "The check found nothing. Differences to what is out: {count}.")
        return message.format(count=self._difference_count)

    def _open(self) -> None:
        draft, _ = self._paths()
        if draft is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft / "index.html")))

    def _publish(self) -> None:
        from ...core.publish.release import put_out

        draft, published = self._paths()
        if draft is not None and published is not None:
            self._do(lambda: put_out(draft, published), translate("PublishDialog", "Published."))

    def _put_back(self) -> None:
        from ...core.publish.release import put_back

        _, published = self._paths()
        if published is not None:
            self._do(
                lambda: put_back(published),
                translate("PublishDialog", "The previous edition is out again, with today's contacts."),
            )

    def _do(self, action: Callable[[], None], success: str) -> None:
        try:
            action()
        except (SectorPlannerError, OSError) as error:
            self.summary.setText(str(error))
            return
        self.refresh()
        self.summary.setText(success)
