"""No network: import, index build and an answer with every socket blocked."""

import json
import os
import subprocess
import sys
from pathlib import Path

HOSTILE_ENV = """\
LANGSMITH_TRACING=true
LANGSMITH_API_KEY=lsv2_stolen
LANGSMITH_ENDPOINT=http://192.0.2.1
ALLOW_RESET=true
ANONYMIZED_TELEMETRY=True
CHROMA_API_IMPL=chromadb.api.fastapi.FastAPI
CHROMA_SERVER_HOST=192.0.2.1
CHROMA_SERVER_HTTP_PORT=80
"""

# Every attempt is noted, and fails. Unix sockets stay: they reach no further than this machine.
PROGRAM = """
import json, socket, sys
attempts = []
def refuse(*arguments, **_):
    attempts.append(repr(arguments))
    raise OSError("no network in this test")
socket.getaddrinfo = refuse
socket.socket.connect = refuse
socket.socket.connect_ex = refuse
socket.socket.sendto = refuse
from pathlib import Path
from assistant import open_assistant
from corpus import read_library
from index import build_index, load_embedder
root = Path(sys.argv[1])
build_index(read_library(), load_embedder(), root)
answer = open_assistant(root).ask("Hvem er tovholder?")
loaded = [name for name in ("torch", "sentence_transformers") if name in sys.modules]
print(json.dumps({"status": answer.status, "attempts": attempts, "loaded": loaded}))
"""


def test_nothing_is_sent_or_fetched_even_when_asked_to(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(HOSTILE_ENV)
    tracing = {
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGSMITH_API_KEY": "lsv2_stolen",
    }

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "index")],
        cwd=tmp_path,
        env={**os.environ, **tracing},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"status": "answered", "attempts": [], "loaded": []}
