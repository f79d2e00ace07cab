"""`./club bench NAME [options]`: one measurement script on a prepared database."""

from __future__ import annotations

import ast
from pathlib import Path

from runner import odoo_command, processes
from runner.errors import Stop
from runner.templates import ALL, Templates
from runner.workspace import Workspace


def command(workspace: Workspace, arguments: list[str]) -> int:
    """Run tests/bench/NAME.py with the remaining arguments; see its README."""
    folder = workspace.project.root / "tests" / "bench"
    known = sorted(path.stem for path in folder.glob("*.py") if path.stem != "harness")
    if not arguments or arguments[0] not in known:
        raise Stop(
            f"./club bench needs a name: {', '.join(known) or 'there is none yet'}."
        )
    name, *rest = arguments
    script = folder / f"{name}.py"
    workspace.prepare("bench")
    with workspace.database_server("test") as databases:
        databases.drop_orphans()
        template = Templates(workspace, databases).ensure(layer(script))
        child = processes.spawn(
            [workspace.venv.python, script, *rest],
            cwd=workspace.project.root,
            env=odoo_command.worker_environment(workspace, databases, template),
        )
        code = child.wait()
        processes.forget(child)
    return code


def layer(script: Path) -> str:
    """Return the template a script asks for with a top-level LAYER, else all."""
    for node in ast.parse(script.read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            [target, *_] = node.targets
            if isinstance(target, ast.Name) and target.id == "LAYER":
                return str(node.value.value)
    return ALL
