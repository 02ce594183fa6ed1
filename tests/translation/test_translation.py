"""The Danish catalogue says everything the code says, nothing else, and reaches the reader.

The texts are read from the syntax tree, not by pylupdate5, which silently drops some calls.
"""

import ast
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from builders import parsed

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "i18n" / "sector_planner_da.ts"
SOURCES = [path for floor in ("core", "processing", "ui") for path in sorted((ROOT / floor).rglob("*.py"))]
SOURCES.append(ROOT / "plugin.py")
MODEL_TEXTS = ("description", "component_description", "ALG_DESC", "model_group")
UPDATE = "run `make i18n` and translate what is new"


def is_translation(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate"


def texts_of_code():
    for path in SOURCES:
        for node in filter(is_translation, parsed.nodes(path)):
            assert all(isinstance(text, ast.Constant) for text in node.args), f"{path}:{node.lineno} is no literal"
            context, text = (argument.value for argument in node.args)
            yield context, text


def texts_of_forms():
    for path in sorted((ROOT / "ui").rglob("*.ui")):
        form = ElementTree.parse(path).getroot()
        yield from (
            (form.findtext("class"), text.text)
            for text in form.iter("string")
            if text.text and text.get("notr") != "true"
        )


def texts_of_models():
    for path in sorted((ROOT / "resources" / "models").glob("*.model3")):
        for option in ElementTree.parse(path).iter("Option"):
            if option.get("name") in MODEL_TEXTS and option.get("value"):
                yield "Models", option.get("value")


@pytest.fixture(scope="module")
def messages():
    return [
        (context.findtext("name"), message.findtext("source"), message.find("translation"))
        for context in ElementTree.parse(CATALOGUE).getroot().iter("context")
        for message in context.iter("message")
    ]


def test_the_catalogue_holds_the_texts_of_the_code_and_no_others(messages):
    said = {*texts_of_code(), *texts_of_forms(), *texts_of_models()}
    listed = {(context, source) for context, source, _ in messages}
    assert len(said) > 1000
    assert sorted(said - listed) == [], UPDATE
    assert sorted(listed - said) == [], UPDATE


def test_every_text_is_translated(messages):
    left = [(context, source) for context, source, target in messages if target.get("type") or not target.text]
    assert left == [], UPDATE


def placeholders(text):
    return sorted(re.findall(r"\{[^}]*\}|<[^>]+>|\(\*\.\w+\)|;;", text))


def test_a_translation_keeps_placeholders_tags_and_file_filters(messages):
    wrong = [source for _, source, target in messages if placeholders(source) != placeholders(target.text or "")]
    assert wrong == []


def test_quotes_and_edges_are_danish_and_whole(messages):
    for _, source, target in messages:
        assert not set("“”") & set(target.text), target.text
        assert target.text.count("»") == target.text.count("«") == source.count("“"), target.text
        assert target.text[0].isspace() == source[0].isspace(), target.text


def test_no_text_is_translated_before_the_reader_s_language_is_known():
    """A call outside a function runs at import, before the translator is there, and stays English."""
    for path in SOURCES:
        inside = {
            id(node)
            for function in parsed.nodes(path)
            if isinstance(function, ast.FunctionDef | ast.Lambda)
            for body in (function.body if isinstance(function.body, list) else [function.body])
            for node in ast.walk(body)
        }
        early = [node.lineno for node in filter(is_translation, parsed.nodes(path)) if id(node) not in inside]
        assert early == [], path


def test_no_function_takes_a_language_to_hand_it_on():
    """Text and numbers follow the current locale; only what chooses one, or prints what residents read, is told a language."""
    told = {
        function.name
        for path in SOURCES
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for argument in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        if argument.arg == "language"
    }
    assert told == {"locale", "use_translator"}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    lrelease = shutil.which("lrelease")
    if lrelease is None:
        pytest.fail("lrelease is missing; `make i18n` installs it")
    path = tmp_path_factory.mktemp("i18n") / "sector_planner_da.qm"
    result = subprocess.run([lrelease, CATALOGUE, "-qm", path], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "warning" not in result.stderr.lower(), result.stderr
    return path


@pytest.fixture
def danish(compiled, qgis_app):
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator
    from sector_planner.core.base import i18n as language

    translator = QTranslator()
    assert translator.load(str(compiled))
    QCoreApplication.installTranslator(translator)
    language.use_translator(QCoreApplication.translate, "da")
    yield
    language.use_translator(None)
    QCoreApplication.removeTranslator(translator)


def test_danish_comes_out_in_algorithms_and_in_core(danish):
    from sector_planner.core.base import i18n as language
    from sector_planner.core.base.errors import InputError
    from sector_planner.core.plan.reports import neighbours as neighbours_report
    from sector_planner.core.plan.settings import WorkloadWeights
    from sector_planner.processing.algorithms.balance.balance_sectors import BalanceSectors

    assert BalanceSectors().title() == "Balancér sektorer"
    assert BalanceSectors().group() == "Balancér"
    assert neighbours_report.translate("Core", "Cover partner") == "Dækningspartner"
    assert language.listed(range(8)) == "0, 1, 2, 3, 4, 5 og 2 mere"
    with pytest.raises(InputError, match="Giv mindst ét kriterium en vægt"):
        WorkloadWeights(crime=0, exposed=0, special=0, population=0)


def test_a_text_and_its_numbers_change_language_together(danish):
    from sector_planner.core.base.i18n import listed, locale, number

    assert (listed(range(8)), number(1.5, 1)) == ("0, 1, 2, 3, 4, 5 og 2 mere", "1,5")
    with locale("en"):
        assert (listed(range(8)), number(1.5, 1)) == ("0, 1, 2, 3, 4, 5 and 2 more", "1.5")
    assert (listed(range(8)), number(1.5, 1)) == ("0, 1, 2, 3, 4, 5 og 2 mere", "1,5")


def test_danish_comes_out_in_models(danish, qgis_processing):
    from sector_planner.processing.provider import shipped_models

    model = next(model for model in shipped_models() if model.name() == "plan_and_publish")
    for one in (model, model.create()):
        assert one.name() == "plan_and_publish"
        assert one.displayName() == "Planlæg og offentliggør sektorer"
        assert one.parameterDefinition("UNITS").description() == "Planenheder (vilkårlige polygoner)"
        assert "i én kørsel" in one.shortHelpString()
        assert one.childAlgorithm("check").description() == "Kontrollér sektorer"
        assert "5 Offentliggør" in {box.description() for box in one.groupBoxes()}
        results = one.childAlgorithm("check").modelOutputs().values()
        assert [result.description() for result in results] == ["Findings"]  # the result's id is made from it


def test_english_comes_back(qgis_app):
    from sector_planner.processing.algorithms.balance.balance_sectors import BalanceSectors

    assert BalanceSectors().title() == "Balance sectors"
