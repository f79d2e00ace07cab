{
    "name": "Club: Questions and Requests",
    "summary": "Lead from a member's question to the improvement request behind it",
    "version": "19.0.1.0.0",
    "category": "Association",
    "author": "Club contributors",
    "license": "AGPL-3",
    "depends": ["club_roadmap", "club_support"],
    "data": [
        "views/club_ticket_views.xml",
        "views/portal_question_request.xml",
    ],
    "auto_install": True,
}
