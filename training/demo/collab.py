"""Makes demo-collab: preference pairs sampled from the policy itself, then DPO towards collaboration.

Usage: collab.py CHECKPOINT TOKENIZER_FOLDER OUT_CHECKPOINT [--prompts 240]
"""

import argparse
import json
import os
import random
import sys

import torch

import bpe
import corpus as C
import dialogue as D
import evaluate as E
import model as M
import train as T

sys.path.insert(0, os.path.join(C.HERE, ".."))
import dpo  # noqa: E402


def situations(n, seed):
    """Conversations that end with a message of the participant: openings, answers to a question, requests for changes."""
    r, out = random.Random(seed), []
    while len(out) < n:
        kind = ["first", "first", "first", "answer", "later", "later"][len(out) % 6]
        w = D.Writer(seed * 1_000_003 + r.randrange(1 << 40), r.choice([2, 3, 4]), proactive=kind == "answer" or r.random() < 0.5, simulator=False)
        talk = [m for m in w.run()["messages"] if m["role"] != "system"]
        at = [i for i, m in enumerate(talk) if m["role"] == "user" and talk[i + 1:]]
        asked = len(talk) > 3 and E.document(talk[1]["content"]) is None and talk[1]["content"].rstrip().endswith("?")
        first_draft = next((i for i in at if E.document(talk[i + 1]["content"])), None)
        if first_draft is None or (kind == "first" and (w.topic not in talk[0]["content"])) or (kind == "answer" and not (asked and first_draft == 2)):
            continue
        cut = {"first": 0, "answer": 2}.get(kind, r.choice([i for i in at if i > first_draft] or [first_draft]))
        out.append((kind, w.topic, talk[:cut + 1], talk[cut + 1]["content"]))
    return out


def score(kind, topic, reply, said, model_answer):
    """Higher is more collaborative; garbled words and lost topics count against a reply whatever else it does."""
    doc = E.document(reply)
    value = -3.0 * bool(E.garbled(reply, said))
    if kind == "first":
        asks = doc is None and reply.rstrip().endswith("?") and " or " in reply
        return value + 2.0 * asks + 0.5 * (asks and topic in reply) - 1.5 * (doc is not None and topic not in reply)
    if E.document(model_answer):
        value += 1.0 * (doc is not None) + 1.0 * (doc is not None and topic in reply) + 1.0 * (doc is not None and reply.rstrip().endswith("?"))
    else:
        value += 1.0 * (doc is None)
    return value


def pairs_of(policy, items, tries):
    """Best against worst of replies sampled with and without the proactive prompt; the prompt of the pair has none."""
    system = [{"role": "system", "content": C.PROACTIVE}]
    asks = [talk for _, _, talk, _ in items for _ in range(tries)] + [system + talk for _, _, talk, _ in items for _ in range(2)]
    made, _ = policy.replies(asks)
    rows, n = [], len(items)
    for i, (kind, topic, talk, answer) in enumerate(items):
        replies = made[i * tries:(i + 1) * tries] + made[n * tries + 2 * i:n * tries + 2 * i + 2]
        said = " ".join(m["content"] for m in talk if m["role"] == "user")
        ranked = sorted((score(kind, topic, x, said, answer), x) for x in set(replies))
        if len(ranked) > 1 and ranked[-1][0] - ranked[0][0] >= 0.5:
            rows.append(dict(prompt=talk, chosen=[dict(role="assistant", content=ranked[-1][1])], rejected=[dict(role="assistant", content=ranked[0][1])], kind=kind))
    return rows


def replayed(tok, seed):
    """Dialogues of the corpus as the proactive prompt has them, without that prompt, so that what comes after the question is held on to."""
    n = 0
    while True:
        rows = []
        for _ in range(6):
            n += 1
            d = D.dialogue(seed * 1_000_000_007 + n, 1 + n % 3, proactive=True, simulator=False)
            rows.append(T.weighted(tok, dict(d, messages=[m for m in d["messages"] if m["role"] != "system"])))
        longest = max(len(ids) for ids, _ in rows)
        ids = torch.tensor([x + [bpe.PAD] * (longest - len(x)) for x, _ in rows])
        weight = torch.tensor([w[1:] + [0.0] * (longest - len(w) + 1) for _, w in rows]).flatten()
        select = weight.nonzero()[:, 0]
        yield ids, select, torch.cat([ids[:, 1:], torch.zeros(len(rows), 1, dtype=torch.long)], 1).flatten()[select]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint")
    parser.add_argument("tokenizer")
    parser.add_argument("out")
    parser.add_argument("--prompts", type=int, default=240)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args()
    torch.set_num_threads(1)
    policy = E.Policy(args.checkpoint, args.tokenizer, args.seed, temperature=1.0)
    rows = pairs_of(policy, situations(args.prompts, args.seed), 4)
    with open(args.out + ".pairs.jsonl", "w", encoding="utf-8") as f:
        f.writelines(json.dumps(row) + "\n" for row in rows)
    c, params = M.load(args.checkpoint)
    pairs, left_out = dpo.read_pairs(args.out + ".pairs.jsonl", policy.tok, c["positions"])
    stream = replayed(policy.tok, args.seed)
    result, figures = dpo.train(c, params, pairs, epochs=8, rate=args.rate, replay=lambda: next(stream))
    M.save(args.out, c, result)
    kinds = [row["kind"] for row in rows]
    print(json.dumps(dict(figures, left_out=left_out, by_kind={k: kinds.count(k) for k in sorted(set(kinds))})))


if __name__ == "__main__":
    main()
