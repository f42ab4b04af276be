"""A small Llama with random weights and a tokenizer of its own, served by transformers.

What it writes is babble; how it comes to be written, and over the wire, is the real thing.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

PIECES = 1_000
"""Of the tokenizer; few, so that it is trained at once."""

LONGEST = 32_768
"""Tokens of a prompt and its reply; a prompt of ours has some six thousand."""

STARTS, STOPS = 60.0, 10.0
"""Seconds that the server may take."""

_TEMPLATE = (
    "{% for one in messages %}<|{{ one['role'] }}|>\n{{ one['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>\n{% endif %}"
)
_RUNS = re.compile(r"Uvicorn running on (http://127\.0\.0\.1:\d+)")


def make_model(folder: Path, texts: Sequence[str]) -> None:
    """Put into `folder` a model whose tokenizer is trained on `texts`; the same each time."""
    import torch
    from transformers import (
        GenerationConfig,
        LlamaConfig,
        LlamaForCausalLM,
        PreTrainedTokenizerFast,
    )

    pieces = _train_tokenizer(texts)
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=pieces,
        eos_token="</s>",
        pad_token="<pad>",
        model_max_length=LONGEST,
    )
    tokenizer.chat_template = _TEMPLATE
    tokenizer.save_pretrained(folder)

    torch.manual_seed(20)
    ends = {"eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=4,
            max_position_embeddings=LONGEST,
            bos_token_id=None,
            **ends,
        )
    )
    # Half a character is another text streamed than whole; an end by chance would be no babble.
    mute = [n for n in range(len(tokenizer)) if not _readable(pieces.decode([n]))]
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        do_sample=False, suppress_tokens=mute, **ends
    )
    model.save_pretrained(folder)


def _train_tokenizer(texts: Sequence[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=PIECES,
        special_tokens=["</s>", "<pad>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def _readable(text: str) -> bool:
    """What a piece with a meaning of its own, such as the end, is decoded to is empty."""
    return text != "" and text.isprintable() and "\ufffd" not in text


@contextmanager
def serving(folder: Path, home: Path) -> Iterator[str]:
    """OpenAI's protocol at the address given, by the model in `folder`, until the block ends.

    The model is asked for by `folder`; `home` is for what the server writes.
    """
    told = home / "server.txt"
    with told.open("w") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "transformers.cli.transformers", "serve", str(folder)),
                *("--host", "127.0.0.1", "--port", "0", "--device", "cpu"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            env={
                **os.environ,
                "HF_HOME": str(home / "huggingface"),
                "HF_HUB_OFFLINE": "1",
                "HF_HUB_DISABLE_UPDATE_CHECK": "1",
                "OTEL_SDK_DISABLED": "true",
                "OMP_NUM_THREADS": "1",  # several wait for each other where others work too
            },
        )
    try:
        yield f"{_address(process, told)}/v1"
    finally:
        process.terminate()
        try:
            process.wait(STOPS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOPS)


def _address(process: subprocess.Popen[bytes], told: Path) -> str:
    until = time.monotonic() + STARTS
    while time.monotonic() < until and process.poll() is None:
        if runs := _RUNS.search(told.read_text()):
            return runs[1]
        time.sleep(0.05)
    raise RuntimeError(f"the model's server didn't start: {told.read_text()[-2000:]}")
