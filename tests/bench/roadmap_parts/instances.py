"""The votes that the count is timed on: invented, committed, known by their hash.

`python tests/bench/roadmap_parts/instances.py` writes them again. Only `random()` is
drawn from: Python promises the same numbers for a seed in every version of it.
"""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
SUMS = DATA / "SHA256SUMS"
# name -> seed, organisations, requests, capacity of the vendor in points
INSTANCES = {
    "mes-450x500.pb": (450, 450, 500, 12_000),
    "mes-2000x1000.pb": (2000, 2000, 1000, 40_000),
}
COSTS = (20, 800)
CIRCLES = 12
APPROVALS = (3, 60)


def read(name: str) -> str:
    """Return the text of a committed file.

    :raises SystemExit: it is not the file that was committed
    """
    content = (DATA / name).read_bytes()
    known = dict(
        reversed(line.split(maxsplit=1)) for line in SUMS.read_text().splitlines()
    )
    if hashlib.sha256(content).hexdigest() != known[name]:
        raise SystemExit(f"{name} is not the file whose hash stands in {SUMS}.")
    return content.decode()


def generate(seed: int, voters: int, requests: int, budget: int) -> str:
    """Return a Pabulib file: organisations that approve requests of their circles.

    Each request belongs to one of twelve circles (users of one module, say) and is
    more or less popular; each organisation is of two circles, and looks beside them
    one time in four.
    """
    draw = random.Random(seed)
    low, high = COSTS
    costs = [round(low * (high / low) ** draw.random()) for _ in range(requests)]
    by_circle: list[list[int]] = [[] for _ in range(CIRCLES)]
    for request in range(requests):
        by_circle[int(CIRCLES * draw.random())].append(request)
    lines = ["META", "key;value", "description;Invented for ./club bench roadmap"]
    lines += ["vote_type;approval", "rule;equalshares/add1/votes", f"budget;{budget}"]
    lines += [f"num_projects;{requests}", f"num_votes;{voters}"]
    lines += ["PROJECTS", "project_id;cost;name"]
    lines += [f"R{n};{cost};Request {n}" for n, cost in enumerate(costs)]
    lines += ["VOTES", "voter_id;vote"]
    for voter in range(voters):
        lines.append(f"V{voter};{_vote(draw, by_circle, requests)}")
    return "\n".join(lines) + "\n"


def _vote(draw: random.Random, by_circle: list[list[int]], requests: int) -> str:
    fewest, most = APPROVALS
    wanted = fewest + int((most - fewest) * draw.random() ** 2)
    mine = [by_circle[int(CIRCLES * draw.random())] for _ in range(2)]
    chosen: dict[int, None] = {}
    while len(chosen) < wanted:
        circle = mine[int(2 * draw.random())]
        # The square makes the first of a circle its popular ones.
        among = circle if draw.random() < 0.75 else range(requests)
        chosen[among[int(len(among) * draw.random() ** 2)]] = None
    return ",".join(f"R{request}" for request in sorted(chosen))


def _write() -> None:
    sums = []
    for name, shape in INSTANCES.items():
        content = generate(*shape).encode()
        (DATA / name).write_bytes(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    SUMS.write_text("".join(sums))


if __name__ == "__main__":
    _write()
