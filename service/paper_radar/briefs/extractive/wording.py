"""What an extractive brief says in words of its own, in both languages: of several papers, and of the reader's radar.

Everything else in it is a sentence of a paper. What stands here is true by how it was made: which words stand where.
"""

from collections.abc import Sequence

from paper_radar.briefs.sections import Language

_LONGEST_TITLE = 120


def quoted(words: Sequence[str], language: Language) -> str:
    """The words as a list: “a”, “b” and “c”."""
    marked = [f"“{word}”" for word in words]
    if language == "zh_CN":
        return "、".join(marked)
    return " and ".join([", ".join(marked[:-1]), marked[-1]]) if len(marked) > 1 else "".join(marked)


def theme(words: Sequence[str], papers: int, language: Language) -> str:
    """The words stand in so many papers."""
    if language == "zh_CN":
        return f"{papers} 篇论文都谈到{quoted(words, language)}。"
    count = "Both" if papers == 2 else f"{_number(papers)} papers"
    return f"{count} speak of {quoted(words, language)}."


def connection(words: Sequence[str], fields: Sequence[str], language: Language) -> str:
    """The words stand in papers of both fields."""
    if language == "zh_CN":
        return f"{' 与 '.join(fields)} 的论文都谈到{quoted(words, language)}。"
    stand = "stands" if len(words) == 1 else "stand"
    return f"{quoted(words, language)} {stand} in papers of {' and of '.join(fields)}."


def first(title: str, words: Sequence[str], language: Language) -> str:
    """The paper shares more with the others than any other."""
    if language == "zh_CN":
        return f"《{_short(title)}》与其他论文共同之处最多：{quoted(words, language)}。"
    return f"“{_short(title)}” has most in common with the others: {quoted(words, language)}."


def overview(title: str, language: Language) -> str:
    """The paper says that it is a survey."""
    return f"《{_short(title)}》是一篇综述。" if language == "zh_CN" else f"“{_short(title)}” is an overview."


def on_radar(title: str, entries: Sequence[str], language: Language) -> str:
    """The paper hits these entries of the reader's radar."""
    if language == "zh_CN":
        return f"《{_short(title)}》命中你的雷达：{'、'.join(map(_chinese, entries))}。"
    return f"“{_short(title)}” is on your radar: {', '.join(entries)}."


def entry(kind: str, value: str, language: Language) -> str:
    """Why one paper is on the radar."""
    if language == "zh_CN":
        sentences = {
            "author": f"作者中有你关注的 {value}。",
            "topic": f"谈到你关注的主题“{value}”。",
            "category": f"属于你关注的分类 {value}。",
        }
        return sentences.get(kind, f"命中你的雷达：{value}。")
    sentences = {
        "author": f"By {value}, whom you follow.",
        "topic": f"It speaks of “{value}”, a topic of yours.",
        "category": f"In {value}, a category of yours.",
    }
    return sentences.get(kind, f"On your radar: {value}.")


def _chinese(entry: str) -> str:
    kind, _, value = entry.partition(" ")
    name = {"author": "作者", "topic": "主题", "category": "分类"}.get(kind)
    return f"{name} {value}" if name else entry


def _number(papers: int) -> str:
    names = ("Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return names[papers - 3] if papers - 3 < len(names) else str(papers)


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST_TITLE else line[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
