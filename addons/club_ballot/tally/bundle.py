"""Make ``static/recount.py`` of the modules of this package.

One source to maintain, one file to hand out: run this script after a change here; a
test says when it was forgotten. It puts the modules one after the other, in the order
in which they need each other, with one common list of imports.
"""

import ast
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent
TARGET = PACKAGE.parent / "static" / "recount.py"
LAST = "recounting"
HEAD = '''#!/usr/bin/env python3
"""Count the votes of a Pabulib file again: ``python3 recount.py FILE.pb --explain``.

Needs Python 3.10 or later and nothing else. Made by ``tally/bundle.py`` of the addon
club_ballot out of its modules; change those. Licence: AGPL-3.
"""
'''


def bundle() -> str:
    """Return the text of ``recount.py``.

    :raises ValueError: two modules define the same name, or import in a way that
        cannot be put into one file
    """
    order: list[str] = []
    _visit(LAST, order)
    names: dict[str, str] = {}
    imports: dict[str, set[str]] = {}
    bodies = []
    for module in order:
        text = (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
        tree = ast.parse(text)
        _collect(module, tree, imports, names)
        bodies.append(_body(module, text, tree))
    for name in names:
        if any(name in words for words in imports.values()) or name in imports:
            raise ValueError(f"{name} of {names[name]} is also imported")
    return HEAD + "\n" + _imports(imports) + "\n\n" + "\n\n\n".join(bodies) + "\n"


def _visit(module: str, order: list[str]) -> None:
    """Put what a module needs before it."""
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.level and node.module not in order:
            _visit(str(node.module), order)
    if module not in order:
        order.append(module)


def _collect(
    module: str, tree: ast.Module, imports: dict[str, set[str]], names: dict[str, str]
) -> None:
    for node in tree.body:
        defined: list[str] = []
        if isinstance(node, ast.Import | ast.ImportFrom):
            if any(alias.asname for alias in node.names):
                raise ValueError(f"{module} imports under another name")
            if isinstance(node, ast.Import):
                imports.update({alias.name: set() for alias in node.names})
            elif not node.level:
                known = imports.setdefault(str(node.module), set())
                known |= {alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            defined = [each.id for each in targets if isinstance(each, ast.Name)]
        for name in defined:
            if name in names:
                raise ValueError(f"{name} is in {names[name]} and in {module}")
            names[name] = module


def _imports(imports: dict[str, set[str]]) -> str:
    plain = [f"import {name}" for name in sorted(imports) if not imports[name]]
    named = []
    for module in sorted(name for name in imports if imports[name]):
        # The linter's order: constants, classes, the rest.
        words = sorted(imports[module], key=lambda word: (word.islower(), word))
        line = f"from {module} import {', '.join(words)}"
        if len(line) > 88:
            line = f"from {module} import (\n    " + ",\n    ".join(words) + ",\n)"
        named.append(line)
    return "\n".join(plain + named)


def _body(module: str, text: str, tree: ast.Module) -> str:
    """Return a module without its imports."""
    docstring, *used = [
        node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)
    ]
    decorators = getattr(used[0], "decorator_list", [])
    start = min(node.lineno for node in (used[0], *decorators))
    lines = text.splitlines()
    said = "\n".join(lines[: docstring.end_lineno])
    body = "\n".join(lines[start - 1 :])
    gap = "\n\n\n" if isinstance(used[0], ast.FunctionDef | ast.ClassDef) else "\n\n"
    return f"# {module}.py\n{said}{gap}{body}"


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(bundle(), encoding="utf-8")
    sys.stdout.write(f"{TARGET}\n")
