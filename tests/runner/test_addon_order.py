"""What a merge of two branches breaks in silence: keys given twice, order of import."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from runner.addons import Suite
from runner.cli import ROOT

ADDONS = Suite(ROOT / "addons").addons.values()


def repeated(values: list[object]) -> set[object]:
    """Return what stands more than once."""
    return {value for value in values if values.count(value) > 1}


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_manifest_says_nothing_twice(addon):
    """Of a key given twice Python takes the last, and forgets the other."""
    for node in ast.walk(ast.parse((addon.folder / "__manifest__.py").read_text())):
        if isinstance(node, ast.Dict):
            assert not repeated([ast.literal_eval(key) for key in node.keys if key])
        elif isinstance(node, ast.List):
            assert not repeated([ast.unparse(each) for each in node.elts])


def imported(file: Path) -> list[Path]:
    """Return the neighbours that a module imports, in its order."""
    found = []
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            names = [node.module] if node.module else [x.name for x in node.names]
            found += [file.parent / f"{name}.py" for name in names]
    return [path for path in found if path.exists()]


def modules(folder: Path) -> list[Path]:
    """Return the modules of a package in the order in which they are loaded."""
    order: list[Path] = []

    def load(file: Path) -> None:
        for each in imported(file):
            if each not in order and each != file:
                load(each)
        order.append(file)

    if (folder / "__init__.py").exists():
        load(folder / "__init__.py")
    return order


def model(node: ast.ClassDef) -> tuple[str | None, bool]:
    """Return (the model that a class defines or extends, whether it defines it)."""
    said = {
        target.id: ast.literal_eval(line.value)
        for line in node.body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name) and target.id in ("_name", "_inherit")
    }
    extended = said.get("_inherit")
    if "_name" in said and said["_name"] != extended:
        return said["_name"], True
    return (extended if isinstance(extended, str) else None), False


def cut_off(files: list[Path]) -> Iterator[str]:
    """Yield the methods that hide those which extend them, being imported later."""
    extended: defaultdict[tuple[str, str], str] = defaultdict(str)
    for file in files:
        for node in ast.parse(file.read_text()).body:
            if not isinstance(node, ast.ClassDef):
                continue
            name, defines = model(node)
            for method in node.body:
                if not name or not isinstance(method, ast.FunctionDef):
                    continue
                key = (name, method.name)
                if "super(" in ast.unparse(method):
                    extended[key] = extended[key] or file.name
                elif not defines and extended[key]:
                    yield f"{file.name} hides {method.name} of {extended[key]}"


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_no_import_hides_what_extends_it(addon):
    """The class imported last is asked first: what calls super() comes after."""
    assert not list(cut_off(modules(addon.folder / "models")))


def test_order_of_import_is_seen(tmp_path):
    base = "class A:\n    _inherit = 'a'\n    def go(self):\n        return 1\n"
    more = base.replace("return 1", "return super().go() + 1")
    (tmp_path / "base.py").write_text(base)
    (tmp_path / "more.py").write_text(more)
    (tmp_path / "__init__.py").write_text("from . import base\nfrom . import more\n")
    assert not list(cut_off(modules(tmp_path)))
    (tmp_path / "__init__.py").write_text("from . import more\nfrom . import base\n")
    assert list(cut_off(modules(tmp_path))) == ["base.py hides go of more.py"]
