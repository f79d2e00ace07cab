"""A member lets the bank pay: signed by telephone, debited, returned, told why."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree
from playwright.sync_api import expect

from tests.server.backend_forms import attach
from tests.server.finance_portal_world import (
    MEMBER_IBAN,
    NATIONAL,
    MoneyWorld,
    confirm,
    open_list,
)
from tests.server.journeys import in_state, knows_its_address, press

NAME = "Mona Mandate"
NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.008.001.02"}
RETURN = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>
<GrpHdr><MsgId>R1</MsgId><CreDtTm>{day}T06:00:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>{message}</OrgnlMsgId>
<OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>{batch}</OrgnlPmtInfId>
<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>
<OrgnlTxRef><Amt><InstdAmt Ccy="EUR">{amount}</InstdAmt></Amt></OrgnlTxRef>
</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"""


@pytest.fixture(scope="module")
def login(open_env, database, sink):
    """Login of a member who owes dues to an association that debits."""
    with open_env(database) as env:
        made = MoneyWorld(env, sink)
        made.set_up_debits()
        member = made.add_reader(NAME)
        made.call_dues(member, days_ago=20)
        return member.partner_id.email


def signs(page, shot, check_page):
    """Sign a mandate, whose document is kept."""
    page.goto("/my/dues")
    check_page(page)
    page.get_by_role("link", name="Pay by direct debit").click()
    check_page(page)
    page.get_by_label("IBAN").fill(MEMBER_IBAN)
    page.get_by_label("I authorise these debits").check()
    page.get_by_label("Your first and last name").fill(NAME)
    shot(page, "signing")
    page.get_by_role("button", name="Sign the mandate").click()
    expect(page.get_by_role("status").first).to_contain_text("Signed: mandate")
    expect(page.locator("main")).not_to_contain_text("0112")
    check_page(page)
    shot(page, "signed")
    with page.expect_download() as download:
        page.get_by_role("link", name="What was signed").click()
    assert NAME.encode() in Path(download.value.path()).read_bytes() or (
        Path(download.value.path()).read_bytes().startswith(b"%PDF")
    )


def prepares_and_announces(treasurer, shot):
    open_list(treasurer, "club_debit_menu")
    treasurer.locator(".o_list_button_add").click()
    shot(treasurer, "new")
    press(treasurer, "action_prepare")
    expect(in_state(treasurer, "prepared")).to_be_visible()
    shot(treasurer, "prepared")
    press(treasurer, "action_announce")
    confirm(treasurer)
    expect(in_state(treasurer, "announced")).to_be_visible()


def makes_and_downloads(treasurer, shot):
    """The file for the bank, valid against the schema that banks publish."""
    press(treasurer, "action_order")
    expect(in_state(treasurer, "ordered")).to_be_visible()
    shot(treasurer, "ordered")
    with treasurer.expect_download() as download:
        treasurer.locator("button[name=action_club_download]").click()
    content = Path(download.value.path()).read_bytes()
    schema().assertValid(etree.fromstring(content))
    return ElementTree.fromstring(content)


def schema():
    """The published schema of files of debits, which comes with OCA's addon."""
    # Only once Odoo has been started.
    from odoo.tools.misc import file_path

    return etree.XMLSchema(
        etree.parse(
            file_path("account_banking_sepa_direct_debit/data/pain.008.001.02.xsd")
        )
    )


def answer_of_the_bank(file):
    """The file in which the bank returns the debit of this file."""

    def said(path):
        return file.find(path, NS).text

    debit = ".//p:DrctDbtTxInf"
    return RETURN.format(
        day=said(".//p:ReqdColltnDt"),
        message=said(".//p:GrpHdr/p:MsgId"),
        batch=said(".//p:PmtInfId"),
        reference=said(f"{debit}//p:EndToEndId"),
        amount=said(f"{debit}/p:InstdAmt"),
    ).encode()


def reads_the_return(treasurer, content, shot):
    open_list(treasurer, "club_debit_return_menu")
    treasurer.locator(".o_list_button_add").click()
    file = {"name": "returns.xml", "mimeType": "text/xml", "buffer": content}
    attach(treasurer, "content", file)
    press(treasurer, "action_read")
    expect(in_state(treasurer, "read")).to_be_visible()
    lines = treasurer.locator("[name=line_ids]")
    expect(lines).to_contain_text(NAME)
    expect(lines).to_contain_text("not enough money")
    shot(treasurer, "returned")


def test_a_mandate_is_signed_debited_returned_and_explained(
    login, handover, server, new_page, shot, check_page
):
    knows_its_address(handover.databases, server)
    # Debian's wkhtmltopdf says at each page what it cannot do without Qt's patches.
    server.expected.append(r"using unpatched qt")
    page = new_page(server, login, width=390, touch=True)
    signs(page, shot, check_page)
    treasurer = new_page(server, NATIONAL)
    prepares_and_announces(treasurer, shot)
    page.goto("/my/dues")
    expect(page.locator("main")).to_contain_text("Will be debited on")
    expect(page.get_by_role("link", name="Pay my dues")).to_have_count(0)
    check_page(page)
    shot(page, "announced")
    page.goto("/my/mandate")
    expect(page.locator("main")).to_contain_text("will be debited on")
    shot(page, "mandate-announced")

    file = makes_and_downloads(treasurer, shot)
    press(treasurer, "action_collect")
    confirm(treasurer)
    expect(in_state(treasurer, "collected")).to_be_visible()
    shot(treasurer, "collected")
    page.goto("/my/dues")
    past = page.locator("section[aria-labelledby=dues_past]")
    expect(past).to_contain_text("Paid")
    expect(past).to_contain_text("Direct debit of")
    check_page(page)
    shot(page, "paid")

    reads_the_return(treasurer, answer_of_the_bank(file), shot)
    page.goto("/my/dues")
    told = page.locator(".alert-warning")
    expect(told).to_contain_text("There was not enough money on the account")
    expect(page.get_by_role("link", name="Pay my dues")).to_be_visible()
    check_page(page)
    shot(page, "returned")
