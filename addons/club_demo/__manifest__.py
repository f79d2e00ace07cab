{
    "name": "Club: Demonstration",
    "summary": "A believable French users' club, installed by ./club run only",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Club contributors",
    "license": "AGPL-3",
    "depends": [
        "club_events",
        "club_finance",
        "club_finance_l10n_fr",
        "club_l10n_fr",
        "club_membership",
        "club_roadmap",
        "club_support",
        "payment_demo",
    ],
    "post_init_hook": "post_init_hook",
}
