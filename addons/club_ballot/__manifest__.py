{
    "name": "Club Ballot",
    "summary": "Sealed ballot box: secret votes that anyone can recount",
    "version": "19.0.1.0.0",
    "category": "Association",
    "author": "Club contributors",
    "license": "AGPL-3",
    "depends": ["club_membership"],
    "data": [
        "security/ir.model.access.csv",
        "security/club_ballot_rules.xml",
        "data/club_ballot_cron.xml",
        "views/club_ballot_roll_views.xml",
        "views/club_ballot_decision_views.xml",
        "views/club_ballot_box_views.xml",
        "views/club_ballot_menus.xml",
    ],
    "uninstall_hook": "uninstall_hook",
}
