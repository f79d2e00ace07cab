"""Odoo's own runner runs the tests that their package imports, and no others."""

import ast
from pathlib import Path

import pytest

ADDONS = Path(__file__).resolve().parents[2] / "addons"
PACKAGES = sorted(ADDONS.glob("*/tests/__init__.py"))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.parts[-3])
def test_package_imports_each_of_its_tests(package):
    tree = ast.parse(package.read_text(encoding="utf-8"))
    imported = {
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    written = {path.stem for path in package.parent.glob("test_*.py")}
    assert written
    assert written <= imported
