"""What the page around learns at the end of a lesson, for a course that counts it."""

from collections import Counter

from mfa_rehearsal.lessons import Run


def outcome(run: Run) -> dict[str, object]:
    """Return the facts of a complete run.

    Returns:
        "edition" and "lesson"; how many steps there were ("total"), how many of them the reader did
        ("done"), the coach showed ("shown") or the reader bypassed ("passed"); how many calls AWS
        refused ("refusals"); and the simulated time ("seconds").
    """
    counts = Counter(run.credits.values())
    passed = sum(slug not in run.credits for slug in run.passed)
    activity = run.world.activity[len(run.start.activity) :]
    took_s = run.world.now - run.start.now - run.world.clock_moved_s
    return {
        "edition": run.world.edition,
        "lesson": run.lesson.slug,
        "total": counts.total() + passed,
        "done": counts["done"],
        "shown": counts["shown"],
        "passed": passed,
        "refusals": sum(bool(event.error_code) for event in activity),
        "seconds": max(took_s, 1),
    }
