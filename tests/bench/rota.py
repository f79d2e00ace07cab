"""`./club bench rota`: planning duties, beside taking turns, and after drop-outs.

solve_8x15_s      planning 8 regions, 52 weeks and 15 volunteers a region jointly, the
                  slowest of three instances: from the problem to the plan with its
                  three levels proven, the solver's process included. Wanted ≤ 30.
solve_30x20_s     the same for 30 regions and 20 volunteers a region. Wanted ≤ 180.
levels_not_proven of the three levels of the four instances, those that are not proven
                  to be the best, and drop-outs whose repair is not. Wanted 0.
levels_above_optimum
                  of the same levels, those worth more than the listed optimum.
                  Wanted 0.
uncovered         duties that nobody has, mean of the three instances of 8 regions.
  …_round_robin   the same when the next in the list who is free takes each duty;
  …_longest_idle  when it is who has been free the longest.
range             largest load − fair share less the smallest, over all volunteers of an
                  instance, in duties: mean of the same three. Again beside the two.
repair_s          time until the option with the fewest moved duties is there, proven:
                  the slowest of 24 drop-outs. Wanted ≤ 2.
repair_moved_mean duties that get somebody new in it, mean of the drop-outs;
resolve_moved_mean  when what is left of the year is planned from scratch instead.

The simulated year (left out by --no-year; --year-only is that and nothing else): 30
regions, one of them empty, 2,000 questions, with sick leaves, covers, swaps, volunteers
who leave, and all jobs of the server several times a day, under a clock of its own.

year_requests     questions asked by portal, e-mail and telephone.
year_without_reachable_owner
                  open questions whose owner was gone, away, without an address or the
                  one who asked, counted once at each step. Wanted 0.
year_late         the same for those past their deadline after the jobs had run. Wanted
                  0.
year_wrong_otherwise
                  mails to somebody else, two duties at a time, duties served while
                  away or in other hands than what happened says. Wanted 0.
year_hours_difference
                  hours that the log of hours says more or less than what happened, all
                  volunteers together. Wanted 0.
year_s            all of it, the planning of its rota included.
"""

from __future__ import annotations

import argparse
from statistics import mean

from dues_parts.measure import load
from harness import Figures
from rota_parts.dropouts import DropOut, drop_outs
from rota_parts.plans import LARGE, SMALL, TURNS, Solved, figure, solve_instance
from rota_parts.year import WEEKS, play

LAYER = "club_support"


def main() -> None:
    """Measure one after the other; say how busy the machine is."""
    options = arguments()
    figures = Figures("rota", options.json)
    if not options.year_only:
        compare_plans(figures)
    if not options.no_year:
        live(figures, options.weeks)
    figures.finish()


def arguments() -> argparse.Namespace:
    """Read --json, --no-year, --year-only and --weeks."""
    parser = argparse.ArgumentParser(description=__doc__ or "")
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    parser.add_argument("--no-year", action="store_true", help="no simulated year")
    parser.add_argument("--year-only", action="store_true", help="nothing else")
    parser.add_argument("--weeks", type=int, default=WEEKS, help="of the year")
    return parser.parse_args()


def live(figures: Figures, weeks: int) -> None:
    """Record what became of the simulated year."""

    def say(sentence: str) -> None:
        if not figures.json_only:
            print(sentence, flush=True)

    year = play(say, weeks)
    figures.add("year_requests", year.asked, "questions")
    figures.add("year_without_reachable_owner", year.without_owner, "questions")
    figures.add("year_late", year.late, "questions")
    figures.add("year_wrong_otherwise", year.others, "findings")
    figures.add("year_hours_difference", year.hours_difference, "hours")
    figures.add("year_s", year.seconds, "s")


def compare_plans(figures: Figures) -> None:
    """Record how long planning takes, and what the plans are worth."""
    small = [solve_instance(name) for name in SMALL]
    large = solve_instance(LARGE)
    figures.add("solve_8x15_s", max(each.seconds for each in small), "s")
    figures.add("solve_30x20_s", large.seconds, "s")
    dropped = [each for solved in small for each in drop_outs(solved)]
    solved = [*small, large]
    open_ends = sum(each.not_proven for each in solved)
    open_ends += sum(not each.proven for each in dropped)
    figures.add("levels_not_proven", open_ends, "levels")
    above = sum(each.above_optimum for each in solved)
    figures.add("levels_above_optimum", above, "levels")
    compare(figures, small)
    figures.add("repair_s", max(each.seconds for each in dropped), "s")
    figures.add("repair_moved_mean", mean(each.moved for each in dropped), "duties")
    figures.add("resolve_moved_mean", mean(each.anew for each in dropped), "duties")
    if not figures.json_only:
        tell(solved, dropped)


def compare(figures: Figures, small: list[Solved]) -> None:
    """Record what our plans leave, and what taking turns does on the same data."""
    ours = [figure(each.problem, each.plan.duties) for each in small]
    turns = {
        name: [figure(each.problem, plan(each.problem)) for each in small]
        for name, plan in TURNS.items()
    }
    figures.add("uncovered", mean(each.uncovered for each in ours), "duties")
    for name, theirs in turns.items():
        value = mean(each.uncovered for each in theirs)
        figures.add(f"uncovered_{name}", value, "duties")
    figures.add("range", mean(each.range for each in ours), "duties")
    for name, theirs in turns.items():
        figures.add(f"range_{name}", mean(each.range for each in theirs), "duties")


def tell(solved: list[Solved], dropped: list[DropOut]) -> None:
    """Print what the figures sum up."""
    for each in solved:
        levels = ", ".join(
            f"{level.name} {level.value} in {level.seconds:.1f} s"
            for level in each.plan.levels
        )
        print(f"  {each.name}: {each.seconds:.1f} s: {levels}")
    slowest = max(each.all_seconds for each in dropped)
    lost = mean(each.lost for each in dropped)
    print(
        f"  {len(dropped)} drop-outs, {lost:.1f} duties lost each; fairer options as"
        f" well: {slowest:.1f} s for the slowest"
    )
    print(load())


if __name__ == "__main__":
    main()
