"""As the toolbox runs them: on a worker thread, while QGIS has the same database open for editing."""

from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QEventLoop, QTimer


def run_on_a_thread(provider, name, parameters, feedback):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    task = QgsProcessingAlgRunnerTask(provider.algorithm(name), parameters, context, feedback)
    loop, answers = QEventLoop(), []
    task.executed.connect(lambda done, results: (answers.append((done, results)), loop.quit()))
    QTimer.singleShot(30_000, loop.quit)
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    return answers[0]


def test_an_import_runs_beside_an_open_edit_session(provider, sectors, place, tmp_path, feedback):
    layer = QgsVectorLayer(
        sectors.layer_source("officer"), "officer", "postgres" if sectors.dialect.is_postgresql else "ogr"
    )
    assert layer.startEditing()
    file = tmp_path / "officers.csv"
    file.write_text("officer_id;name;sector_id\nP1;Ane Example;1\n", encoding="utf-8")
    done, results = run_on_a_thread(provider, "importofficers", {"FILE": str(file), "DATABASE": place}, feedback)
    assert done, feedback.errors
    assert (results["ADDED"], results["ASSIGNMENTS"]) == (1, 1)
    done, _ = run_on_a_thread(
        provider,
        "sectordossier",
        {"DATABASE": place, "SECTOR": 1, "OUTPUT": str(tmp_path / "d.html"), "PDF": str(tmp_path / "d.pdf")},
        feedback,
    )
    assert done, feedback.errors
    assert (tmp_path / "d.pdf").stat().st_size > 1000
    assert layer.rollBack()
