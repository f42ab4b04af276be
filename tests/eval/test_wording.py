import subprocess
import sys
from pathlib import Path

from assistant import Assistant, open_model
from corpus import Library
from eval.cases import read_cases
from eval.report import make_report, provenance_of, read_report, write_report
from eval.run import run
from eval.table import table
from index import HybridIndex
from tests.browser import ROOT, build_index
from tests.model_server import TOKENS_IN, careless, serving_model

FEW = 12


def test_a_report_tells_what_became_of_a_models_statements(
    library: Library, index: HybridIndex, tmp_path: Path
) -> None:
    with serving_model(careless) as server:
        model = open_model("openai:careless", base_url=f"{server.address}/v1")
        outcomes = run(Assistant(library, index, model=model), read_cases()[:FEW])
    provenance = provenance_of(
        library, index, embedder="shipped", retriever="hybrid", mode=model.name
    )

    write_report(make_report(outcomes, provenance), tmp_path)

    told = read_report(tmp_path).worded
    assert told
    assert told.asked == len(server.asked) == sum(not one.answer.abstained for one in outcomes)
    assert told.failed == 0
    assert told.replaced + told.dropped > 0
    assert told.held > told.replaced + told.dropped
    assert told.input_tokens == told.asked * TOKENS_IN
    assert all(one.exact for one in outcomes)


def test_the_command_measures_a_model_and_says_what_held(tmp_path: Path) -> None:
    build_index()
    cases = tmp_path / "cases"
    cases.mkdir()
    rows = [case.model_dump_json() for case in read_cases()[:FEW]]
    (cases / "few.jsonl").write_text("\n".join(rows))
    with serving_model(careless) as server:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "smertevejviser", "eval", "--cases", str(cases)),
                *("-o", str(tmp_path / "report"), "--llm", "ollama:careless"),
                *("--llm-base-url", server.address),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )

    told = read_report(tmp_path / "report")
    assert told.provenance.mode == "ollama:careless"
    assert set(table(told)) <= set(done.stdout.splitlines())
    for name in ("udsagn kontrolleret", "udsagn erstattet", "udsagn udeladt"):
        assert name in done.stdout
        assert name in (tmp_path / "report" / "report.html").read_text("utf-8")
