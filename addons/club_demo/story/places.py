"""The territory: grandes régions, the thirteen regions, their towns."""

from typing import NamedTuple

# Telephone numbers are of the blocks the regulator keeps for fiction.
PHONES = {
    "1": "01 99 00",
    "2": "02 61 91",
    "3": "03 53 01",
    "4": "04 65 71",
    "5": "05 36 49",
}
MOBILE = "06 39 98"


class Region(NamedTuple):
    """``weight`` is its share of the members, ``zone`` its telephone zone."""

    code: str
    name: str
    zone: str
    weight: int
    towns: str

    def addresses(self):
        """Postcodes and towns, as pairs."""
        return [town.strip().split(" ", 1) for town in self.towns.split(",")]


# By grande région
TERRITORY = {
    "Nord et Île-de-France": [
        Region(
            *("HDF", "Hauts-de-France", "3", 8),
            "59000 Lille, 80000 Amiens, 62000 Arras, 59300 Valenciennes, 60000 "
            "Beauvais",
        ),
        Region(
            *("IDF", "Île-de-France", "1", 18),
            "75012 Paris, 75019 Paris, 92000 Nanterre, 93200 Saint-Denis, 94000 "
            "Créteil, 78000 Versailles, 77000 Melun",
        ),
        Region(
            *("NOR", "Normandie", "2", 6),
            "76000 Rouen, 14000 Caen, 76600 Le Havre, 50100 Cherbourg-en-Cotentin",
        ),
    ],
    "Ouest": [
        Region(
            *("BRE", "Bretagne", "2", 9),
            "35000 Rennes, 29200 Brest, 29000 Quimper, 56100 Lorient, 22000 "
            "Saint-Brieuc",
        ),
        Region(
            *("PDL", "Pays de la Loire", "2", 8),
            "44000 Nantes, 49000 Angers, 72000 Le Mans, 85000 La Roche-sur-Yon, "
            "53000 Laval",
        ),
        Region(
            *("CVL", "Centre-Val de Loire", "2", 5),
            "45000 Orléans, 37000 Tours, 18000 Bourges, 41000 Blois",
        ),
    ],
    "Est": [
        Region(
            *("GES", "Grand Est", "3", 8),
            "67000 Strasbourg, 54000 Nancy, 57000 Metz, 51100 Reims, 68100 Mulhouse",
        ),
        Region(
            *("BFC", "Bourgogne-Franche-Comté", "3", 5),
            "21000 Dijon, 25000 Besançon, 71100 Chalon-sur-Saône, 90000 Belfort",
        ),
        Region(
            *("ARA", "Auvergne-Rhône-Alpes", "4", 12),
            "69003 Lyon, 38000 Grenoble, 42000 Saint-Étienne, 63000 Clermont- "
            "Ferrand, 74000 Annecy, 26000 Valence",
        ),
    ],
    "Sud": [
        Region(
            *("NAQ", "Nouvelle-Aquitaine", "5", 9),
            "33000 Bordeaux, 87000 Limoges, 86000 Poitiers, 64000 Pau, 17000 La "
            "Rochelle",
        ),
        Region(
            *("OCC", "Occitanie", "5", 9),
            "31000 Toulouse, 34000 Montpellier, 30000 Nîmes, 66000 Perpignan, "
            "81000 Albi",
        ),
        Region(
            *("PAC", "Provence-Alpes-Côte d'Azur", "4", 8),
            "13002 Marseille, 06000 Nice, 83000 Toulon, 84000 Avignon, 13100 "
            "Aix-en-Provence",
        ),
        Region(
            *("COR", "Corse", "4", 2),
            "20000 Ajaccio, 20200 Bastia",
        ),
    ],
}

STREETS = (
    "rue des Lilas",
    "rue de la République",
    "avenue Jean-Jaurès",
    "place du Marché",
    "rue Victor-Hugo",
    "chemin des Vignes",
    "boulevard Gambetta",
    "rue du Moulin",
    "allée des Tilleuls",
    "rue Pasteur",
    "impasse des Acacias",
    "rue de la Gare",
    "quai des Tanneurs",
    "rue Marie-Curie",
    "avenue de la Libération",
    "rue du Four",
    "cours Lafayette",
    "rue des Écoles",
)
ESTATES = (
    "zone d'activités des Portes",
    "parc technologique du Rivage",
    "rue de l'Industrie",
    "avenue des Entrepreneurs",
    "rue Ampère",
    "boulevard de l'Innovation",
    "rue Gutenberg",
    "allée des Métiers",
)
