"""Writes what PyTorch says about a checkpoint, for verify.mjs to compare. Usage: verify.py CHECKPOINT TOKENIZER_FOLDER OUT_JSON"""

import json
import os
import sys

import torch

import bpe
import dialogue as D
import model as M


def main():
    c, p = M.load(sys.argv[1])
    tok = bpe.Tokenizer(os.path.join(sys.argv[2], "tokenizer.json"))
    decoder, cases = M.Decoder(c, p), []
    for seed, turns in ((1, 1), (2, 3), (3, 7), (4, 2)):
        messages = D.dialogue(77_000_000 + seed, turns)["messages"][:-1]
        ids, _ = tok.chat(messages, generate=True)
        with torch.no_grad():
            logits = M.forward(c, p, torch.tensor([ids]), torch.float32)[0, -1]
        reply = decoder.generate([ids], limit=80, temperature=0)[0]
        cases.append(dict(messages=messages, ids=ids, logits=[round(v, 5) for v in logits.tolist()], greedy=reply))
    texts = ["Plain words, and a lamp's wick.", "naïve Ünïcode – 12 apples & 3.5 %", "  two  spaces\n\nnew   line\t", "[[TERMINATE CHAT]]", "日本語 emoji 🙂 x_y", "don't we'll I'm"]
    json.dump(dict(cases=cases, texts=[dict(text=t, ids=tok.encode(t)) for t in texts]), open(sys.argv[3], "w"))


if __name__ == "__main__":
    main()
