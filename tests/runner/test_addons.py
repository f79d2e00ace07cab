"""What Odoo reads of the addons beside their code."""

import pytest

from runner.addons import Suite
from runner.cli import ROOT

ADDONS = Suite(ROOT / "addons").addons.values()


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_addon_is_described_in_html(addon):
    """Without it Odoo takes README.md for reStructuredText and complains."""
    page = (addon.folder / "static/description/index.html").read_text()
    assert page.startswith("<section")
