"""`init DIR`: a project folder in which a corpus is kept under make and git.

In: a folder, new, or with documents in it or in its raw/. Out: raw/ with the documents, raw/sources.csv with a row for each
(what was inferred from it, to be corrected by hand), raw/decisions.csv, Makefile, .gitignore. Nothing that is there is
changed or removed: documents beside raw/ are copied into it, and on a second call only rows for new documents are added.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
from importlib import metadata, resources
from pathlib import Path

import click

# what is written of a document; a person fills in the rest
COLUMNS = ("path", "title", "publisher", "author", "kind", "published", "published_basis", "url", "country", "currency", "cites", "standing")
# make can't name a file with white space or one of its own signs in it
_MAKE_SAFE = re.compile(r"[^\s\\$#%:;|*?\"'`<>&()\[\]{}!~=]+")
_OURS = frozenset(("Makefile", "makefile", "README.md", "LICENSE"))


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--from", "docs", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of documents to copy into raw/.")
def init(folder: Path, docs: Path | None):
    """Make DIR a project: raw/ for documents, sources.csv that lists them, and a Makefile.

    \b
    Example:
      reconcile init my-project --from my-pages
      cd my-project && make
    """
    from pipeline.tables import InputError
    try:
        for line in make_project(folder, docs):
            click.echo(line)
    except OSError as error:
        raise InputError(f"{error.filename or folder}: {error.strerror}; name a folder that you may write") from None


def make_project(folder: Path, docs: Path | None = None) -> list[str]:
    """Writes the project and returns what to tell. Raises InputError, OSError."""
    from pipeline.tables import InputError
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: a file, no folder; name another folder")
    said = []
    raw = folder / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for source in filter(None, (folder if docs is None else None, docs)):
        said += _copy(source, raw, [raw, folder / "output", folder / "interim"])
    added, total = _list_sources(raw)
    said += _list_unsafe(raw)
    _write_new(raw / "decisions.csv", _header("decisions"))
    _write_new(folder / ".gitignore", "/interim/\n/output/interim/\n")
    if not _write_new(folder / "Makefile", _makefile(folder)):
        said.append(f"{folder / 'Makefile'} was there already and is as it was")
    said.append(f"{raw / 'sources.csv'}: {added} of {total} documents added; look through what was inferred and correct it")
    said.append(f"next: {'put documents into ' + str(raw) + ' and run init again' if not total else f'cd {folder} && make'}")
    return said


def _copy(source: Path, raw: Path, leave_out: list[Path]) -> list[str]:
    """Copies the documents of a folder into raw/ under names that make can handle; those that can't be read stay behind."""
    from pipeline.documents import read_document, skipped
    from pipeline.folder import list_files, source_ids
    from pipeline.formats import ending
    said = []
    files = [f for f in list_files(source, leave_out) if f.path not in _OURS]
    ids = source_ids(f.path for f in files)
    for file in files:
        document = skipped(file.why) if file.why else read_document(file.file)
        if document.status == "skipped":
            said.append(f"{_shown(file.path)}: left out: {document.why}")
            continue
        last = ending(Path(file.path).name)
        safe = re.sub(r"[^\w.,+@-]+", "-", ids[file.path]).strip("-.") or "document"
        # a plain name stays as it is; a document in a sub-folder is named after its whole path
        name = file.path if "/" not in file.path and _MAKE_SAFE.fullmatch(file.path) else f"{safe}.{last or document.format}"
        target = raw / name
        if target.exists():
            if target.read_bytes() != Path(file.file).read_bytes():
                said.append(f"{target}: is there already with another text; {_shown(file.path)} was left where it is")
            continue
        shutil.copyfile(file.file, target)
        said.append(f"{_shown(file.path)} -> {target}")
    return said


def _list_unsafe(raw: Path) -> list[str]:
    from pipeline.folder import list_files
    return [f"{raw.name}/{_shown(f.path)}: make can't handle this name; rename the file without blanks and signs, and its row in sources.csv"
            for f in list_files(raw) if not _MAKE_SAFE.fullmatch(f.path)]


def _list_sources(raw: Path) -> tuple[int, int]:
    """Adds a row to sources.csv for each document that has none; how many were added, how many there are."""
    from pipeline import sources, tables
    from pipeline.documents import read_folder
    listed = raw / "sources.csv"
    found = read_folder(raw)
    paths = {source_id: path for source_id, (path, _) in found.items()}
    known = sources.read_sources(listed, paths, str(raw)) if listed.is_file() else {}
    rows = sources.documents_frame(found, None, folder=str(raw)).to_dict("records")
    new = [row for row in rows if row["source_id"] not in known]
    if not listed.is_file():
        before, columns = "", list(COLUMNS)
    else:
        before = listed.read_bytes().decode("utf-8-sig")
        columns = [name.strip() for name in next(csv.reader(io.StringIO(before)))]
    if new or not before:
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        if not before:
            writer.writerow(columns)
        writer.writerows([tables.armour(str(row.get(name, ""))) for name in columns] for row in new)
        with tables.replacing(listed) as handle:
            handle.write(before + ("\n" if before and not before.endswith("\n") else "") + lines.getvalue())
    return len(new), len(rows)


def _header(table: str) -> str:
    from pipeline import schemas
    return ",".join(schemas.columns(table)) + "\n"


def _write_new(path: Path, text: str) -> bool:
    """Writes a file that is not there yet; False when it is."""
    if path.exists():
        return False
    from pipeline.tables import replacing
    with replacing(path) as handle:
        handle.write(text)
    return True


def _makefile(folder: Path) -> str:
    program = _program()
    title = re.sub(r"[^\w ,.'-]+", " ", folder.resolve().name.replace("-", " ").replace("_", " ")).strip()
    text = resources.files("pipeline.templates").joinpath("project.mk").read_text(encoding="utf-8")
    return text.replace("@RECONCILE@", program).replace("@TITLE@", title).replace("@INIT@", f"{program} init .")


def _program() -> str:
    """How the project's Makefile calls this program: by its name where that is found, else by where it is."""
    if shutil.which("reconcile"):
        return "reconcile"
    script = Path(sys.executable).parent / "reconcile"
    if script.is_file():
        return str(script)
    try:
        metadata.distribution("source-reconciliation")
    except metadata.PackageNotFoundError:
        # run from a checkout that is not installed
        return f"PYTHONPATH={Path(__file__).resolve().parent.parent} {sys.executable} -m pipeline"
    return f"{sys.executable} -m pipeline"


def _shown(path: str) -> str:
    return path if path.isprintable() else ascii(path)[1:-1]
