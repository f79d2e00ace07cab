"""Direct debits: mandates signed on paper, a debit prepared."""

import base64

IBANS = (
    "FR7630006000011234567890189",
    "FR7610107001011234567890129",
    "FR7611315000011234567890138",
)
CREDITOR = "FR72ZZZ123456"


def tell(story):
    """Some members pay by debit: the next one is prepared, and announced by nobody."""
    company = story.company
    setup = (
        story.env["club.debit.setup"]
        .with_user(story.treasurer)
        .with_company(company)
        .create({"creditor_identifier": CREDITOR})
    )
    setup.action_set_up()
    owing = story.members.due_ids.filtered(
        lambda due: (
            due.residual > 0
            and not due.payer_id.is_company
            and due.membership_id.is_member
        )
    ).payer_id.sorted("id")
    for payer, iban in zip(owing[20:23], IBANS, strict=False):
        story.env["club.mandate"]._sign(
            payer,
            company,
            iban,
            payer.name,
            "paper",
            signed_on=story.ago(40),
            document=base64.b64encode(b"%PDF-1.4 mandat sur papier"),
            document_name="mandat.pdf",
        )
    debit = (
        story.env["club.debit"]
        .with_user(story.treasurer)
        .create({"company_id": company.id})
    )
    debit.action_prepare()
