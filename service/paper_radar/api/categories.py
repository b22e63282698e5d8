"""GET /categories: arXiv's categories by group, for the reader to choose from."""

from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel

from paper_radar.api.answers import PREFIX
from paper_radar.sources.arxiv.taxonomy import GROUPS, Category, Group


class NameAnswer(BaseModel):
    """A name in both languages of the interface."""

    en: str
    zh: str


class CategoryAnswer(BaseModel):
    """One category, such as `cs.LG`."""

    id: str
    name: NameAnswer


class GroupAnswer(BaseModel):
    """The categories of one field."""

    name: NameAnswer
    categories: list[CategoryAnswer]


class CategoriesAnswer(BaseModel):
    """All of them, in arXiv's order."""

    groups: list[GroupAnswer]


def _name(named: Category | Group) -> dict[str, str]:
    return {"en": named.en, "zh": named.zh}


_ANSWER = {
    "groups": [
        {"name": _name(group), "categories": [{"id": one.id, "name": _name(one)} for one in group.categories]}
        for group in GROUPS
    ]
}

blueprint = APIBlueprint("categories", __name__, url_prefix=PREFIX)


@blueprint.get("/categories", responses={200: CategoriesAnswer}, summary="arXiv's categories by group")
def get() -> dict[str, Any]:
    """Which of them are fetched says `/settings`."""
    return _ANSWER
