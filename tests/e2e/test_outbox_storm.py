"""A hundred saves while the service is killed and started, the worker stopped and the browser restarted, at random."""

import random
import signal
import time

from playwright.sync_api import Page

from tests.e2e.conftest import Begin
from tests.e2e.reader import Reader
from tests.e2e.relay import Relay
from tests.e2e.test_outbox import in_order, send

SAVES = 100
SEED = 20260971

# A click as the popup does it: the order is written down before the next click, as no hand is faster.
_CLICKS = """async ([from, to]) => {
  const { askToSave } = await import('../shared/messages.js');
  for (let number = from; number < to; number++) {
    const id = `storm-${number}`;
    const paper = { key: `doi:10.5555/storm.${number}`, title: `Storm ${number}` };
    let answered = false;
    void askToSave({ paper, idempotency_key: id }).then(() => (answered = true), () => {});
    while (!answered && !(`outbox:${id}` in (await chrome.storage.local.get(`outbox:${id}`)))) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}"""


def test_a_hundred_saves_in_a_storm_are_a_hundred_papers_in_order(begin: Begin):
    dice, losses = random.Random(SEED), random.Random(SEED + 1)
    reader = begin()
    began = time.monotonic()
    done = dict.fromkeys(("kills", "worker deaths", "browser restarts"), 0)
    with Relay(reader.service.port, loses=lambda: losses.random() < 0.1) as relay:
        move_to(reader, relay.url)
        page = reader.opens_options()
        at = 0
        while at < SAVES:
            to = min(SAVES, at + dice.randint(2, 8))
            page.evaluate(_CLICKS, [at, to])
            at = to
            page = one_thing_happens(reader, page, dice, done)
        if not reader.service.runs:
            reader.service.start()
        reader.browser.wait_for(lambda: send(reader) == 0, "all to be sent", patience=60)
        figures = {
            **done,
            "seconds": round(time.monotonic() - began, 1),
            "requests answered": relay.saves,
            "answers lost": relay.lost,
            "answered 'repeated'": relay.repeated,
            "requests in vain": relay.in_vain,
        }
    print("storm:", figures)
    assert in_order(reader) == [f"doi:10.5555/storm.{number}" for number in range(SAVES)]
    assert done["kills"] >= 5 and done["worker deaths"] >= 2 and done["browser restarts"] >= 2, figures
    assert relay.repeated >= 3, figures


def one_thing_happens(reader: Reader, page: Page, dice: random.Random, done: dict[str, int]) -> Page:
    """The service is killed or starts, the worker is stopped, or the browser restarts; or nothing does."""
    service, browser = reader.service, reader.browser
    fate = dice.random()
    if fate < 0.55:
        if service.runs:
            service.stop(signal.SIGKILL)
            done["kills"] += 1
        else:
            service.start()
    elif fate < 0.75:
        browser.kill_worker()
        done["worker deaths"] += 1
    elif fate < 0.87:
        browser.restart()
        done["browser restarts"] += 1
        return reader.opens_options()
    return page


def move_to(reader: Reader, address: str) -> None:
    """The service is met at another address from now on, under the same token."""
    reader.browser.worker.evaluate(
        """async (address) => {
             const { connection } = await chrome.storage.local.get('connection');
             await chrome.storage.local.set({ connection: { ...connection, address } });
           }""",
        address,
    )
