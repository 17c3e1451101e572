"""Trains the tokenizer on the corpus, with common English words added. Usage: make_tokenizer.py OUT_FOLDER [VOCAB_SIZE]"""

import collections
import json
import os
import sys

import bpe
import corpus as C
import dialogue as D


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
        result[" " + C.Slots(__import__("random").Random(seed)).name()] += 0.5
    return {w: min(c, 3000) for w, c in result.items()}


def main():
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 4096
    vocab, merges = bpe.train(counts(), size)
    with open(os.path.join(out, "tokenizer.json"), "w", encoding="utf-8") as f:
        json.dump(bpe.tokenizer_json(vocab, merges), f, ensure_ascii=False, indent=0)
    print(len(vocab), "tokens")


if __name__ == "__main__":
    main()
