"""Makes made-up networks of 5 to 150 actors: the same ones for the same seed, anywhere.

    python benchmarks/generate.py [--out FOLDER] [--seed 20260801] [--per-size 10]

Eight sectors, four rings, labels of 4 to 28 characters, a density of 0.02 to 0.15 spread over
the networks of one size, and about two thirds of the ties inside a sector. All names are put
together from lists of given names and general words for organisations.
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SIZES = (5, 10, 20, 40, 80, 150)
SECTORS = [
    "Familie",
    "Vrienden en kennissen",
    "Buurt en vrije tijd",
    "Geloof en herkomstgroep",
    "School en opleiding",
    "Werk en inkomen",
    "Zorg en welzijn",
    "Overheid en recht",
]
RINGS = ["zeer dichtbij", "dichtbij", "op afstand", "ver"]
_GIVEN_NAMES = """
Amal Bilal Omar Noor Yara Sami Rania Tarek Layla Hassan Zahra Farid Leyla Mehdi Parisa
Ahmad Fatima Karim Oleksandr Iryna Olena Dmytro Kateryna Svitlana Taras Halyna Yohannes Selam
Tesfay Rahwa Mehret Semhar Abdi Hodan Ayaan Sahra Mohamed Amina Jan Sofie Pieter Annelies Bram
Lotte Joris Griet Mieke Koen Els Wouter Marleen Dirk Ann Luc Greet Rosa Elif Mehmet Ayşe Zeynep
Jozefina Łukasz Żaneta Đorđe Chloé Zoë Renée Irène Håkon
"""
_SURNAMES = """
Haddad Khalil Nasser Rahimi Ahmadi Hosseini Shevchenko Kovalenko Bondarenko Melnyk
Tkachuk Tesfamariam Gebremedhin Woldemichael Abdullahi Warsame Peeters Janssens Vandenbroucke
Maes Willems Claes Goossens Wouters De Smedt
"""
GIVEN, SURNAMES = _GIVEN_NAMES.split(), _SURNAMES.split()
SURNAMES += ["Van den Berghe", "Yılmaz", "Öztürk", "Nowak", "Wiśniewski", "Al-Masri"]
SURNAMES += ["El Amrani", "Ben Salah", "Van Nieuwenhuyse"]
CYRILLIC = ["Оксана", "Ірина Коваль", "Дмитро", "Олена Бондар", "Тарас Мельник", "Надія"]
ORGANISATIONS = {
    0: ["Gezin van tante {g}", "Grootouders", "Familie {f}"],
    1: ["Vriendengroep {g}", "Buddy {g}", "Duo for a Job"],
    2: [
        *("Voetbalclub", "Wijkhuis {g}", "Speelplein", "Bibliotheek", "Repair Café"),
        "Buurtmoeder {g}",
    ],
    3: [
        *("Moskee", "Parochie", "Kerk {f}", "Vereniging {f}", "Orthodoxe kerk"),
        "Zelforganisatie",
    ],
    4: [
        *("OKAN-klas", "Basisschool De Linde", "CLB", "Juf {g}", "Leerkracht {f}"),
        *("Taalpunt NT2", "CVO {f}"),
    ],
    5: [
        *("VDAB", "Interimkantoor", "Werkgever {f}", "Collega {g}", "Sociale werkplaats"),
        "Vakbond",
    ],
    6: [
        *("Huisarts dr. {f}", "CAW", "Wijkgezondheidscentrum", "Kind en Gezin"),
        *("Psycholoog {g}", "Ziekenhuis", "Apotheek", "Tandarts {f}"),
    ],
    7: [
        *("OCMW", "Fedasil", "Gemeente", "Advocaat mr. {f}", "DVZ", "Agentschap Inburgering"),
        *("Politie", "Huurdersbond", "Sociaal Verhuurkantoor"),
    ],
}
ADDITIONS = ["Noord", "Gent", "Centrum", "Zuid", "2", "dienst wonen"]
FORMAL = [0.02, 0.05, 0.2, 0.3, 0.85, 0.7, 0.95, 1.0]
WEIGHTS = [0.20, 0.14, 0.10, 0.08, 0.12, 0.08, 0.15, 0.13]
RINGS_OF_SERVICES = [(0, 0.05), (1, 0.25), (2, 0.40), (3, 0.30)]
RINGS_OF_PEOPLE = [(0, 0.30), (1, 0.32), (2, 0.23), (3, 0.15)]
QUALITIES = [
    ("strong", 0.3),
    ("ordinary", 0.4),
    ("weak", 0.15),
    ("conflict", 0.1),
    ("broken", 0.05),
]
THEMES = [
    *("emotional", "practical", "information", "company"),
    *("money", "housing", "language", "health"),
]
SPARSE, DENSE = 0.02, 0.15
Network = dict[str, Any]


def _pick(rng: random.Random, weighed: list[tuple[Any, float]]) -> Any:
    left = rng.random() * sum(weight for _, weight in weighed)
    for value, weight in weighed:
        left -= weight
        if left <= 0:
            return value
    return weighed[-1][0]


def _name(rng: random.Random, sector: int, *, formal: bool, used: set[str]) -> str:
    """A label of 4 to 28 characters that its network does not have yet."""
    for _ in range(400):
        given, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
        roll = rng.random()
        if (formal and roll < 0.75) or roll < 0.10:
            label = rng.choice(ORGANISATIONS[sector]).format(g=given, f=surname)
            if rng.random() < 0.25 and sector > 1:
                label += " " + rng.choice(ADDITIONS)
        elif roll > 0.96:
            label = rng.choice(CYRILLIC)
        elif roll > 0.55:
            label = f"{given} {surname}"
        elif roll > 0.35:
            label = f"{given} {surname[0]}."
        else:
            label = given
        if 4 <= len(label) <= 28 and label not in used:
            used.add(label)
            return label
    label = f"Persoon {len(used)}"
    used.add(label)
    return label


def _actor(rng: random.Random, number: int, used: set[str]) -> dict[str, Any]:
    sector = _pick(rng, list(enumerate(WEIGHTS)))
    formal = rng.random() < FORMAL[sector]
    quality = _pick(rng, QUALITIES)
    return {
        "id": f"a{number + 1}",
        "label": _name(rng, sector, formal=formal, used=used),
        "sector": sector,
        "ring": _pick(rng, RINGS_OF_SERVICES if formal else RINGS_OF_PEOPLE),
        "kind": "organisation" if formal and rng.random() < 0.6 else "person",
        "formal": formal,
        "quality": quality,
        "direction": rng.choice(["to_ego", "from_ego", "mutual", "none"]),
        "themes": sorted(rng.sample(THEMES, rng.choice([0, 1, 1, 2, 3]))),
    }


def _ties(
    rng: random.Random, actors: list[dict[str, Any]], density: float
) -> list[tuple[int, int]]:
    pairs = [(i, j) for i in range(len(actors)) for j in range(i + 1, len(actors))]
    wanted = min(len(pairs), max(1, round(density * len(pairs))))
    inside = [(i, j) for i, j in pairs if actors[i]["sector"] == actors[j]["sector"]]
    rng.shuffle(inside)
    chosen = set(inside[: min(len(inside), round(wanted * 2 / 3))])
    rest = [pair for pair in pairs if pair not in chosen]
    rng.shuffle(rest)
    chosen.update(rest[: wanted - len(chosen)])
    return sorted(chosen)


def network(size: int, index: int, seed: int, per_size: int = 10) -> Network:
    """One network: what `kring map layout` reads."""
    rng = random.Random(f"{seed}-{size}-{index}")
    density = SPARSE + (DENSE - SPARSE) * (index + rng.random()) / per_size
    used: set[str] = set()
    actors = [_actor(rng, number, used) for number in range(size)]
    chosen = _ties(rng, actors, density)
    return {
        "id": f"n{size:03d}_{index:02d}",
        "size": size,
        "seed": seed,
        "density_asked": round(density, 4),
        "density": round(len(chosen) / max(1, size * (size - 1) // 2), 4),
        "ego": {"id": "ego", "label": f"Gezin {rng.choice(SURNAMES)}"[:28]},
        "sectors": [{"id": i, "label": label} for i, label in enumerate(SECTORS)],
        "rings": [{"id": i, "label": label} for i, label in enumerate(RINGS)],
        "actors": actors,
        "ties": [{"source": f"a{i + 1}", "target": f"a{j + 1}"} for i, j in chosen],
    }


def networks(seed: int, per_size: int = 10) -> Iterator[Network]:
    for size in SIZES:
        for index in range(per_size):
            yield network(size, index, seed, per_size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("networks"))
    parser.add_argument("--seed", type=int, default=20260801)
    parser.add_argument("--per-size", type=int, default=10)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for made in networks(asked.seed, asked.per_size):
        text = json.dumps(made, ensure_ascii=False, indent=1)
        (asked.out / f"{made['id']}.json").write_text(text, encoding="utf-8")
