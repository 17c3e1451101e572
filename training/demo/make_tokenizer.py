"""Trains the tokenizer on the corpus, with common English words added, and drops what the corpus seldom shows.

Usage: make_tokenizer.py OUT_FOLDER [VOCAB_SIZE]
"""

import collections
import json
import os
import random
import sys

import bpe
import corpus as C
import dialogue as D
import train as T

LEAST = 300  # of five million tokens


def counts():
    """Word pieces of the corpus, and every common word, weighted so that words of the grammar become one token each."""
    result = collections.Counter()
    for seed in range(5000):
        d = D.dialogue(10_000_000 + seed, 1 + seed % 6)
        for m in d["messages"]:
            text = m["content"] if m["role"] == "assistant" else " " + m["content"]
            result.update(bpe.SPLIT.findall(text))
    result = collections.Counter({w: c for w, c in result.items() if c >= 5})
    grammar = " ".join(C.NOUNS + C.ADJECTIVES + C.VERBS + C.GERUNDS + C.PEOPLE + C.P_PLACES)
    for w in grammar.split():
        result[" " + w] += 60
    common, dictionary = C.words()
    for w in common:
        result[" " + w] += 8
    for w in dictionary:
        result[" " + w] += 0.3
    for seed in range(3000):
        result[" " + C.Slots(random.Random(seed)).name()] += 0.5
    return {w: min(c, 3000) for w, c in result.items()}


def seen(dialogues=15_000):
    """The words of about five million tokens of the corpus, as whole sessions hold them."""
    result, r = collections.Counter(), random.Random(1)
    for seed in range(dialogues):
        d = D.dialogue(777_000_000_000 + seed, T.turns_for(r, 0.6))
        for m in d["messages"]:
            result.update(bpe.SPLIT.findall(m["content"] if m["role"] == "assistant" else " " + m["content"]))
    return result


def main():
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 4096
    vocab, merges = bpe.train(counts(), size)
    merges = bpe.prune(merges, seen(), LEAST)
    kept = {a + b for a, b in merges}
    vocab = [t for t in vocab if len(t) == 1 or t in bpe.SPECIAL or t in kept]
    with open(os.path.join(out, "tokenizer.json"), "w", encoding="utf-8") as f:
        json.dump(bpe.tokenizer_json(vocab, merges), f, ensure_ascii=False, indent=0)
    print(len(vocab), "tokens")


if __name__ == "__main__":
    main()
