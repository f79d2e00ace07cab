"""What members ask the volunteers of their region, and what they answer."""

SKILLS = ("Comptabilité", "Paie", "Adhésion et portail", "Migration")

# category -> the skill it takes
CATEGORIES = {
    "Comptabilité et clôture": "Comptabilité",
    "Paie et déclarations": "Paie",
    "Adhésion, cotisation, portail": "Adhésion et portail",
    "Passage à une nouvelle version": "Migration",
    "Autre question": None,
}

REPLIES = {
    "Demander une copie d'écran": "Bonjour,\n\nPouvez-vous m'envoyer une copie de "
    "l'écran au moment du message, et la version affichée en bas à droite ?"
    "\n\nMerci !",
    "Proposer un appel": "Bonjour,\n\nLe plus simple est d'en parler : quand puis-je "
    "vous appeler cette semaine ?",
    "Contacter l'éditeur": "Bonjour,\n\nC'est une anomalie connue de l'éditeur : "
    "ouvrez un ticket chez lui en citant votre contrat, et donnez-moi son numéro.",
}

# category, title, words, answers, stars (0: not solved)
QUESTIONS = (
    (
        "Comptabilité et clôture",
        "L'exercice ne veut pas se clôturer",
        "Au moment de clôturer, un message dit qu'il reste des écritures en brouillon. "
        "Je ne les trouve pas.",
        (
            "Filtrez le journal des opérations diverses sur « Brouillon », toutes "
            "dates confondues : il y en a souvent une du mois suivant.",
        ),
        0,
    ),
    (
        "Paie et déclarations",
        "DSN rejetée avec le code S21.G00.40.011",
        "Le rejet ne nomme pas le salarié. Comment le retrouver ?",
        (),
        0,
    ),
    (
        "Adhésion, cotisation, portail",
        "Ajouter une collègue à notre équipe",
        "Nous avons deux sièges et une nouvelle collègue. Où l'inviter ?",
        (
            "Dans « Mon organisation », le bouton « Inviter une collègue » : elle "
            "reçoit un message.",
        ),
        5,
    ),
    (
        "Passage à une nouvelle version",
        "Passer de la version 11 à la 12 : par où commencer ?",
        "Nous avons trois bases. Faut-il les passer ensemble ?",
        (
            "Commencez par la plus petite, sur une copie. Je vous envoie notre liste "
            "de contrôle.",
            "La liste compte vingt points : prévoyez une demi-journée par base.",
        ),
        5,
    ),
    (
        "Comptabilité et clôture",
        "Rapprocher un virement groupé",
        "Un seul virement règle quatre factures. Peut-on le découper ?",
        ("Oui : ouvrez la ligne du relevé, choisissez les quatre factures.",),
        4,
    ),
    (
        "Autre question",
        "Qui peut témoigner d'une migration dans la région ?",
        "Notre direction aimerait entendre quelqu'un qui l'a faite.",
        (),
        0,
    ),
    (
        "Paie et déclarations",
        "Bulletin imprimé deux fois",
        "Après une correction, l'ancien et le nouveau bulletin sortent ensemble.",
        ("C'est une anomalie connue : voyez la demande du club, et soutenez-la.",),
        3,
    ),
)
