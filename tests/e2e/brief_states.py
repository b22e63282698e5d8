"""What a model says of a paper that we know, answers that wait in the middle, and pictures of briefs in all states."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.e2e.papers import MUON, own
from tests.e2e.popup import Popup
from tests.standins.groq import CHAT, INVALID_KEY, refusal, stream, words
from tests.standins.groq_answers import Said, dumped, said
from tests.standins.server import Answer

# Each quotes the paper, but for the last: no model of 70 billion parameters is in the abstract.
MUON_SAYS: dict[str, list[Said]] = {
    "en": [
        said(
            "claim",
            "With decoupled weight decay, Muon solves a problem whose weight matrices obey a spectral norm constraint.",
            (1, "Muon solves a problem whose weight matrices obey a spectral norm constraint"),
        ),
        said(
            "method",
            "Its update is read as steepest descent under a spectral norm, which places it in the Lion-K family.",
            (1, "Reading its update as steepest descent under a spectral norm, we place it in the Lion-K family"),
        ),
        said(
            "evidence",
            "The view explains the implicit regularization of the optimizer.",
            (1, "The view explains its implicit regularization"),
        ),
        said(
            "limits",
            "Other convex functions of singular values are suggested, as a wider class of optimizers.",
            (1, "suggests a wider class of optimizers built on other convex functions of singular values"),
        ),
        said("evidence", "It trains a model of 70 billion parameters 41% faster.", (1, "trains 41% faster")),
    ],
    "zh": [
        said(
            "claim",
            "配合解耦的权重衰减，Muon 求解的问题使权重矩阵满足谱范数约束。",
            (1, "Muon solves a problem whose weight matrices obey a spectral norm constraint"),
        ),
        said(
            "method",
            "论文把 Muon 的更新看作谱范数下的最速下降，从而将其归入 Lion-K 族。",
            (1, "Reading its update as steepest descent under a spectral norm, we place it in the Lion-K family"),
        ),
        said("evidence", "这一视角解释了它的隐式正则化。", (1, "The view explains its implicit regularization")),
        said(
            "limits",
            "作者只是提出可由奇异值的其他凸函数构造更广的一类优化器。",
            (1, "suggests a wider class of optimizers built on other convex functions of singular values"),
        ),
        said("evidence", "它使 700 亿参数的模型训练快了 41%。", (1, "trains 41% faster")),
    ],
}
_RATES = {"x-ratelimit-remaining-tokens": "2140", "x-ratelimit-reset-tokens": "52.3s"}
LIMITED = refusal(429, "Rate limit reached", type="tokens", code="rate_limit_exceeded", headers={"retry-after": "1800"})


def spoken(statements: list[Said], **how: Any) -> Answer:
    """These statements, as a model streams them."""
    return stream(words(dumped(statements)), **how)


class Held:
    """An answer that stops before the last `rest` of its parts until it is told to go on."""

    def __init__(self, answer: Answer, rest: int) -> None:
        parts = list(answer.chunks or ())
        self.goes_on = threading.Event()
        self.answer = replace(answer, chunks=self._parts(parts[:-rest], parts[-rest:]))

    def _parts(self, first: list[bytes], rest: list[bytes]) -> Iterator[bytes]:
        yield from first
        self.goes_on.wait(60)
        yield from rest


def show(here: Any) -> None:
    """Pictures of the popup's briefs. `here` is a Studio of `shots`."""
    of_muon = MUON_SAYS[here.language]
    rated = spoken(of_muon)
    here.groq.queue(CHAT, replace(rated, headers={**rated.headers, **_RATES}))
    picture(here, "brief", MUON, opened, shown)
    picture(here, "brief-passage", MUON, opened, shown, pressed(".brief .cite"))
    picture(here, "brief-unchecked", MUON, opened, shown, pressed(".brief summary"), scrolled)
    picture(here, "brief-beside", MUON, opened, shown, chosen("kind-beside"), beside, pressed(".brief .cite"))
    picture(here, "brief-beside-end", MUON, opened, beside, scrolled)
    picture(here, "brief-full", MUON, opened, beside, chosen("kind-paper"), chosen("length-full"))

    held = Held(spoken(of_muon), rest=60)
    here.groq.queue(CHAT, held.answer)
    picture(here, "brief-running", MUON, opened, pressed("#brief-again"), running)
    held.goes_on.set()
    here.groq.queue(CHAT, INVALID_KEY)
    picture(here, "brief-failed", "2506.17187", opened, failed)
    picture(here, "brief-extractive", "2506.17187", opened, failed, pressed("#brief-without"), shown)
    here.groq.queue(CHAT, LIMITED)
    picture(here, "brief-limited", "2506.15535", opened, failed)
    here.groq.queue(CHAT, spoken(of_muon[-1:]))
    picture(here, "brief-unsupported", "2506.04805", opened, failed)
    here.groq.queue(CHAT, spoken(of_muon[:2], cut=True, end=b""))
    picture(here, "brief-cut", MUON, opened, pressed("#brief-again"), failed)


def picture(here: Any, state: str, paper: str, *steps: Callable[[Popup], object]) -> None:
    def all_steps(popup: Popup) -> None:
        for step in steps:
            step(popup)
        popup.wait_for(lambda: popup.evaluate("innerHeight >= 598"), "its full height")

    here.popup(state, here.reader.opens(own()[paper]), all_steps)


def there(popup: Popup, selector: str) -> None:
    popup.wait_for(lambda: popup.evaluate(f"Boolean(document.querySelector({selector!r}))"), selector)


def pressed(selector: str) -> Callable[[Popup], None]:
    def press(popup: Popup) -> None:
        there(popup, selector)
        popup.evaluate(f"document.querySelector({selector!r}).click()")

    return press


def chosen(id: str) -> Callable[[Popup], None]:
    """Choose that, and read the brief that comes of it to its end."""

    def choose(popup: Popup) -> None:
        pressed(f"#{id}")(popup)
        there(popup, f"#{id}[aria-pressed=true]:not([aria-disabled])")

    return choose


def opened(popup: Popup) -> None:
    popup.wait_for_rows()
    pressed("#brief")(popup)


def shown(popup: Popup) -> None:
    there(popup, ".brief .ending")


def beside(popup: Popup) -> None:
    there(popup, ".brief .sources")
    there(popup, ".brief .ending")


def running(popup: Popup) -> None:
    there(popup, ".brief .draft:not(:empty)")
    there(popup, ".brief .statement")


def failed(popup: Popup) -> None:
    there(popup, ".told [role=alert]")


def scrolled(popup: Popup) -> None:
    popup.evaluate("document.querySelector('main').scrollTo(0, 100000)")
