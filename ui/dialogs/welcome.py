"""The welcome panel: three ways to begin, each one click."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QCommandLinkButton,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

translate = QCoreApplication.translate
ICONS = Path(__file__).parents[2] / "resources" / "icons"


class WelcomePanel(QDialog):
    """Asks how to begin, and shows progress and problems; others do what was asked."""

    sample_wanted = pyqtSignal()
    units_wanted = pyqtSignal()
    guide_wanted = pyqtSignal()
    stop_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out the three ways."""
        super().__init__(parent)
        self.setObjectName("sector_planner_welcome")
        self.setWindowTitle(translate("Welcome", "Welcome to Sector Planner"))
        self.setMinimumWidth(520)
        self.sample = self._way("plugin", translate("Welcome", "Try the sample city"), translate("Welcome", "An invented port with 3,000 street blocks, incidents and officers opens as a project. Nothing in it is real."))  # fmt: skip
        self.units = self._way("draw", translate("Welcome", "Open my own units"), translate("Welcome", "Street blocks, parishes or grid cells from a file: GeoPackage, shapefile, GeoJSON …"))  # fmt: skip
        self.guide = self._way("log", translate("Welcome", "Read the guide"), translate("Welcome", "Your first plan in fifteen minutes. It lies on your computer and opens in the browser."))  # fmt: skip
        self.sample.clicked.connect(self.sample_wanted)
        self.units.clicked.connect(self.units_wanted)
        self.guide.clicked.connect(self.guide_wanted)
        self.bar, self.stop = QProgressBar(), QPushButton(translate("Welcome", "Stop"))
        self.stop.clicked.connect(self.stop_wanted)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self._arrange()
        self.show_idle()

    def _arrange(self) -> None:
        text = translate("Welcome", "Sectors with one known officer each: drawn, balanced, manned and published. How would you like to begin?")  # fmt: skip
        later = translate("Welcome", "This panel opens by itself once. Later: Plugins → Sector Planner → Welcome…")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        for one in (QLabel(text), self.sample, self.units, self.guide):
            layout.addWidget(one)
            if isinstance(one, QLabel):
                one.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        layout.addLayout(row)
        layout.addWidget(self.message)
        note = QLabel(later)
        note.setWordWrap(True)
        layout.addWidget(note)

    @staticmethod
    def _way(icon: str, title: str, text: str) -> QCommandLinkButton:
        button = QCommandLinkButton(title, text)
        button.setIcon(QIcon(str(ICONS / f"{icon}.svg")))
        button.setAutoDefault(False)
        return button

    def show_idle(self, problem: str = "") -> None:
        """Offer the three ways; say what went wrong, where something did."""
        for widget in (self.bar, self.stop):
            widget.hide()
        self.sample.setEnabled(True)
        self.message.setText(problem)
        self.message.setVisible(bool(problem))

    def show_busy(self) -> None:
        """Show that the sample city is being made."""
        self.sample.setEnabled(False)
        self.message.hide()
        self.show_progress(0.0)
        for widget in (self.bar, self.stop):
            widget.show()

    def show_progress(self, percent: float) -> None:
        """Show how far the sample city is."""
        self.bar.setValue(round(percent))
