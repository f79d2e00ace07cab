"""Translations of our addons: exported, compared, merged. Runs in the venv.

Started by `./club i18n` (refresh) and `./club check` (compare) with the
environment of `runner.handover`; arguments: the action, a database, modules.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib

from runner import inprocess
from runner.handover import Handover

LANGUAGE = "fr"
# Whose French is used for terms that are the same word for word ("Created by").
CORE = ("base", "mail", "portal", "account")
# Changes at every export without saying anything.
VOLATILE = ("POT-Creation-Date", "PO-Revision-Date")


def export(env: Any, module: str, target: Path) -> polib.POFile | None:
    """Export a module's terms as Odoo does; None if it has none."""
    from odoo.tools.translate import trans_export

    with target.open("wb") as buffer:
        trans_export(None, [module], buffer, "po", env)
    terms = polib.pofile(str(target))
    return terms if len(terms) else None


def same(one: polib.POFile, other: polib.POFile) -> bool:
    """Tell whether two files say the same, leaving dates aside."""

    def content(file: polib.POFile) -> tuple[object, ...]:
        metadata = {k: v for k, v in file.metadata.items() if k not in VOLATILE}
        entries = [
            (
                e.msgctxt,
                e.msgid,
                e.msgstr,
                e.fuzzy,
                e.obsolete,
                e.comment,
                e.occurrences,
            )
            for e in file
        ]
        return sorted(metadata.items()), entries

    return content(one) == content(other)


def core_words(addons_path: str) -> dict[str, str]:
    """Return Odoo's own French, by English term."""
    words: dict[str, str] = {}
    for folder in reversed(addons_path.split(",")):
        for module in CORE:
            file = Path(folder) / module / "i18n" / f"{LANGUAGE}.po"
            if file.exists():
                for entry in polib.pofile(str(file)).translated_entries():
                    words.setdefault(entry.msgid, entry.msgstr)
    return words


def missing(terms: polib.POFile | None, folder: Path, module: str) -> list[str]:
    """Return what is wrong with a module's translations, one sentence each."""
    pot_file, po_file = folder / f"{module}.pot", folder / f"{LANGUAGE}.po"
    if terms is None:
        return []
    if not pot_file.exists() or not po_file.exists():
        return [
            f"{module}: no i18n/{module}.pot or {LANGUAGE}.po: ./club i18n {module}"
        ]
    problems = []
    wanted = {entry.msgid for entry in terms}
    known = {entry.msgid for entry in polib.pofile(str(pot_file))}
    for gone in sorted(known ^ wanted):
        problems.append(
            f"{pot_file.name} is out of date ({gone!r}): ./club i18n {module}"
        )
    translated = polib.pofile(str(po_file))
    done = {e.msgid for e in translated if e.msgstr and not e.fuzzy and not e.obsolete}
    problems += [
        f"{module}/{po_file.name} lacks {term!r}" for term in sorted(wanted - done)
    ]
    problems += [
        f"{module}/{po_file.name} is fuzzy: {e.msgid!r}"
        for e in translated.fuzzy_entries()
    ]
    return problems


def refresh(
    terms: polib.POFile, folder: Path, module: str, words: dict[str, str]
) -> tuple[int, int]:
    """Write the .pot and merge it into fr.po; return (terms, still untranslated).

    Existing French is kept; `words` fills in what Odoo itself already translates.
    """
    folder.mkdir(exist_ok=True)
    pot_file, po_file = folder / f"{module}.pot", folder / f"{LANGUAGE}.po"
    if not pot_file.exists() or not same(terms, polib.pofile(str(pot_file))):
        terms.save(str(pot_file))
    merged = polib.POFile(wrapwidth=terms.wrapwidth)
    merged.metadata = {
        **terms.metadata,
        "Language": LANGUAGE,
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    old = {e.msgid: e for e in polib.pofile(str(po_file))} if po_file.exists() else {}
    for entry in terms:
        kept = old.get(entry.msgid)
        french = kept.msgstr if kept and not kept.obsolete else ""
        merged.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=french or words.get(entry.msgid, ""),
                comment=entry.comment,
                occurrences=entry.occurrences,
                flags=[*entry.flags, *(["fuzzy"] if kept and kept.fuzzy else [])],
            )
        )
    if not po_file.exists() or not same(merged, polib.pofile(str(po_file))):
        merged.save(str(po_file))
    return len(merged), len(merged.untranslated_entries())


def main(arguments: Sequence[str]) -> int:
    """Run one action over modules; return 1 if a comparison found problems."""
    action, database, *modules = arguments
    handover = Handover.from_environment()
    addons = Path(handover.addons_path.split(",")[0])
    problems: list[str] = []
    words = core_words(handover.addons_path) if action == "refresh" else {}
    with (
        TemporaryDirectory() as temporary,
        inprocess.environment(handover, database) as env,
    ):
        for module in modules:
            terms = export(env, module, Path(temporary) / f"{module}.po")
            folder = addons / module / "i18n"
            if action == "compare":
                problems += missing(terms, folder, module)
            elif terms is not None:
                count, left = refresh(terms, folder, module, words)
                print(f"{module}: {count} terms, {left} without French")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
