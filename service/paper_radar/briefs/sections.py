"""The words of a brief's form: its languages and lengths, and what its sections are called in them."""

from typing import Literal, get_args

from paper_radar.briefs.statements import Section

Language = Literal["en", "zh_CN"]
Length = Literal["short", "full"]
Role = Literal["claim", "method", "evidence", "limits"]  # the sections that a sentence of an abstract can fill

LANGUAGES: tuple[Language, ...] = get_args(Language)
LENGTHS: tuple[Length, ...] = get_args(Length)
ROLES: tuple[Role, ...] = get_args(Role)

LABELS: dict[Language, dict[Section, str]] = {
    "en": {
        "claim": "Claim",
        "method": "Method",
        "evidence": "Evidence",
        "limits": "Limits",
        "radar": "For your radar",
        "agrees": "What they share",
        "differs": "What differs",
        "new": "What is new",
        "theme": "Themes",
        "connection": "Connections",
        "first": "What to read first",
    },
    "zh_CN": {
        "claim": "主张",
        "method": "方法",
        "evidence": "证据",
        "limits": "局限",
        "radar": "与雷达的关联",
        "agrees": "相同之处",
        "differs": "不同之处",
        "new": "新颖之处",
        "theme": "主题",
        "connection": "联系",
        "first": "先读什么",
    },
}


def heading(text: str) -> str:
    """The line that heads a section, in a brief as plain text."""
    return f"## {text}"
