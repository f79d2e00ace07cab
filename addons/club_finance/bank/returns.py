"""Debits that the bank did not take or took back: read out of its files.

Three kinds of files say so: ``pain.002`` (the bank or the debtor's bank refused before
the money moved), ``CAMT.053`` and ``CAMT.054`` (it moved, and came back). All are
ISO 20022; versions differ in details that are read alike here. Nothing outside the file
is ever fetched: a file with a document type, hence with entities, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree
from xml.parsers import expat

MAX_BYTES = 20_000_000
MAX_DEPTH = 60
# What banks write where a reference is missing.
NO_REFERENCE = {"", "NOTPROVIDED", "NONREF"}
REFUSED = "RJCT"
NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:(\w+\.\d{3}\.\d{3}\.\d{2})")
ROOTS = {
    "CstmrPmtStsRpt": "pain.002",
    "BkToCstmrStmt": "camt.053",
    "BkToCstmrDbtCdtNtfctn": "camt.054",
}


class ReturnFileError(ValueError):
    """A file that cannot be read; ``reason`` says why, one word of ``REASONS``."""

    REASONS = ("empty", "large", "entities", "deep", "xml", "kind")

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Returned:
    """One debit that came back.

    :ivar end_to_end: our reference, empty where the bank gives none
    :ivar mandate: unique reference of the mandate
    :ivar amount: of the debit, without charges, in ``currency``; None where not said
    :ivar charges: what the bank took for it, in ``currency``
    :ivar code: reason of ISO 20022 (``AM04``…), or what the bank wrote instead
    :ivar text: more words of the bank
    :ivar day: when it came back
    """

    end_to_end: str
    code: str
    day: date | None
    amount: Decimal | None = None
    currency: str = ""
    charges: Decimal = Decimal(0)
    text: str = ""
    mandate: str = ""
    instruction: str = ""
    payer: str = ""


@dataclass(frozen=True)
class Whole:
    """A whole file, or one batch of it, that the bank refused.

    :ivar message: name of our file (``MsgId``)
    :ivar batch: name of the batch (``PmtInfId``), empty for the file
    """

    message: str
    batch: str
    code: str
    text: str = ""


@dataclass
class ReturnFile:
    """What a file says.

    :ivar kind: ``pain.002``, ``camt.053`` or ``camt.054``
    :ivar version: full name of the format, empty where the file does not say
    :ivar message: the bank's name of the file
    :ivar made_on: day the bank made it
    :ivar other_count: what else stands in it: other entries, debits that went well
    """

    kind: str
    version: str = ""
    message: str = ""
    made_on: date | None = None
    returned: list[Returned] = field(default_factory=list)
    whole: list[Whole] = field(default_factory=list)
    other_count: int = 0


def read(content: bytes) -> ReturnFile:
    """Read a file of the bank.

    :raises ReturnFileError: it is none, or not safe to read
    """
    root = _parse(content)
    found = NAMESPACE.search(root.tag)
    report = next(iter(root), None)
    kind = ROOTS.get(_name(report)) if report is not None else None
    if kind is None or report is None:
        raise ReturnFileError("kind")
    header = _find(report, "GrpHdr")
    file = ReturnFile(
        kind,
        found[1] if found else "",
        _text(header, "MsgId"),
        _day(_text(header, "CreDtTm")),
    )
    if kind == "pain.002":
        _read_status(report, file)
    else:
        _read_entries(report, file)
    return file


def _parse(content: bytes) -> ElementTree.Element:
    """The tree of a file that was walked first, without building anything."""
    if not content.strip():
        raise ReturnFileError("empty")
    if len(content) > MAX_BYTES:
        raise ReturnFileError("large")
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise ReturnFileError("deep")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_declaration: object) -> None:
        raise ReturnFileError("entities")

    walker = expat.ParserCreate()
    walker.StartElementHandler = begin
    walker.EndElementHandler = end
    walker.StartDoctypeDeclHandler = refuse
    walker.EntityDeclHandler = refuse
    try:
        walker.Parse(content, True)
        return ElementTree.fromstring(content)
    except (expat.ExpatError, ElementTree.ParseError, LookupError) as error:
        raise ReturnFileError("xml") from error
    except ValueError as error:
        if isinstance(error, ReturnFileError):
            raise
        raise ReturnFileError("xml") from error


# pain.002


def _read_status(report: ElementTree.Element, file: ReturnFile) -> None:
    group = _find(report, "OrgnlGrpInfAndSts")
    message = _text(group, "OrgnlMsgId")
    if _text(group, "GrpSts") == REFUSED:
        file.whole.append(Whole(message, "", *_reason(group, "StsRsnInf")))
        return
    for batch in _all(report, "OrgnlPmtInfAndSts"):
        single = list(_all(batch, "TxInfAndSts"))
        if not single and _text(batch, "PmtInfSts") == REFUSED:
            name = _text(batch, "OrgnlPmtInfId")
            file.whole.append(Whole(message, name, *_reason(batch, "StsRsnInf")))
        for status in single:
            # A batch refused whole may list its debits without a word on each.
            state = _text(status, "TxSts") or _text(batch, "PmtInfSts")
            if state == REFUSED:
                file.returned.append(_refused(status, batch, file.made_on))
            else:
                file.other_count += 1


def _refused(
    status: ElementTree.Element, batch: ElementTree.Element, made_on: date | None
) -> Returned:
    code, text = _reason(status, "StsRsnInf")
    if not code:
        code, text = _reason(batch, "StsRsnInf")
    original = _find(status, "OrgnlTxRef")
    amount, currency = _amount(original, ("Amt/InstdAmt", "IntrBkSttlmAmt"))
    return Returned(
        _reference(_text(status, "OrgnlEndToEndId")),
        code,
        made_on,
        amount,
        currency,
        _charges(status),
        text,
        _reference(_text(original, "MndtRltdInf/MndtId")),
        _reference(_text(status, "OrgnlInstrId")),
        _text(original, "Dbtr/Nm") or _text(original, "Dbtr/Pty/Nm"),
    )


# CAMT.053 and CAMT.054


def _read_entries(report: ElementTree.Element, file: ReturnFile) -> None:
    for entry in report.iter():
        if _name(entry) == "Ntry":
            details = [
                detail
                for part in _all(entry, "NtryDtls")
                for detail in _all(part, "TxDtls")
            ]
            for detail in details:
                if _came_back(entry, detail):
                    alone = len(details) == 1
                    file.returned.append(_returned(entry, detail, alone))
                else:
                    file.other_count += 1
            if not details:
                file.other_count += 1


def _came_back(entry: ElementTree.Element, detail: ElementTree.Element) -> bool:
    """Whether this is a debit of ours that came back: money leaves, with a reason."""
    direction = _text(detail, "CdtDbtInd") or _text(entry, "CdtDbtInd")
    return direction == "DBIT" and _find(detail, "RtrInf") is not None


def _returned(
    entry: ElementTree.Element, detail: ElementTree.Element, alone: bool
) -> Returned:
    code, text = _reason(detail, "RtrInf")
    amount, currency = _amount(
        detail,
        ("AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "Amt"),
    )
    charges = _charges(detail)
    if amount is None and alone:
        amount, currency = _amount(entry, ("Amt",))
        charges = charges or _charges(entry)
        # The entry is what left the account, the bank's charges included.
        amount = amount - charges if amount is not None else None
    said = ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
    day = _day(next(filter(None, (_text(entry, path) for path in said)), ""))
    return Returned(
        _reference(_text(detail, "Refs/EndToEndId")),
        code,
        day,
        amount,
        currency,
        charges,
        text,
        _reference(_text(detail, "Refs/MndtId")),
        _reference(_text(detail, "Refs/InstrId")),
        _text(detail, "RltdPties/Dbtr/Nm") or _text(detail, "RltdPties/Dbtr/Pty/Nm"),
    )


# Pieces of any of them


def _reason(parent: ElementTree.Element | None, name: str) -> tuple[str, str]:
    """Code and words of the first reason that has a code."""
    text = ""
    for info in _all(parent, name):
        text = text or " ".join(
            (more.text or "").strip() for more in _all(info, "AddtlInf")
        )
        code = _text(info, "Rsn/Cd") or _text(info, "Rsn/Prtry")
        if code:
            return code, text
    return "", text


def _charges(parent: ElementTree.Element | None) -> Decimal:
    """What the bank took, in the two ways the versions say it."""
    total = Decimal(0)
    for charge in _all(parent, "Chrgs"):
        records = list(_all(charge, "Rcrd"))
        for one in records or [charge]:
            amount, _currency = _amount(one, ("Amt",))
            total += amount or Decimal(0)
    for charge in _all(parent, "ChrgsInf"):
        amount, _currency = _amount(charge, ("Amt",))
        total += amount or Decimal(0)
    return total


def _amount(
    parent: ElementTree.Element | None, paths: tuple[str, ...]
) -> tuple[Decimal | None, str]:
    for path in paths:
        found = _find(parent, path)
        if found is not None:
            try:
                value = Decimal((found.text or "").strip())
            except InvalidOperation:
                continue
            if value.is_finite():
                return value, found.get("Ccy", "")
    return None, ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _reference(text: str) -> str:
    return "" if text.upper() in NO_REFERENCE else text


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(
    parent: ElementTree.Element | None, name: str
) -> Iterator[ElementTree.Element]:
    for child in parent if parent is not None else ():
        if _name(child) == name:
            yield child


def _find(parent: ElementTree.Element | None, path: str) -> ElementTree.Element | None:
    """The first element at this path of names, whatever the namespace."""
    for name in path.split("/"):
        parent = next(_all(parent, name), None)
    return parent


def _text(parent: ElementTree.Element | None, path: str) -> str:
    found = _find(parent, path)
    return (found.text or "").strip() if found is not None else ""
