"""How French says «in» and «of» each département and région: usage, which no rule gives.

Each pair of prepositions is followed by the official codes that take it.
"""

Prepositions = tuple[str, str]


def by_code(families: dict[Prepositions, str]) -> dict[str, Prepositions]:
    """Give each code of the families its pair of prepositions."""
    return {code: pair for pair, codes in families.items() for code in codes.split()}


_OVERSEAS_COLLECTIVITIES: dict[Prepositions, str] = {
    ("à", "de"): "975 977 978 986",
    ("dans les", "des"): "984",
    ("en", "de la"): "987",
    ("en", "de"): "988",
    ("sur l’", "de l’"): "989",
}

DEPARTEMENTS = by_code(
    {
        ("dans l’", "de l’"): "01 02 03 10 11 27 34 36 60 61 89 91",
        ("dans la", "de la"): "23 26 42 50 51 55 58 72 80 86",
        ("dans le", "du"): "14 15 18 25 29 30 32 39 41 45 46 47 56 59 62 63 67 68 69 81 82 83 84 90 94 95",
        ("dans les", "des"): "04 05 06 08 13 22 40 64 65 66 78 79 88 92",
        ("en", "d’"): "28 35 37",
        ("en", "de l’"): "07 09 12 38",
        ("en", "de la"): "16 17 19 21 24 2B 31 33 43 44 48 52 53 57 70 73 74 76 85 87 93 971 972 973",
        ("en", "de"): "2A 49 54 71 77",
        ("à", "de"): "75 974 976",
    }
) | by_code(_OVERSEAS_COLLECTIVITIES)

REGIONS = by_code(
    {
        ("dans le", "du"): "44",
        ("dans les", "des"): "32 52",
        ("en", "d’"): "11 76 84",
        ("en", "de la"): "01 02 03",
        ("en", "de"): "27 28 53 75 93 94",
        ("en", "du"): "24",
        ("à", "de"): "04 06",
    }
) | by_code(_OVERSEAS_COLLECTIVITIES)
