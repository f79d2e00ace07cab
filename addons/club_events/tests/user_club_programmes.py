"""The year of fifteen real clubs, as an office would enter it: cycles and bodies.

``data/user_clubs_2005.csv`` says how each club met; here stands what of that becomes
configuration. ``wanted`` is (fewest, most) meetings a year, worked out by hand from the
row; hours and months are ours.
"""

WORKSHOPS = {"name": "Workshop", "kind": "workshop", "duration": 1.5}
DAY = {"time_start": 9.0, "duration": 8.0}
QUARTERLY = {"per_year": 4, "audience": "members"}


def topic(name, kind="topic", duration=1.0, quantity=1):
    return {"name": name, "kind": kind, "duration": duration, "quantity": quantity}


def bodies(count, name, body="topical", **vals):
    """So many commissions, each meeting by itself."""
    return [
        {"name": f"{name} {n + 1}", "body": body, "audience": "body", **vals}
        for n in range(count)
    ]


PROGRAMMES = {
    "Business Objects": {
        "wanted": (4, 4),
        "prices": {"member": 0.0, "non_member": 150.0},
        "cycles": [
            {
                "name": "Technical seminar",
                "kind": "seminar",
                "audience": "open",
                "per_year": 4,
                **DAY,
            }
        ],
    },
    "Cartesis": {
        "wanted": (5, 5),
        "year": ("2026-07-01", "2027-06-30"),
        "cycles": [
            {
                "name": "French plenary",
                "kind": "plenary",
                "audience": "members",
                "per_year": 1,
                "month_ids": "11,12",
            },
            {
                "name": "International plenary",
                "kind": "plenary",
                "audience": "members",
                "per_year": 1,
                "month_ids": "5,6",
                "days": 2,
            },
            *bodies(1, "Bureau", "body", per_year=3),
        ],
    },
    "Cognos": {
        "wanted": (2, 2),
        "cycles": [
            {
                "name": "General meeting",
                "kind": "plenary",
                "audience": "members",
                "per_year": 2,
                "topics": [topic("Opening"), {**WORKSHOPS, "quantity": 3}],
                **DAY,
            }
        ],
    },
    "Computer Associates (AUI)": {
        "wanted": (5, 5),
        "cycles": [
            {"name": "Quarterly meeting", **QUARTERLY},
            {
                "name": "Plenary general assembly",
                "kind": "assembly",
                "audience": "members",
                "per_year": 1,
                "month_ids": "3,6",
            },
        ],
    },
    "Informatica": {
        "wanted": (4, 4),
        "prices": {"member": 0.0},
        "cycles": [{"name": "Quarterly meeting", **QUARTERLY}],
    },
    "Jobpartners": {
        "wanted": (2, 2),
        "cycles": [
            {
                "name": "Users' day",
                "audience": "members",
                "per_year": 2,
                "topics": [
                    topic("Testimonies of customers", "testimony", 1.0, 3),
                    topic("New features", "vendor"),
                    topic("Partners"),
                    {**WORKSHOPS, "quantity": 4},
                ],
                **DAY,
            }
        ],
    },
    "Legisway": {
        "wanted": (1, 1),
        "cycles": [{"name": "Yearly meeting", "audience": "members", "per_year": 1}],
    },
    "Linedata Services (Chorus)": {
        "wanted": (3, 3),
        "cycles": [
            {
                "name": "Forum",
                "kind": "forum",
                "audience": "members",
                "per_year": 3,
                "topics": [{**WORKSHOPS, "quantity": 8}],
                **DAY,
            }
        ],
    },
    "Microsoft": {
        "wanted": (0, 0),
        "cycles": [
            {
                "name": "Hosted day",
                "kind": "hosted",
                "audience": "members",
                "rhythm": "request",
                "per_year": 0,
                **DAY,
            }
        ],
    },
    "Oracle (AUFO)": {
        "wanted": (50, 50),
        "cycles": bodies(
            5,
            "Commission",
            rhythm="month",
            per_year=1,
            month_ids="1,2,3,4,5,6,9,10,11,12",
        ),
    },
    "Progress Software (CUP)": {
        "wanted": (2, 3),
        "prices": {"member": 200.0, "non_member": 300.0},
        "cycles": [
            {"name": "Yearly meeting", "audience": "members", "per_year": 1},
            {
                "name": "Seminar",
                "kind": "seminar",
                "audience": "open",
                "per_year": 2,
                "optional": 1,
            },
        ],
    },
    "SAP": {
        "wanted": (104, 104),
        "cycles": [
            *bodies(16, "Commission", per_year=4),
            *bodies(
                3,
                "Circle",
                "circle",
                per_year=4,
                time_start=16.0,
                duration=6.0,
                topics=[topic("Debate", duration=3.0), topic("Dinner", "break", 3.0)],
            ),
            *bodies(
                4,
                "Working group",
                "group",
                per_year=4,
                kind="working_group",
                seats_max=80,
            ),
            {
                "name": "Regional topics, Brittany",
                "section": "brittany",
                "audience": "members",
                "per_year": 6,
            },
            {
                "name": "Regional topics, Provence",
                "section": "provence",
                "audience": "members",
                "per_year": 6,
            },
        ],
    },
    "SAS": {
        "wanted": (1, 3),
        "cycles": [
            {"name": "Yearly meeting", "audience": "members", "per_year": 1},
            {
                "name": "Smaller meeting",
                "audience": "members",
                "per_year": 2,
                "optional": 2,
            },
        ],
    },
    "Staff & Line (AMI)": {
        "wanted": (14, 14),
        "cycles": [
            {
                "name": "Round table",
                "kind": "round_table",
                "audience": "members",
                "per_year": 10,
            },
            *bodies(1, "Evolution of the product", "group", per_year=4),
        ],
    },
    "SynerDeal": {
        "wanted": (4, 4),
        "cycles": [
            {
                "name": "Quarterly meeting",
                **QUARTERLY,
                "topics": [
                    topic("Purchasing practices"),
                    topic("What is new, shown to us first", "vendor"),
                ],
            }
        ],
    },
}
