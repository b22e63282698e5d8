"""The OpenAPI document is valid and names every route."""

from flask.testing import FlaskClient
from openapi_spec_validator import validate

from paper_radar.api.library import LibraryFilter, LibraryQuery
from tests.api.conftest import Api

ROUTES = {
    ("get", "/health"),
    ("post", "/pair"),
    ("delete", "/pair"),
    ("post", "/pair/codes"),
    ("post", "/match"),
    ("post", "/pages/pdf"),
    ("get", "/radar"),
    ("post", "/radar"),
    ("patch", "/radar/{id}"),
    ("delete", "/radar/{id}"),
    ("post", "/radar/{id}/sightings"),
    ("get", "/radar/{id}/people"),
    ("post", "/radar/many"),
    ("post", "/radar/many/remove"),
    ("post", "/start/suggestions"),
    ("get", "/library"),
    ("post", "/library"),
    ("post", "/library/unmerge"),
    ("get", "/library/tags"),
    ("get", "/library/facets"),
    ("get", "/library/keys"),
    ("post", "/library/bulk"),
    ("post", "/library/bulk/restore"),
    ("post", "/library/remove"),
    ("post", "/library/restore"),
    ("post", "/library/seen"),
    ("get", "/corrections"),
    ("post", "/corrections"),
    ("delete", "/corrections/{host}"),
    ("get", "/library/{key}"),
    ("patch", "/library/{key}"),
    ("delete", "/library/{key}"),
    ("post", "/library/import"),
    ("get", "/library/export"),
    ("post", "/library/export"),
    ("get", "/library/cite/{key}"),
    ("post", "/library/cite"),
    ("post", "/library/zotero"),
    ("post", "/briefs"),
    ("get", "/briefs/{id}"),
    ("delete", "/briefs/{id}"),
    ("get", "/briefs/{id}/events"),
    ("get", "/briefs/models"),
    ("get", "/briefs/usage"),
    ("get", "/briefs"),
    ("post", "/briefs/restore"),
    ("post", "/briefs/{id}/remove"),
    ("get", "/briefs/{id}/markdown"),
    ("get", "/feed"),
    ("get", "/feed/facets"),
    ("get", "/feed/keys"),
    ("post", "/feed/read"),
    ("post", "/feedback"),
    ("post", "/feedback/many"),
    ("post", "/feedback/restore"),
    ("delete", "/feedback/{key}"),
    ("get", "/feeds"),
    ("post", "/feeds"),
    ("delete", "/feeds/{id}"),
    ("get", "/digest"),
    ("post", "/digest/told"),
    ("get", "/digest/preview"),
    ("post", "/digest/send"),
    ("get", "/digest/settings"),
    ("patch", "/digest/settings"),
    ("post", "/digest/mail/test"),
    ("post", "/digest/atom"),
    ("delete", "/digest/atom"),
    ("get", "/refresh"),
    ("post", "/refresh"),
    ("delete", "/refresh"),
    ("get", "/sources/{name}/fetches"),
    ("patch", "/sources/{name}"),
    ("get", "/settings"),
    ("patch", "/settings"),
    ("get", "/categories"),
    ("get", "/taste"),
    ("patch", "/taste"),
    ("post", "/pool"),
    ("get", "/pool/{key}"),
    ("get", "/looked"),
    ("post", "/looked"),
    ("get", "/search"),
    ("post", "/search/ask"),
    ("get", "/search/ask/{id}"),
    ("delete", "/search/ask/{id}"),
}


def test_the_document_is_valid_and_describes_every_route(api: Api) -> None:
    document = api.get("/openapi.json").get_json()
    validate(document)
    described = {
        (method, path.removeprefix("/api/v1")) for path, methods in document["paths"].items() for method in methods
    }
    assert described == ROUTES


def test_every_route_of_the_application_is_in_the_document(client: FlaskClient) -> None:
    beside = {"/pair", "/pair.css", "/pair.js", "/feed/<secret>.atom", "/api/v1/openapi.json"}
    rules = {rule.rule for rule in client.application.url_map.iter_rules()} - beside
    plain = {rule.replace("<string:", "{").replace("<path:", "{").replace(">", "}") for rule in rules}
    assert plain == {f"/api/v1{path}" for _, path in ROUTES}


def test_the_schema_of_a_query_is_made_once_and_is_its_own() -> None:
    schema = LibraryQuery.model_json_schema()
    assert LibraryQuery.model_json_schema() is schema
    assert schema["properties"].keys() - LibraryFilter.model_json_schema()["properties"] == {"sort", "limit", "offset"}
