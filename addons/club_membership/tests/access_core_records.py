"""Records of core's models that tell something about a member: other doors."""

from .access_world import recipe, unique


def _member_contact(world):
    return world["club.membership"].partner_id


@recipe("res.partner", write="comment", make=_member_contact)
def _contact(world):
    # A new address of the member; of the other company: a contact of its own.
    return {
        "name": unique("Contact"),
        "type": "other",
        "parent_id": _member_contact(world).id,
    }


@recipe("res.partner.bank", write="acc_holder_name")
def _bank_account(world):
    return {
        "partner_id": _member_contact(world).id,
        "acc_number": unique("ACC"),
    }


def _make_member_user(world):
    user = world.create("res.users")
    world.env["club.membership"].create(
        {
            "partner_id": user.partner_id.id,
            "company_id": world.company.id,
            "section_id": world.section.id,
            "type_id": world.kind.id,
        }
    )
    return user


@recipe("res.users", write="signature", read="email", make=_make_member_user)
def _user(world):
    return {
        "name": unique("User"),
        "login": unique("user"),
        "company_id": world.company.id,
        "company_ids": [(6, 0, world.company.ids)],
    }


def _make_message(world):
    return world["club.membership"].message_post(
        body="About the member", author_id=world.colleague.partner_id.id
    )


@recipe("mail.message", write="body", read="body", make=_make_message)
def _message(world):
    return {
        "model": "club.membership",
        "res_id": world["club.membership"].id,
        "message_type": "comment",
        "body": "About the member",
    }


@recipe("mail.mail", write="subject", read="subject")
def _mail(world):
    return {"subject": unique("Mail"), "mail_message_id": world["mail.message"].id}


@recipe("mail.template", write="name")
def _template(world):
    return {
        "name": unique("Template"),
        "model_id": world.env.ref("club_membership.model_club_notice").id,
    }


@recipe("ir.attachment", write="name", read="raw")
def _attachment(world):
    return {
        "name": unique("file.txt"),
        "raw": b"About the member",
        "res_model": "club.membership",
        "res_id": world["club.membership"].id,
    }


@recipe("account.move", write="ref")
def _move(world):
    return {
        "move_type": "entry",
        "company_id": world.company.id,
        "journal_id": world.ref("general").id,
        "partner_id": _member_contact(world).id,
    }


@recipe("account.move.line", write="name", read="name")
def _move_line(world):
    return {
        "move_id": world["account.move"].id,
        "account_id": world.ref("income").id,
        "name": "Dues",
    }


@recipe("account.payment", write="memo")
def _payment(world):
    return {
        "payment_type": "inbound",
        "company_id": world.company.id,
        "partner_type": "customer",
        "partner_id": _member_contact(world).id,
        "journal_id": world.ref("bank").id,
        "amount": 30,
    }


@recipe("account.journal", write="name", make=lambda world: world.ref("bank"))
def _journal(world):
    name = unique("J")
    return {
        "name": name,
        "code": name.replace(" ", ""),
        "type": "general",
        "company_id": world.company.id,
    }


@recipe("product.template", write="name")
def _product(world):
    return {"name": unique("Product"), "company_id": world.company.id}


@recipe("ir.model.access", write="name")
def _model_access(world):
    return {
        "name": unique("access"),
        "model_id": world.env.ref("club_membership.model_club_due").id,
        "perm_write": True,
    }


@recipe("ir.rule", write="name")
def _rule(world):
    return {
        "name": unique("rule"),
        "model_id": world.env.ref("club_membership.model_club_due").id,
    }
