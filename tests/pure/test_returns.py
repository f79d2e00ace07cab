"""Returned debits in files of the bank, of every kind and version that is read."""

from datetime import date
from decimal import Decimal

import pytest
from bank import iso20022, returns

HEAD = "<GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-04-20T08:00:00</CreDtTm></GrpHdr>"


def document(kind, body):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{kind}">{body}</Document>'
    ).encode()


def status(transactions, version="03", group="", batch="PART"):
    """A pain.002 about one batch of the file DD-1."""
    return document(
        f"pain.002.001.{version}",
        f"<CstmrPmtStsRpt>{HEAD}<OrgnlGrpInfAndSts><OrgnlMsgId>DD-1</OrgnlMsgId>"
        f"<OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId>{group}</OrgnlGrpInfAndSts>"
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>DD-1-FRST</OrgnlPmtInfId>"
        f"<PmtInfSts>{batch}</PmtInfSts>{transactions}</OrgnlPmtInfAndSts>"
        "</CstmrPmtStsRpt>",
    )


def refused(party="<Nm>Ann</Nm>", code="<Cd>AC04</Cd>", state="RJCT"):
    return (
        "<TxInfAndSts><StsId>1</StsId><OrgnlInstrId>77</OrgnlInstrId>"
        f"<OrgnlEndToEndId>E2E-1</OrgnlEndToEndId><TxSts>{state}</TxSts>"
        f"<StsRsnInf><Rsn>{code}</Rsn><AddtlInf>Account</AddtlInf>"
        "<AddtlInf>closed</AddtlInf></StsRsnInf><OrgnlTxRef><Amt>"
        '<InstdAmt Ccy="EUR">60.00</InstdAmt></Amt><MndtRltdInf><MndtId>RUM-1</MndtId>'
        f"</MndtRltdInf><Dbtr>{party}</Dbtr></OrgnlTxRef></TxInfAndSts>"
    )


def entry(details, amount="62.50", direction="DBIT", more=""):
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>'
        f"<Sts>BOOK</Sts><BookgDt><Dt>2026-04-21</Dt></BookgDt>{more}"
        f"<NtryDtls>{details}</NtryDtls></Ntry>"
    )


def detail(reference="E2E-1", amounts="", code="MD06", reason=True):
    back = f"<RtrInf><Rsn><Cd>{code}</Cd></Rsn></RtrInf>" if reason else ""
    return (
        f"<TxDtls><Refs><EndToEndId>{reference}</EndToEndId><MndtId>RUM-1</MndtId>"
        f"</Refs>{amounts}<RltdPties><Dbtr><Nm>Ann</Nm></Dbtr></RltdPties>{back}"
        "</TxDtls>"
    )


def statement(entries, version="02"):
    return document(
        f"camt.053.001.{version}",
        f"<BkToCstmrStmt>{HEAD}<Stmt><Id>S</Id>{entries}</Stmt></BkToCstmrStmt>",
    )


@pytest.mark.parametrize(
    ("version", "party"),
    [("03", "<Nm>Ann</Nm>"), ("10", "<Pty><Nm>Ann</Nm></Pty>")],
)
def test_a_refused_debit_of_pain_002(version, party):
    file = returns.read(status(refused(party), version))
    assert (file.kind, file.message) == ("pain.002", "BANK-1")
    assert file.version == f"pain.002.001.{version}"
    assert file.returned == [
        returns.Returned(
            "E2E-1",
            "AC04",
            date(2026, 4, 20),
            Decimal("60.00"),
            "EUR",
            Decimal(0),
            "Account closed",
            "RUM-1",
            "77",
            "Ann",
        )
    ]


def test_debits_that_went_well_are_counted_and_left_alone():
    file = returns.read(status(refused(state="ACCP") + refused(state="ACSC")))
    assert file.returned == []
    assert file.other_count == 2


def test_a_reason_in_the_banks_own_words_is_its_code():
    assert returns.read(status(refused(code="<Prtry>X9</Prtry>"))).returned[0].code == (
        "X9"
    )


def test_a_file_refused_whole():
    group = "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>"
    file = returns.read(status("", group=group))
    assert file.whole == [returns.Whole("DD-1", "", "FF01")]


def test_a_batch_refused_whole_without_its_debits():
    file = returns.read(status("", batch="RJCT"))
    assert file.whole == [returns.Whole("DD-1", "DD-1-FRST", "")]


def test_a_batch_refused_whole_with_its_debits_names_them():
    bare = (
        "<StsRsnInf><Rsn><Cd>DT01</Cd></Rsn></StsRsnInf><TxInfAndSts>"
        "<OrgnlEndToEndId>E2E-2</OrgnlEndToEndId></TxInfAndSts>"
    )
    file = returns.read(status(bare, batch="RJCT"))
    assert [(one.end_to_end, one.code) for one in file.returned] == [("E2E-2", "DT01")]
    assert file.whole == []


def test_a_return_of_camt_without_its_charges():
    amounts = (
        '<AmtDtls><InstdAmt><Amt Ccy="EUR">60.00</Amt></InstdAmt></AmtDtls>'
        '<Chrgs><Amt Ccy="EUR">2.50</Amt></Chrgs>'
    )
    one = returns.read(statement(entry(detail(amounts=amounts)))).returned[0]
    assert (one.amount, one.charges, one.code) == (
        Decimal("60.00"),
        Decimal("2.50"),
        "MD06",
    )
    assert one.day == date(2026, 4, 21)
    assert one.mandate == "RUM-1"


def test_charges_as_later_versions_write_them():
    amounts = (
        '<Amt Ccy="EUR">60.00</Amt><Chrgs><Rcrd><Amt Ccy="EUR">1.00</Amt></Rcrd>'
        '<Rcrd><Amt Ccy="EUR">1.50</Amt></Rcrd></Chrgs>'
    )
    one = returns.read(statement(entry(detail(amounts=amounts)), "08")).returned[0]
    assert one.charges == Decimal("2.50")


def test_the_entry_says_the_amount_where_its_one_detail_does_not():
    more = '<Chrgs><Amt Ccy="EUR">2.50</Amt></Chrgs>'
    one = returns.read(statement(entry(detail(), more=more))).returned[0]
    assert (one.amount, one.charges) == (Decimal("60.00"), Decimal("2.50"))


def test_of_several_details_none_takes_the_amount_of_all():
    both = detail("A") + detail("B")
    found = returns.read(statement(entry(both, "120.00"))).returned
    assert [(one.end_to_end, one.amount) for one in found] == [("A", None), ("B", None)]


def test_money_that_comes_in_or_leaves_for_no_return_is_left_alone():
    file = returns.read(
        statement(
            entry(detail(), direction="CRDT")
            + entry(detail(reason=False))
            + "<Ntry><Amt>5</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>"
        )
    )
    assert file.returned == []
    assert file.other_count == 3


def test_camt_054_is_read_alike():
    content = document(
        "camt.054.001.02",
        f"<BkToCstmrDbtCdtNtfctn>{HEAD}<Ntfctn>{entry(detail())}</Ntfctn>"
        "</BkToCstmrDbtCdtNtfctn>",
    )
    file = returns.read(content)
    assert (file.kind, len(file.returned)) == ("camt.054", 1)


@pytest.mark.parametrize("nothing", ["", "NOTPROVIDED", "NonRef"])
def test_a_missing_reference_is_none(nothing):
    found = returns.read(statement(entry(detail(nothing)))).returned
    assert found[0].end_to_end == ""


BILLION = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Document><CstmrPmtStsRpt>&b;</CstmrPmtStsRpt></Document>"""
OUTSIDE = b"""<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<Document><BkToCstmrStmt>&x;</BkToCstmrStmt></Document>"""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"  \n", "empty"),
        (b"Date;Amount\n2026-04-21;60", "xml"),
        (b"<Document><BkToCstmrStmt>", "xml"),
        (b"\xff\xfe\x00", "xml"),
        (b'<?xml version="1.0" encoding="none-such"?><a/>', "xml"),
        (document("pain.008.001.02", "<CstmrDrctDbtInitn/>"), "kind"),
        (b"<Document/>", "kind"),
        (BILLION, "entities"),
        (OUTSIDE, "entities"),
        (
            BILLION.decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16"),
            "entities",
        ),
        (b"<!DOCTYPE html><html/>", "entities"),
        (b"<a>" * 100 + b"</a>" * 100, "deep"),
    ],
)
def test_what_cannot_be_read_says_why(content, reason):
    with pytest.raises(iso20022.FileError) as refusal:
        returns.read(content)
    assert refusal.value.reason == reason
    assert reason in iso20022.FileError.REASONS


def test_a_file_too_large_is_not_even_walked(monkeypatch):
    monkeypatch.setattr(iso20022, "MAX_BYTES", 10)
    with pytest.raises(iso20022.FileError, match="large"):
        returns.read(statement(entry(detail())))


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "a lot", ""])
def test_an_amount_that_is_none_is_none(amount):
    amounts = f'<Amt Ccy="EUR">{amount}</Amt>'
    both = detail("A", amounts) + detail("B")
    assert returns.read(statement(entry(both))).returned[0].amount is None
