"""Write stand-ins of source files in which every call of `translate` stands on one line.

pylupdate5 silently drops a call whose last argument is followed by a comma, as the formatter writes long ones,
and knows nothing of model files.
"""

import ast
import json
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

MODEL_TEXTS = ("description", "component_description", "ALG_DESC", "model_group")


def plain_calls(source: str) -> str:
    """Return only the calls of `translate`, each on the line where it begins."""
    lines: dict[int, list[str]] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate":
            arguments = ", ".join(json.dumps(ast.literal_eval(text), ensure_ascii=False) for text in node.args)
            lines.setdefault(node.lineno, []).append(f"translate({arguments})")
    return "".join("; ".join(lines.get(number, [])) + "\n" for number in range(1, max(lines, default=0) + 1))


def plain_model(source: str) -> str:
    """Return a call of `translate` for every text of a model that people read, each on its line."""
    calls = []
    for line in source.splitlines():
        option = ElementTree.fromstring(line) if line.strip().endswith("/>") else ElementTree.Element("Option")
        told = option.get("value") if option.get("name") in MODEL_TEXTS else ""
        calls.append(f'translate("Models", {json.dumps(told, ensure_ascii=False)})' if told else "")
    return "\n".join(calls)


def main(folder: Path, sources: list[str]) -> None:
    """Write a stand-in for every Python file and a copy of every form, under the same paths in `folder`."""
    for source in sources:
        target = folder / source
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.endswith(".py"):
            target.write_text(plain_calls(Path(source).read_text(encoding="utf-8")), encoding="utf-8")
        elif source.endswith(".model3"):
            text = plain_model(Path(source).read_text(encoding="utf-8"))
            target.with_suffix(".model3.py").write_text(text, encoding="utf-8")
        else:
            shutil.copy(source, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
