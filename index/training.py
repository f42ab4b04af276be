"""The shipped embedder, trained from the question bank and the guideline's own text.

A static embedding: a text's vector is the mean of its word pieces' vectors. It takes torch and
sentence-transformers (the extra `models`) to train it, and neither to use it.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from corpus import BankRow, Passage, split_sentences
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
SEED = 2023


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts that should be near each other."""

    anchor: str
    positive: str
    passage: str
    """Both are about it; pairs of one passage are not held against each other."""


def make_pairs(passages: Sequence[Passage], bank: Sequence[BankRow]) -> list[Pair]:
    """Question with passage, question with question, sentence and heading with passage."""
    texts = {passage.id: passage.text for passage in passages}
    pairs = []
    for row in bank:
        questions = [question.text for question in row.questions]
        for question, following in zip(questions, [*questions[1:], questions[0]], strict=True):
            for positive in (texts[row.passage], following):
                if positive != question:
                    pairs.append(Pair(anchor=question, positive=positive, passage=row.passage))
    for passage in passages:
        anchors = [sentence.text for sentence in split_sentences(passage.text)]
        anchors.append(" ".join(passage.path[-2:]))
        pairs += [
            Pair(anchor=anchor, positive=passage.text, passage=passage.id) for anchor in anchors
        ]
    return pairs


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
    shuffler = random.Random(SEED)
    order = list(pairs)
    for epoch in range(1, EPOCHS + 1):
        shuffler.shuffle(order)
        total = 0.0
        for start in range(0, len(order), BATCH):
            loss = _loss(model, order[start : start + BATCH])
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
    numbers = {passage: n for n, passage in enumerate({pair.passage: 0 for pair in pairs})}
    owners = torch.tensor([numbers[pair.passage] for pair in pairs])
    same = (owners[:, None] == owners[None, :]) & ~torch.eye(len(pairs), dtype=torch.bool)
    cosines = (anchors @ positives.T * SCALE).masked_fill(same, float("-inf"))
    target = torch.arange(len(pairs))
    return (
        functional.cross_entropy(cosines, target) + functional.cross_entropy(cosines.T, target)
    ) / 2
