"""The settings of the options page."""

from dataclasses import replace
from pathlib import Path

from paper_radar.api.pairing import issue_token
from paper_radar.api.settings import fetched_categories
from paper_radar.app import create_app, create_services
from paper_radar.config import Settings
from tests.api.conftest import EXTENSION, Api

KEY = "gsk_secret_that_nobody_may_see"


def test_a_choice_wins_over_the_environment_and_is_kept(api: Api) -> None:
    assert api.get("/settings").get_json()["categories"] == list(Settings().categories)
    changed = api.patch("/settings", {"categories": ["math.OC"], "language": "zh_CN"}).get_json()
    assert (changed["categories"], changed["language"]) == (["math.OC"], "zh_CN")
    assert api.get("/settings").get_json() == changed


def test_what_is_no_category_is_refused(api: Api) -> None:
    for wrong in (["cs.LG", "<b>"], ["../x"], [""], "cs.LG", [7]):
        assert api.patch("/settings", {"categories": wrong}).status_code == 422


def test_the_groq_key_is_nowhere_in_any_answer_or_file(tmp_path: Path) -> None:
    settings = replace(Settings(data_dir=tmp_path), groq_api_key=KEY)
    services = create_services(settings)
    try:
        api = Api(create_app(services).test_client(), issue_token(services.workspace, EXTENSION, "now"))
        assert api.get("/settings").get_json()["groq_key"] is True
        for path in ("/settings", "/health", "/openapi.json", "/refresh"):
            assert KEY not in api.get(path).get_data(as_text=True)
        assert KEY not in repr(services)
    finally:
        services.close()
    assert not any(KEY.encode() in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_how_long_papers_are_kept_is_for_ever_or_a_week_at_least(api: Api) -> None:
    assert api.get("/settings").get_json()["retention_days"] == Settings().retention_days
    for days in (0, 7, 3650):
        assert api.patch("/settings", {"retention_days": days}).get_json()["retention_days"] == days
    for wrong in (-1, 1, 6, 3651, "90", 7.5, True):
        assert api.patch("/settings", {"retention_days": wrong}).status_code == 422, wrong


def test_a_category_on_the_radar_is_fetched_as_those_of_the_settings_are(tmp_path: Path) -> None:
    services = create_services(Settings(data_dir=tmp_path, categories=("cs.LG",), refresh_minutes=0))
    try:
        api = Api(create_app(services).test_client(), issue_token(services.workspace, EXTENSION, "now"))
        for entry in ({"value": "math.OC"}, {"value": "cs.CV", "negative": True}, {"value": "cs.CL", "paused": True}):
            assert api.post("/radar", {"kind": "category", **entry}).status_code == 201
        asked = fetched_categories(services.workspace, services.settings, services.reading.entries())
        assert asked == ["cs.LG", "math.OC"]
    finally:
        services.close()
