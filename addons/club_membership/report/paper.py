"""How much a PDF engine shrinks what it prints."""

from odoo.addons.base.models.ir_actions_report import _wkhtml

# Without its Qt patches (Debian's package) wkhtmltopdf ignores the switch that turns
# its shrinking off, and prints 125 points of the screen on 96 of the paper.
UNPATCHED_ZOOM = 1.302


def zoom(data):
    """CSS zoom that makes millimetres of a report millimetres on paper.

    :param data: the report's rendering data
    """
    if (data or {}).get("report_type") != "pdf" or _wkhtml().is_patched_qt:
        return 1
    return UNPATCHED_ZOOM
