"""The files a stage depends on: its modules, what they import (also inside functions), and the rules they load."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
# stage -> the modules its command in stages.py uses
STAGES = {
    "TEXT": ["documents"],
    "EXTRACT": ["extract", "mention", "tables"],
    "DOCUMENTS": ["documents", "sources", "tables"],
    "NORMALISE": ["normalise", "tables"],
    "MATCH": ["match", "tables"],
    "RECONCILE": ["reconcile", "tables"],
    "REPORT": ["report", "tables"],
    "PACKAGE": ["package", "tables"],
}
# the command line itself: all stages run through it
EVERY = ["pipeline/cli.py", "pipeline/stages.py"]


def imported(path: Path) -> set[str]:
    """Modules of the package that a file imports, as "a.b" below `pipeline`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline."):
            found.add(node.module.removeprefix("pipeline."))
        elif isinstance(node, ast.Import):
            found.update(alias.name.removeprefix("pipeline.") for alias in node.names if alias.name.startswith("pipeline."))
    return found


def file_of(module: str) -> Path | None:
    path = ROOT / "pipeline" / Path(*module.split("."))
    if path.with_suffix(".py").is_file():
        return path.with_suffix(".py")
    return path / "__init__.py" if (path / "__init__.py").is_file() else None


def closure(roots: list[str]) -> list[str]:
    """Paths below the repository, sorted."""
    todo, seen = list(roots), set()
    while todo:
        path = file_of(todo.pop())
        if path is None or path in seen:
            continue
        seen.add(path)
        todo += imported(path)
    found = {p.relative_to(ROOT).as_posix() for p in seen}
    for path in seen:
        source = path.read_text(encoding="utf-8")
        for name in re.findall(r"\b(?:load|_rules|rules)\(\s*[\"'](\w+)[\"']\s*\)", source):
            found.add(f"pipeline/rules/{name}.toml")
        found.update(f"pipeline/rules/{name}" for name in re.findall(r"[\"'](\w+\.json)[\"']", source) if (ROOT / "pipeline/rules" / name).is_file())
        if "pipeline.templates" in source or ("templates" in source and path.name in ("report.py", "render.py")):
            found.update(p.relative_to(ROOT).as_posix() for p in (ROOT / "pipeline/templates").iterdir() if p.is_file() and p.suffix != ".pyc")
    return sorted(p for p in found if (ROOT / p).is_file())


def makefile_part() -> str:
    """What pipeline/stages.mk must hold."""
    lines = ["# The code and rules that each stage depends on; `python tests/closure.py` writes this file anew.", ""]
    for stage, roots in STAGES.items():
        files = sorted({*closure(roots), *EVERY})
        lines.append(f"{stage}_CODE := \\\n  " + " \\\n  ".join(files) + "\n")
    return "\n".join(lines)


if __name__ == "__main__":
    (ROOT / "pipeline/stages.mk").write_text(makefile_part(), encoding="utf-8")
