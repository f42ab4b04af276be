"""Packages import only from those before them."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("corpus", "index", "assistant", "eval", "views")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            assert not any(name.split(".")[0] == "eval" for name in names), f"{path} hides eval()"
            yield from names
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""


@pytest.mark.parametrize("package", ORDER)
def test_a_package_imports_only_from_those_before_it(package: str) -> None:
    allowed = set(ORDER[: ORDER.index(package) + 1])
    for path in (ROOT / package).rglob("*.py"):
        ours = {name.split(".")[0] for name in _imports(path)} & {*ORDER, "app", "tests"}
        assert ours <= allowed, f"{path} imports {ours - allowed}"


@pytest.mark.parametrize("package", ORDER)
def test_other_packages_are_imported_by_their_public_names(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        inner = {
            name
            for name in _imports(path)
            if name.split(".")[0] in set(ORDER) - {package} and "." in name
        }
        if package == "views":  # eval has no public names of its own: its modules are public
            inner = {name for name in inner if name.split(".")[0] != "eval"}
        assert not inner, f"{path} reaches into {inner}"


def test_public_names_exist_once() -> None:
    for package in ("corpus", "index", "assistant"):
        module = importlib.import_module(package)
        assert len(module.__all__) == len(set(module.__all__))
        assert all(hasattr(module, name) for name in module.__all__)


def test_nothing_asks_chroma_to_embed_and_no_model_code_is_trusted() -> None:
    for package in ORDER:
        for path in (ROOT / package).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            for word in ("query_texts", "trust_remote_code", "pickle", "unsafe_allow_html"):
                assert word not in source, f"{path} has {word}"
