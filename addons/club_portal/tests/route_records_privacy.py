"""What the table of routes names of the directory and of privacy."""

import base64
import io

from PIL import Image

from .route_case import record


def picture():
    """A small picture, as somebody uploads one."""
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(file, "PNG")
    return base64.b64encode(file.getvalue())


def _entry(case, level):
    """Anna's entry of the directory, with a photo, shown at this level."""
    anna = case.anna.partner_id
    anna.image_1920 = picture()
    keys = ("name", "photo")
    case.env["club.privacy.choice"].sudo()._choose(
        anna, case.company, dict.fromkeys(keys, level)
    )
    entries = case.env["club.directory.entry"]
    entries._rebuild()
    return entries.search([("partner_id", "=", anna.id)])


@record("anna_entry")
def _anna_entry(case):
    return _entry(case, "members")


@record("public_entry")
def _public_entry(case):
    return _entry(case, "public")


@record("hidden_entry")
def _hidden_entry(case):
    """One that Anna showed, and shows no more."""
    number = _entry(case, "members").id
    _entry(case, "nobody")
    return number


def _wording(case, **vals):
    return case.env["club.consent.wording"].create({"text": "I agree.", **vals})


@record("wording")
def _current_wording(case):
    """What the association asks today."""
    consent = case.env["club.consent"].create(
        {"name": "Photos", "company_id": case.company.id}
    )
    return _wording(case, consent_id=consent.id, date_from="2026-02-01")


@record("old_wording")
def _old_wording(case):
    """What it asked before."""
    consent = case.env["club.consent"].create(
        {"name": "Letters", "company_id": case.company.id}
    )
    _wording(case, consent_id=consent.id, date_from="2026-02-01")
    return _wording(case, consent_id=consent.id, date_from="2020-02-01")
