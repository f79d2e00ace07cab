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


@record("anna_entry")
def _anna_entry(case):
    """Anna's entry of the directory, with a photo."""
    case.anna.partner_id.image_1920 = picture()
    entries = case.env["club.directory.entry"]
    entries._rebuild()
    return entries.search([("partner_id", "=", case.anna.partner_id.id)])
