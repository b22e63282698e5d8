"""The thread in the back goes on, whatever a step does, and ends when it is told."""

import threading

from paper_radar.digest.runner import Runner


def test_a_step_that_fails_is_followed_by_the_next() -> None:
    steps: list[int] = []
    twice = threading.Event()

    def step() -> None:
        steps.append(1)
        if len(steps) >= 2:
            twice.set()
        raise RuntimeError("wrong")

    runner = Runner(step, tick=0.001)
    runner.start()
    runner.start()
    assert twice.wait(20)
    runner.stop()
    assert len([one for one in threading.enumerate() if one.name == "digest" and one.is_alive()]) == 0


def test_who_changes_something_is_not_kept_waiting() -> None:
    looked = [threading.Event(), threading.Event()]
    events = iter([*looked, threading.Event(), threading.Event()])
    runner = Runner(lambda: next(events).set(), tick=3600)
    runner.start()
    assert looked[0].wait(20)
    runner.soon()
    assert looked[1].wait(20)
    runner.stop()
    runner.stop()
