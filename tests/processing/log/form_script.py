"""Runs inside a real QGIS window (qgis --code): fills in forms by mouse and keyboard, and writes what it saw."""

import json
import os
import traceback
from pathlib import Path

from qgis import utils
from qgis.core import QgsProject, QgsVectorLayerUtils
from qgis.gui import QgsAttributeDialog, QgsAttributeEditorContext
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

FOLDER = Path(os.environ["SECTOR_PLANNER_FORM"])


def wait(milliseconds=300):
    QTest.qWait(milliseconds)


def widget(form, name, kind):
    """Return the widget of a field: named after it, or inside what is named after it."""
    for found in form.findChildren(QWidget, name):
        if isinstance(found, kind):
            return found
        inner = found.findChildren(kind)
        if inner:
            return inner[0]
    raise LookupError(
        f"{name}: {[(w.metaObject().className(), [c.metaObject().className() for c in w.findChildren(QWidget)]) for w in form.findChildren(QWidget, name)]}"
    )


def choose(combo, text):
    """Click a list and pick the entry that begins with the text, by keyboard."""
    QTest.mouseClick(combo, Qt.MouseButton.LeftButton)
    wait()
    position = next(i for i in range(combo.count()) if combo.itemText(i).startswith(text))
    view = combo.view()
    QTest.keyClick(view, Qt.Key.Key_Home)
    for _ in range(position):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    wait()


def type_into(edit, text):
    QTest.mouseClick(edit.viewport() if hasattr(edit, "viewport") else edit, Qt.MouseButton.LeftButton)
    QTest.keyClicks(edit, text)
    wait(150)


def opened(table):
    """Open the form of a new row; return its layer, dialog, form and OK button."""
    layers = QgsProject.instance().mapLayers().values()
    (layer,) = (one for one in layers if one.source().endswith(f"layername={table}"))
    layer.startEditing()
    feature = QgsVectorLayerUtils.createFeature(layer)
    dialog = QgsAttributeDialog(layer, feature, False, utils.iface.mainWindow(), True)
    dialog.setMode(QgsAttributeEditorContext.Mode.AddFeatureMode)
    dialog.resize(760, 860)
    dialog.show()
    wait(1500)
    accept = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    return layer, dialog, dialog.attributeForm(), accept


def accepted(layer, dialog, accept, picture):
    """Take the form's picture, click OK and save; return what QGIS answers."""
    wait(400)
    dialog.grab().save(str(FOLDER / picture))
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    wait(500)
    return {"saved": layer.commitChanges(), "errors": layer.commitErrors()}


def look_at(table):
    """Return what the text boxes of a new row hold."""
    layer, dialog, form, _ = opened(table)
    dialog.grab().save(str(FOLDER / f"{table}.png"))
    boxes = {edit.objectName(): edit.text() for edit in form.findChildren(QLineEdit) if edit.objectName()}
    dialog.close()
    layer.rollBack()
    return boxes


def fill_evaluation():
    layer, dialog, form, accept = opened("evaluation")
    type_into(widget(form, "title", QLineEdit), "Første halvår")
    choose(widget(form, "finding", QComboBox), "Faldt mere")
    type_into(widget(form, "outcome", QPlainTextEdit), "Færre anmeldelser")
    combo = widget(form, "initiative", QComboBox)
    wait(500)
    choose(combo, "Lys i parken")
    return accepted(layer, dialog, accept, "evaluation.png")


def fill():
    layer, dialog, form, accept = opened("log_entry")
    seen = {"title": layer.name(), "layers": len(QgsProject.instance().mapLayers())}
    seen["accepted_while_empty"] = accept.isEnabled()
    seen["boxes"] = {edit.objectName(): edit.text() for edit in form.findChildren(QLineEdit) if edit.objectName()}
    seen["labels"] = [label.text() for label in form.findChildren(QLabel) if label.text()]
    seen["date_has_calendar"] = widget(form, "entry_date", QDateTimeEdit).calendarPopup()
    choose(widget(form, "theme", QComboBox), "Trafik")
    type_into(widget(form, "challenge", QPlainTextEdit), "Stærk fart ved skolen")
    seen["accepted_before_choosing"] = accept.isEnabled()
    for name, text in (("sector", "1 Harbour"), ("target_group", "Trafikanter")):
        combo = widget(form, name, QComboBox)
        wait(500)
        choose(combo, text)
    seen["accepted_when_filled"] = accept.isEnabled()
    seen |= accepted(layer, dialog, accept, "form.png")
    return seen | {"evaluation": fill_evaluation(), "officer": look_at("officer")}


def look():
    try:
        QgsProject.instance().read(os.environ["SECTOR_PLANNER_PROJECT"])
        QApplication.processEvents()
        wait(800)
        result = fill()
        utils.iface.mainWindow().grab().save(str(FOLDER / "window.png"))
    except Exception:
        result = {"error": traceback.format_exc()}
    (FOLDER / "seen.json").write_text(json.dumps(result), encoding="utf-8")
    os._exit(0)


QTimer.singleShot(1500, look)
