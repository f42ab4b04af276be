"""Which models can be named, where text is sent to, and what keys go there."""

import re
from collections import deque

import pytest

from assistant import BadModel, open_model
from assistant.model import MOST_THOUGHT, MOST_TOKENS
from tests.model_server import RESPONSES, ModelServer, Reply, close, serving_model

KEYS = {
    "OPENAI_API_KEY": "sk-secret",
    "OPENAI_ADMIN_KEY": "adm-secret",
    "AZURE_OPENAI_API_KEY": "az-secret",
    "OLLAMA_API_KEY": "ol-secret",
    "OPENAI_ORG_ID": "org-secret",
    "OPENAI_PROJECT_ID": "proj-secret",
}


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*KEYS, "AZURE_OPENAI_AD_TOKEN", "AZURE_OPENAI_ENDPOINT", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", ["", "llama3.1", "ollama:", ":llama3.1", ":"])
def test_a_model_is_named_with_its_provider(name: str) -> None:
    with pytest.raises(BadModel, match="provider:model, as ollama:llama3.1, not"):
        open_model(name)


def test_an_unknown_provider_is_named() -> None:
    with pytest.raises(BadModel, match="Unsupported provider='nobody'"):
        open_model("nobody:x")


def test_a_missing_package_is_named() -> None:
    with pytest.raises(BadModel, match="'anthropic:claude' needs .* langchain-anthropic"):
        open_model("anthropic:claude")


@pytest.mark.parametrize(
    ("name", "base_url"),
    [("openai:gpt", None), ("azure_openai:gpt", "https://os.openai.azure.com")],
)
def test_a_missing_key_is_told_with_the_variable_that_is_read(
    name: str, base_url: str | None
) -> None:
    with pytest.raises(BadModel, match="OPENAI_API_KEY"):
        open_model(name, base_url=base_url)


@pytest.mark.parametrize(
    "base_url",
    [
        "gpu",
        "gpu:8000",
        "ftp://gpu",
        "http://",
        "http://gpu:99999",
        "http://gpu:0/v1",
        "http://[::1",
        "http://[gpu]/v1",
        "http://min gpu/v1",
    ],  # fmt: skip
)
@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_an_address_that_is_none_is_named(provider: str, base_url: str) -> None:
    with pytest.raises(BadModel, match=re.escape(f"'{base_url}' is no address of a server")):
        open_model(f"{provider}:mit", base_url=base_url)


def test_what_everybody_may_see_of_an_address_has_no_password_and_no_key() -> None:
    model = open_model("openai:x", base_url="https://mig:hemmelig@gpu:8000/v1?key=hemmelig")

    assert model.address == "https://gpu:8000/v1"


def test_azure_gets_no_key_of_openai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEYS["OPENAI_API_KEY"])

    with pytest.raises(BadModel, match="needs its key: AZURE_OPENAI_API_KEY"):
        open_model("azure_openai:x", base_url="http://127.0.0.1:9")


def test_the_address_may_come_from_azures_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "https://os.openai.azure.com")

    assert open_model("azure_openai:x", key="none").address == "https://os.openai.azure.com"


def test_azure_without_its_address_is_told_how_to_name_it() -> None:
    with pytest.raises(BadModel, match="--llm-base-url https://.* or AZURE_OPENAI_ENDPOINT"):
        open_model("azure_openai:gpt", key="none")


@pytest.mark.parametrize(
    ("name", "base_url", "address"),
    [
        ("ollama:llama3.1", None, "http://127.0.0.1:11434"),
        ("ollama:llama3.1", "http://gpu:11434", "http://gpu:11434"),
        ("openai:gpt", None, "https://api.openai.com/v1"),
        ("openai:gpt", "http://gpu:8000/v1", "http://gpu:8000/v1"),
        ("azure_openai:gpt", "https://os.openai.azure.com", "https://os.openai.azure.com"),
    ],
)
def test_the_address_is_where_text_is_sent_to(
    name: str, base_url: str | None, address: str
) -> None:
    model = open_model(name, base_url=base_url, key="none")

    assert model.address == address


def test_a_variable_of_the_provider_moves_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Reply(text="ja")
    with serving_model(lambda _: said) as meant, serving_model(lambda _: said) as not_:
        monkeypatch.setenv("OPENAI_BASE_URL", f"{not_.address}/v1")
        monkeypatch.setenv("OPENAI_API_BASE", f"{not_.address}/v1")
        monkeypatch.setenv("OLLAMA_HOST", not_.address)
        for provider in ("openai", "ollama"):
            _ask(provider, meant)

    assert not_.asked == []
    assert len(meant.asked) == 2


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_a_server_of_ones_own_gets_no_key_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, provider: str
) -> None:
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)

    with serving_model(lambda _: Reply(text="ja")) as server:
        _ask(provider, server)

    (headers,) = server.headers
    assert headers.get("authorization", "Bearer none") == "Bearer none"
    assert "secret" not in str(headers)


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_no_proxy_stands_between_this_machine_and_itself(
    monkeypatch: pytest.MonkeyPatch, provider: str
) -> None:
    said = Reply(text="ja")
    with serving_model(lambda _: said) as meant, serving_model(lambda _: said) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address)
        _ask(provider, meant)

    assert proxy.asked == []
    assert len(meant.asked) == 1


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_a_server_gets_the_key_that_is_meant_for_it(
    monkeypatch: pytest.MonkeyPatch, provider: str
) -> None:
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)

    with serving_model(lambda _: Reply(text="ja")) as server:
        _ask(provider, server, "min")

    (headers,) = server.headers
    assert headers["authorization"] == "Bearer min"
    assert "secret" not in str(headers)


@pytest.mark.parametrize(
    ("provider", "name", "limit"),
    [
        ("openai", "o3", "max_completion_tokens"),
        ("openai", "gpt-6-sol", "max_completion_tokens"),
        ("openai", RESPONSES, "max_output_tokens"),
        ("azure_openai", "gpt-5-mini", "max_completion_tokens"),
        ("azure_openai", "afdelingens", "max_completion_tokens"),  # nobody knows what it is
    ],
)
def test_a_model_that_thinks_has_room_to_and_no_temperature(
    provider: str, name: str, limit: str
) -> None:
    with serving_model(lambda _: Reply(text="ja")) as server:
        _ask(provider, server, "min", name=name)

    (body,) = server.asked
    assert "temperature" not in body
    assert body[limit] == MOST_TOKENS + MOST_THOUGHT


@pytest.mark.parametrize("name", ["llama3.1", "gpt-4o-mini"])
def test_any_other_model_is_to_reply_the_same_each_time(name: str) -> None:
    with serving_model(lambda _: Reply(text="ja")) as server:
        _ask("openai", server, name=name)

    (body,) = server.asked
    assert body["temperature"] == 0
    assert body["max_completion_tokens"] == MOST_TOKENS


def test_openai_is_asked_to_store_nothing() -> None:
    assert open_model("openai:gpt-6-sol", key="none").chat.model_dump()["store"] is False


def _ask(provider: str, server: ModelServer, key: str | None = None, name: str = "mit") -> None:
    base_url = server.base_url(provider)
    model = open_model(f"{provider}:{name}", base_url=base_url, key=key, timeout=5)
    try:
        deque(model.chat.stream("Er du der?"), maxlen=0)
    finally:
        close(model)
