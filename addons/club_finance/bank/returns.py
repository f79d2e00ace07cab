"""Debits that the bank did not take or took back: read out of its files.

Three kinds of files say so: ``pain.002`` (the bank or the debtor's bank refused before
the money moved), ``CAMT.053`` and ``CAMT.054`` (it moved, and came back). All are
ISO 20022; versions differ in details that are read alike here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from .iso20022 import (
    FileError,
    amount_of,
    children,
    day_of,
    find,
    name_of,
    parse,
    text_of,
)

# What banks write where a reference is missing.
NO_REFERENCE = {"", "NOTPROVIDED", "NONREF"}
REFUSED = "RJCT"
NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:(\w+\.\d{3}\.\d{3}\.\d{2})")
ROOTS = {
    "CstmrPmtStsRpt": "pain.002",
    "BkToCstmrStmt": "camt.053",
    "BkToCstmrDbtCdtNtfctn": "camt.054",
}


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

    :raises FileError: it is none, or not safe to read
    """
    root = parse(content)
    found = NAMESPACE.search(root.tag)
    report = next(iter(root), None)
    kind = ROOTS.get(name_of(report)) if report is not None else None
    if kind is None or report is None:
        raise FileError("kind")
    header = find(report, "GrpHdr")
    file = ReturnFile(
        kind,
        found[1] if found else "",
        text_of(header, "MsgId"),
        day_of(text_of(header, "CreDtTm")),
    )
    if kind == "pain.002":
        _read_status(report, file)
    else:
        _read_entries(report, file)
    return file


# pain.002


def _read_status(report: ElementTree.Element, file: ReturnFile) -> None:
    group = find(report, "OrgnlGrpInfAndSts")
    message = text_of(group, "OrgnlMsgId")
    if text_of(group, "GrpSts") == REFUSED:
        file.whole.append(Whole(message, "", *_reason(group, "StsRsnInf")))
        return
    for batch in children(report, "OrgnlPmtInfAndSts"):
        single = list(children(batch, "TxInfAndSts"))
        if not single and text_of(batch, "PmtInfSts") == REFUSED:
            name = text_of(batch, "OrgnlPmtInfId")
            file.whole.append(Whole(message, name, *_reason(batch, "StsRsnInf")))
        for status in single:
            # A batch refused whole may list its debits without a word on each.
            state = text_of(status, "TxSts") or text_of(batch, "PmtInfSts")
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
    original = find(status, "OrgnlTxRef")
    amount, currency = amount_of(original, ("Amt/InstdAmt", "IntrBkSttlmAmt"))
    return Returned(
        _reference(text_of(status, "OrgnlEndToEndId")),
        code,
        made_on,
        amount,
        currency,
        _charges(status),
        text,
        _reference(text_of(original, "MndtRltdInf/MndtId")),
        _reference(text_of(status, "OrgnlInstrId")),
        text_of(original, "Dbtr/Nm") or text_of(original, "Dbtr/Pty/Nm"),
    )


# CAMT.053 and CAMT.054


def _read_entries(report: ElementTree.Element, file: ReturnFile) -> None:
    for entry in report.iter():
        if name_of(entry) == "Ntry":
            details = [
                detail
                for part in children(entry, "NtryDtls")
                for detail in children(part, "TxDtls")
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
    direction = text_of(detail, "CdtDbtInd") or text_of(entry, "CdtDbtInd")
    return direction == "DBIT" and find(detail, "RtrInf") is not None


def _returned(
    entry: ElementTree.Element, detail: ElementTree.Element, alone: bool
) -> Returned:
    code, text = _reason(detail, "RtrInf")
    amount, currency = amount_of(
        detail,
        ("AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "Amt"),
    )
    charges = _charges(detail)
    if amount is None and alone:
        amount, currency = amount_of(entry, ("Amt",))
        charges = charges or _charges(entry)
        # The entry is what left the account, the bank's charges included.
        amount = amount - charges if amount is not None else None
    said = ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
    day = day_of(next(filter(None, (text_of(entry, path) for path in said)), ""))
    return Returned(
        _reference(text_of(detail, "Refs/EndToEndId")),
        code,
        day,
        amount,
        currency,
        charges,
        text,
        _reference(text_of(detail, "Refs/MndtId")),
        _reference(text_of(detail, "Refs/InstrId")),
        text_of(detail, "RltdPties/Dbtr/Nm")
        or text_of(detail, "RltdPties/Dbtr/Pty/Nm"),
    )


# Pieces of any of them


def _reason(parent: ElementTree.Element | None, name: str) -> tuple[str, str]:
    """Code and words of the first reason that has a code."""
    text = ""
    for info in children(parent, name):
        text = text or " ".join(
            (more.text or "").strip() for more in children(info, "AddtlInf")
        )
        code = text_of(info, "Rsn/Cd") or text_of(info, "Rsn/Prtry")
        if code:
            return code, text
    return "", text


def _charges(parent: ElementTree.Element | None) -> Decimal:
    """What the bank took, in the two ways the versions say it."""
    total = Decimal(0)
    for charge in children(parent, "Chrgs"):
        records = list(children(charge, "Rcrd"))
        for one in records or [charge]:
            amount, _currency = amount_of(one, ("Amt",))
            total += amount or Decimal(0)
    for charge in children(parent, "ChrgsInf"):
        amount, _currency = amount_of(charge, ("Amt",))
        total += amount or Decimal(0)
    return total


def _reference(text: str) -> str:
    return "" if text.upper() in NO_REFERENCE else text
