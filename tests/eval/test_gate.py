import json

import pytest

from assistant import Assistant
from corpus import Library
from eval.cases import CASES, read_cases
from eval.gate import GUARDED, falls, measured, read_baseline, write_baseline
from eval.metrics import macro_f1
from eval.run import Outcome, run
from index import Embedder, HybridIndex, build_index, open_store


def test_no_accepted_figure_has_fallen(outcomes: list[Outcome]) -> None:
    assert list(falls(outcomes, read_baseline())) == []


def test_a_retriever_that_ranks_backwards_turns_the_gate_red(
    library: Library, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("backwards")
    build_index(library, embedder, root)
    store = open_store(library, embedder, root)
    backwards = HybridIndex(library, embedder, store, weights=(-1.0, -1.0, -1.0, -1.0))
    cases = [case for case in read_cases() if case.split == "test"]

    fallen = list(falls(run(Assistant(library, backwards), cases), read_baseline()))

    assert any(line.startswith("recall@1 is 0.0") for line in fallen)
    assert any(line.startswith(("facts@80", "citation recall")) for line in fallen)


def test_accepting_figures_writes_what_is_read(
    outcomes: list[Outcome], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "baseline.json"

    write_baseline(outcomes, path)

    assert read_baseline(path) == measured(outcomes)
    assert set(read_baseline(path)) == set(GUARDED)


def test_answers_on_who_does_what_name_those_who_do_it(outcomes: list[Outcome]) -> None:
    lines = (CASES / "ansvar.jsonl").read_text("utf-8").splitlines()
    asked = {json.loads(line)["id"] for line in lines}
    found = [one for one in outcomes if one.case.id in asked]

    assert len(found) >= 20  # the outcomes are of the `test` cases
    assert macro_f1([one.case.actors for one in found], [one.actors for one in found]) >= 0.9
