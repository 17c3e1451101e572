"""Carries a checkpoint over to another vocabulary. Usage: revocab.py CHECKPOINT OLD_TOKENIZER_FOLDER NEW_TOKENIZER_FOLDER OUT_CHECKPOINT

A token that both have keeps its embedding; a new one begins as the mean of the pieces that the old tokenizer gives its text.
"""

import os
import sys

import torch

import bpe
import model as M


def main():
    checkpoint, old, new, out = sys.argv[1:]
    before, after = (bpe.Tokenizer(os.path.join(folder, "tokenizer.json")) for folder in (old, new))
    c, p = M.load(checkpoint)
    rows = []
    for i in range(len(after)):
        token = after.ids[i]
        same = token in before.vocab
        rows.append(p["embed"][before.vocab[token]] if same else p["embed"][list(before.word(bpe.text_of(token)))].mean(0))
    p["embed"], c["vocab"] = torch.stack(rows), len(after)
    M.save(out, c, p)


if __name__ == "__main__":
    main()
