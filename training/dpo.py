"""Retrains a demonstration policy on preference pairs exported by the product and writes a new ONNX folder.

Usage: dpo.py --model models/demo-base --pairs pairs.jsonl --out models/demo-next
Pairs are JSON lines: {"prompt": [messages], "chosen": [{"role": "assistant", "content": ...}], "rejected": [...]}; other fields are ignored.
A line that cannot be used is left out, counted and named with its reason. Only for policies made by training/demo; see training/README.md for others.
"""

import argparse
import json
import os
import random
import sys

import numpy as np
import torch
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "demo"))

import bpe  # noqa: E402
import export as X  # noqa: E402
import folder as Folder  # noqa: E402
import model as M  # noqa: E402


def read_pairs(path, tok, limit):
    """(usable pairs as (prompt ids, chosen ids, rejected ids), {reason: count})."""
    pairs, left_out = [], {}
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            prompt, _ = tok.chat(row["prompt"], generate=True)
            chosen, rejected = (tok.encode(row[k][0]["content"]) + [bpe.END] for k in ("chosen", "rejected"))
        except (ValueError, KeyError, IndexError, TypeError) as fault:
            reason = f"not a preference pair ({type(fault).__name__})"
        else:
            reason = "chosen and rejected are the same" if chosen == rejected else "longer than the trained length" if len(prompt) + max(len(chosen), len(rejected)) > limit else None
        if reason:
            left_out[reason] = left_out.get(reason, 0) + 1
            print(f"line {number} left out: {reason}", file=sys.stderr)
        else:
            pairs.append((prompt, chosen, rejected))
    return pairs, left_out


def log_probability(c, p, rows):
    """Summed log probability of each reply after its prompt; rows are (prompt ids, reply ids)."""
    longest = max(len(a) + len(b) for a, b in rows)
    ids = torch.tensor([a + b + [bpe.PAD] * (longest - len(a) - len(b)) for a, b in rows])
    logits = M.forward(c, p, ids, torch.float32)[:, :-1]
    mask = torch.zeros(len(rows), longest - 1)
    for i, (a, b) in enumerate(rows):
        mask[i, len(a) - 1:len(a) + len(b) - 1] = 1
    each = -F.cross_entropy(logits.transpose(1, 2), ids[:, 1:], reduction="none")
    return (each * mask).sum(1), mask.sum(1)


def evaluate(c, p, pairs, reference, beta):
    margins = []
    with torch.no_grad():
        for i, (prompt, chosen, rejected) in enumerate(pairs):
            value, _ = log_probability(c, p, [(prompt, chosen), (prompt, rejected)])
            margins.append(beta * float((value[0] - value[1]) - (reference[i][0] - reference[i][1])))
    return margins


def train(c, params, pairs, epochs=2, beta=0.1, rate=5e-5, likelihood=0.2, batch=4, seed=1, replay=None):
    """DPO with a likelihood term on the chosen reply; `replay()` may give (ids, select, target) of ordinary dialogues to hold on to.
    Returns the new weights and what was measured."""
    r = random.Random(seed)
    p = {n: v.clone().requires_grad_() for n, v in params.items()}
    with torch.no_grad():
        reference = [log_probability(c, params, [(a, b), (a, d)])[0].tolist() for a, b, d in pairs]
    optimizer = torch.optim.Adam(list(p.values()), lr=rate, betas=(0.9, 0.98))
    order, total, step = list(range(len(pairs))), epochs * ((len(pairs) + batch - 1) // batch), 0
    for _ in range(epochs):
        r.shuffle(order)
        for at in range(0, len(order), batch):
            some = order[at:at + batch]
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 10) * (1 - step / total)
            loss = 0.0
            for i in some:
                prompt, chosen, rejected = pairs[i]
                value, length = log_probability(c, p, [(prompt, chosen), (prompt, rejected)])
                margin = beta * ((value[0] - value[1]) - (reference[i][0] - reference[i][1]))
                loss = loss - F.logsigmoid(margin) - likelihood * value[0] / length[0]
            loss = loss / len(some)
            if replay is not None:
                ids, select, target = replay()
                loss = loss + F.cross_entropy(M.forward(c, p, ids, torch.float32, select), target)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(list(p.values()), 1.0)
            optimizer.step()
            step += 1
    result = {n: v.detach() for n, v in p.items()}
    margins = evaluate(c, result, pairs, reference, beta)
    before = np.mean([x[0] > x[1] for x in reference])
    figures = dict(pairs=len(pairs), steps=step, chosen_likelier_before=round(float(before), 3), preferred_more_than_before=round(float(np.mean([m > 0 for m in margins])), 3),
                   mean_margin=round(float(np.mean(margins)), 4))
    return result, figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True, help="the folder of the policy that wrote the replies")
    parser.add_argument("--pairs", required=True, help="the exported JSON lines")
    parser.add_argument("--out", required=True, help="the new model folder; must not exist")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--beta", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--likelihood", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if os.path.exists(args.out):
        sys.exit(f"{args.out} exists already; name a new folder.")
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    torch.manual_seed(args.seed)
    c, params = Folder.read(args.model)
    tok = bpe.Tokenizer(os.path.join(args.model, "tokenizer.json"))
    pairs, left_out = read_pairs(args.pairs, tok, c["positions"])
    if not pairs:
        sys.exit(f"{args.pairs} holds no usable pair; nothing was written. Left out: {left_out}")
    result, figures = train(c, params, pairs, args.epochs, args.beta, args.rate, args.likelihood, seed=args.seed)
    X.export(c, result, args.model, args.out)
    figures["left_out"] = left_out
    with open(os.path.join(args.out, "README.md"), "w", encoding="utf-8") as f:
        f.write(f"# {os.path.basename(args.out)}\n\nMade by `training/dpo.py` from `{os.path.basename(os.path.normpath(args.model))}` with beta {args.beta}, rate {args.rate}, "
                f"{args.epochs} epochs, seed {args.seed}.\n\n```json\n{json.dumps(figures, indent=2)}\n```\n")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
