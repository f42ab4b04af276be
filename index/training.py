"""The shipped embedder, trained from the question bank and the guideline's own text.

A static embedding: a text's vector is the mean of its word pieces' vectors. It takes torch and
sentence-transformers (the extra `models`) to train it, and neither to use it.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from corpus import Library, split_sentences
from index.embedder import save_embedder

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

DIMENSION = 256
PIECES = 3_000
EPOCHS = 20
BATCH = 256
LEARNING_RATE = 0.02
FIRST_WEIGHTS = 0.1
"""Standard deviation of the random weights that training begins with."""
SCALE = 20.0
"""What the cosines are multiplied by in the loss, as is usual for it."""
TYPOS = 0.06
"""The share of longer words that are mistyped anew in each epoch, as users mistype them."""
SEED = 2023

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts that should be near each other."""

    anchor: str
    positive: str
    about: str
    """The passage or topic of both; pairs about the same are not held against each other."""


def make_pairs(library: Library) -> list[Pair]:
    """Question with passage, answer and next question; sentence and heading with passage.

    Questions on which the guideline is silent are near those on the same topic, and so far from
    the others.
    """
    pairs = []
    for row in library.bank:
        passage = library.by_id[row.passage]
        sentences = [sentence.text for sentence in split_sentences(passage.text)]
        for question, following in _rounds(row.questions):
            answer = "\n".join(sentences[n - 1] for n in sorted(question.answer))
            pairs += [
                Pair(anchor=question.text, positive=positive, about=passage.id)
                for positive in dict.fromkeys((passage.text, answer, following.text))
                if positive != question.text
            ]
    for silence in library.silences:
        pairs += [
            Pair(anchor=question.text, positive=following.text, about=silence.topic)
            for question, following in _rounds(silence.questions)
        ]
    for passage in library.passages:
        anchors = [sentence.text for sentence in split_sentences(passage.text)]
        anchors.append(" ".join(passage.path[-2:]))
        pairs += [
            Pair(anchor=anchor, positive=passage.text, about=passage.id) for anchor in anchors
        ]
    return pairs


def _rounds(items: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Each with the one after it, the last with the first."""
    return zip(items, [*items[1:], *items[:1]], strict=True)


def misspell(text: str, chance: random.Random) -> str:
    """`text` with a letter of some of its longer words lost, doubled, or changed in place."""
    return re.sub(
        r"\w{5,}",
        lambda word: _mistyped(word[0], chance) if chance.random() < TYPOS else word[0],
        text,
    )


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def train(
    pairs: Sequence[Pair], folder: Path, *, report: Callable[[int, float], None] | None = None
) -> None:
    """Train on `pairs` and write the embedder to `folder`; the same pairs give the same bytes.

    `report` is called after each of the EPOCHS with its number, from 1, and its mean loss.
    """
    import torch

    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # more threads add up in another order, to other last digits
    torch.use_deterministic_algorithms(True)
    tokenizer = train_tokenizer(text for pair in pairs for text in (pair.anchor, pair.positive))
    model = _new_model(tokenizer)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    steps = -(-len(pairs) // BATCH)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, EPOCHS * steps)
    shuffler, typist = random.Random(SEED), random.Random(SEED)
    order = list(pairs)
    for epoch in range(1, EPOCHS + 1):
        shuffler.shuffle(order)
        total = 0.0
        for start in range(0, len(order), BATCH):
            batch = [
                replace(pair, anchor=misspell(pair.anchor, typist))
                for pair in order[start : start + BATCH]
            ]
            loss = _loss(model, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            total += loss.item()
        if report:
            report(epoch, total / steps)
    weights = next(model.parameters()).detach().numpy()
    save_embedder(folder, tokenizer.to_str(), weights)


def train_tokenizer(texts: Iterable[str]) -> Tokenizer:
    """Byte-pair pieces of folded words. BPE, as the other trainers differ from run to run."""
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Lowercase(),
            *(normalizers.Replace(*pair) for pair in (("æ", "ae"), ("ø", "oe"), ("å", "aa"))),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.train_from_iterator(
        list(dict.fromkeys(texts)),
        trainers.BpeTrainer(
            vocab_size=PIECES, min_frequency=2, special_tokens=["[UNK]"], show_progress=False
        ),
    )
    return tokenizer


def _new_model(tokenizer: Tokenizer) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    embedding = StaticEmbedding(tokenizer, embedding_dim=DIMENSION)
    embedding.embedding.weight.data.mul_(FIRST_WEIGHTS)
    return SentenceTransformer(modules=[embedding], device="cpu")


def _loss(model: "SentenceTransformer", pairs: Sequence[Pair]) -> "torch.Tensor":
    """In-batch cross-entropy, both ways, over scaled cosines.

    Multiple negatives ranking (Henderson et al., 2017); pairs about the same passage are no
    negatives of each other.
    """
    import torch
    from torch.nn import functional

    anchors, positives = (
        functional.normalize(model(model.preprocess(texts))["sentence_embedding"])
        for texts in ([pair.anchor for pair in pairs], [pair.positive for pair in pairs])
    )
    numbers = {about: n for n, about in enumerate({pair.about: 0 for pair in pairs})}
    owners = torch.tensor([numbers[pair.about] for pair in pairs])
    same = (owners[:, None] == owners[None, :]) & ~torch.eye(len(pairs), dtype=torch.bool)
    cosines = (anchors @ positives.T * SCALE).masked_fill(same, float("-inf"))
    target = torch.arange(len(pairs))
    return (
        functional.cross_entropy(cosines, target) + functional.cross_entropy(cosines.T, target)
    ) / 2
