"""Load the pure packages without Odoo.

An addon's own ``__init__`` imports its models, so a pure package is found from
inside its addon, as a package of its own.
"""

import sys
from pathlib import Path

ADDONS = Path(__file__).parents[2] / "addons"

sys.path.insert(0, str(ADDONS / "club_membership"))
sys.path.insert(0, str(ADDONS / "club_ballot"))
sys.path.insert(0, str(ADDONS / "club_portal"))
sys.path.insert(0, str(ADDONS / "club_roadmap"))
sys.path.insert(0, str(ADDONS / "club_support"))
sys.path.insert(0, str(ADDONS / "club_events"))
sys.path.insert(0, str(ADDONS / "club_finance"))
