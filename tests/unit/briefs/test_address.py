"""What people put into GROQ_BASE_URL, and who is asked where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.address import Address


@pytest.mark.parametrize("given", ["", "https://api.groq.com", "https://api.groq.com/openai/v1/", " api.groq.com "])
def test_groq_is_asked_at_its_own_path(given):
    address = Address(given)
    assert (address.root, address.server, address.is_groq) == ("/openai/v1", "Groq", True)
    assert address.origin == "https://api.groq.com"
    assert not address.turn()


@pytest.mark.parametrize(
    "given, origin, root, server",
    [
        ("http://localhost:11434/v1", "http://localhost:11434", "/v1", "localhost:11434"),
        ("localhost:1234/v1/", "http://localhost:1234", "/v1", "localhost:1234"),
        ("http://127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080", "/v1", "127.0.0.1:8080"),
        ("https://openrouter.ai/api/v1", "https://openrouter.ai", "/api/v1", "openrouter.ai"),
        ("https://open.bigmodel.cn/api/paas/v4", "https://open.bigmodel.cn", "/api/paas/v4", "open.bigmodel.cn"),
        ("http://[::1]:8080/v1", "http://[::1]:8080", "/v1", "::1:8080"),
    ],
)
def test_an_address_with_its_version_is_taken_as_it_stands(given, origin, root, server):
    address = Address(given)
    assert (address.origin, address.root, address.server, address.is_groq) == (origin, root, server, False)
    assert not address.turn()


def test_a_bare_address_is_asked_as_groq_first_and_then_as_others_are():
    address = Address("http://localhost:11434")
    assert (address.root, address.server) == ("/openai/v1", "Groq")
    assert address.turn()
    assert (address.root, address.server) == ("/v1", "localhost:11434")
    assert not address.turn()


def test_a_path_that_says_nothing_is_tried_in_three_ways():
    address = Address("https://gateway.example/groq")
    roots = [address.root]
    while address.turn():
        roots.append(address.root)
    assert roots == ["/groq/openai/v1", "/groq/v1", "/groq"]


def test_who_is_asked_is_told_without_a_password():
    assert Address("https://me:secret@models.example/v1").server == "models.example"


@given(st.text(max_size=60))
def test_nonsense_is_an_address_that_nobody_answers(text):
    address = Address(text)
    assert address.root.startswith("/") or not address.root
    assert isinstance(address.server, str)


@pytest.mark.parametrize(
    "given, scheme",
    [("models.example.com:8443/v1", "https"), ("192.168.1.5:11434", "http"), ("box.local:11434", "http")],
)
def test_a_key_goes_in_the_clear_to_no_server_elsewhere(given, scheme):
    assert Address(given).origin.startswith(f"{scheme}://")
