"""Trains the decoder on freshly generated dialogues: two processes, shared weights, summed gradients.

Usage: train.py TOKENIZER_FOLDER RUN_FOLDER MINUTES [--resume CHECKPOINT --start SHARE --made SHARE]
The schedule follows the clock, so that the learning rate reaches zero when the time is up.
"""

import argparse
import functools
import json
import os
import random
import re
import time

import torch
import torch.multiprocessing as mp
import torch.nn.functional as F

import bpe
import corpus as C
import dialogue as D
import model as M
import phrases as P

WORKERS = int(os.environ.get("WORKERS", "2"))
TOKENS = int(os.environ.get("BATCH_TOKENS", "4096"))
MUON_RATE, ADAM_RATE, WARMUP = 0.02, 3e-3, 20
COPIED, LEAD, CHANGED = 3.0, 4.0, 6.0


def turns_for(r, progress):
    """The curriculum: short dialogues full of copying first, whole sessions at the end."""
    x = r.random()
    if progress < 0.2:
        return 1 if x < 0.7 else 2
    if progress < 0.5:
        return 1 if x < 0.4 else 2 if x < 0.6 else r.choice([3, 4, 5])
    return r.choice([8, 9, 10]) if x < 0.08 else r.choice([3, 4, 5, 6]) if x < 0.5 else r.choice([1, 1, 2])


def follows(text):
    """Pairs (sentence, the one after it) of a reply, the title counting as a sentence, by the place where the second begins."""
    at, before, pairs = 0, "", {}
    for part in re.findall(r"\*\*[^*]+\*\*|[^.!?\n]+[.!?]*", text):
        place = text.index(part, at)
        at, part = place + len(part), part.strip()
        if part:
            pairs[place + (text[place] == " ")] = (before, part)
            before = part
    return pairs


@functools.lru_cache(None)
def grammar():
    """The words that replies are made of, whatever the participant says."""
    text = json.dumps([v for k, v in vars(P).items() if k.isupper()]) + " " + json.dumps(C.CHIPS)
    return {w.strip().lower() for w in bpe.SPLIT.findall(text)}


def weighted(tok, d):
    """(ids, loss weight of each). Words that can only be copied from the participant, and the first words of a reply (where it shows
    what was understood), and of the sentences of a revision (where it is decided what stays) count more; most of all where a revision leaves the former draft."""
    ids, weight, former = [], [], set()
    for m in d["messages"]:
        draft = "**" in m["content"]
        body, _, last = m["content"].rpartition("\n\n")
        pairs = follows(body if last.endswith("?") or last in P.DRAFT_END_BASE else m["content"]) if draft else {}
        revision, begins, assistant, place = draft and former, False, m["role"] == "assistant", 0
        base = 1.0 if assistant else 0.3 if m["role"] in d["loss"] else 0.0
        ids.append(bpe.ROLE[m["role"]])
        weight.append(0.0)
        for at, piece in enumerate(bpe.SPLIT.findall(m["content"] if assistant else " " + m["content"])):
            some = tok.word(piece)
            ids.extend(some)
            copied = piece.strip().isalnum() and piece.strip().lower() not in grammar()
            start = place + len(piece) - len(piece.lstrip(" "))
            changed = revision and start in pairs and pairs[start] not in former
            factor = LEAD if assistant and at < 6 else CHANGED if changed else COPIED if copied or (revision and begins) else 1.0
            begins, place = piece[-1] in ".!?\n" or piece == "**", place + len(piece)
            weight.extend([base * factor] * len(some))
        ids.append(bpe.END)
        weight.append(base)
        former = set(pairs.values()) or former
    return ids, weight


def batches(tok, seed, clock, limit):
    """Endless batches of similar length: (ids, flat positions, targets, weights)."""
    r, n = random.Random(seed), 0
    while True:
        rows = []
        for _ in range(160):
            n += 1
            d = D.dialogue(seed * 1_000_000_007 + n, turns_for(r, clock()))
            ids, weight = weighted(tok, d)
            rows.append((ids[:limit], weight[:limit]))
        rows.sort(key=lambda x: len(x[0]))
        groups, group = [], []
        for row in rows:
            if group and len(row[0]) * (len(group) + 1) > TOKENS:
                groups.append(group)
                group = []
            group.append(row)
        r.shuffle(groups)
        for group in groups:
            longest = max(len(x[0]) for x in group)
            ids = torch.tensor([x[0] + [bpe.PAD] * (longest - len(x[0])) for x in group])
            weight = torch.tensor([x[1][1:] + [0.0] * (longest - len(x[1]) + 1) for x in group]).flatten()
            target = torch.cat([ids[:, 1:], torch.zeros(len(group), 1, dtype=torch.long)], 1).flatten()
            select = weight.nonzero()[:, 0]
            yield ids, select, target[select], weight[select]


def orthogonal(g, steps=5):
    """The nearest orthogonal matrix, roughly (Newton-Schulz), as in the Muon optimizer."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = g / (g.norm() + 1e-7)
    if g.shape[0] > g.shape[1]:
        x = x.T
    for _ in range(steps):
        y = x @ x.T
        x = a * x + (b * y + c * y @ y) @ x
    return x.T if g.shape[0] > g.shape[1] else x


class Optimizer:
    """Muon for matrices, Adam for the rest; holds the state of the parameters it is given."""

    def __init__(self, params, names):
        self.p, self.names, self.t = params, names, 0
        self.m = {n: torch.zeros_like(params[n]) for n in names}
        self.v = {n: torch.zeros_like(params[n]) for n in names}

    @torch.no_grad()
    def step(self, grads, scale):
        self.t += 1
        for n in self.names:
            p, g = self.p[n], grads[n]
            if n.split(".")[-1] in M.MATRICES:
                m = self.m[n].mul_(0.95).add_(g)
                u = orthogonal(g + 0.95 * m)
                p.add_(u, alpha=-MUON_RATE * scale * max(1.0, p.shape[0] / p.shape[1]) ** 0.5)
            else:
                m, v = self.m[n].lerp_(g, 0.1), self.v[n].lerp_(g * g, 0.02)
                mh, vh = m / (1 - 0.9 ** self.t), v / (1 - 0.98 ** self.t)
                p.addcdiv_(mh, vh.sqrt() + 1e-9, value=-ADAM_RATE * scale)


def rate(progress, step):
    return min(1.0, (step + 1) / WARMUP) * min(1.0, max(0.0, (1 - progress) / 0.55))


def work(rank, args, c, params, grads, ema, barrier, shared):
    torch.set_num_threads(1)
    tok = bpe.Tokenizer(os.path.join(args.tokenizer, "tokenizer.json"))
    C.make_words(tok.pieces(), args.made)
    begun = time.time()
    clock = lambda: shared[0].item()
    stream = batches(tok, args.seed + rank, clock, c["positions"])
    names = sorted(params, key=lambda n: -params[n].numel())
    mine = Optimizer(params, [n for i, n in enumerate(names) if i % WORKERS == rank] if WORKERS > 1 else names)
    local = {n: p.detach().requires_grad_() for n, p in params.items()}
    step, seen, saved, average = 0, 0, time.time(), None
    log = open(os.path.join(args.run, "log.jsonl"), "a") if rank == 0 else None
    while True:
        barrier.wait()
        if rank == 0:
            shared[0] = min(1.0, args.start + (1 - args.start) * (time.time() - begun) / (args.minutes * 60))
        ids, select, target, weight = next(stream)
        logits = M.forward(c, local, ids, torch.bfloat16, select).float()
        each = F.cross_entropy(logits, target, reduction="none")
        loss = (each * weight).sum() / weight.sum()
        loss.backward()
        for n, p in local.items():
            grads[rank][n].copy_(p.grad)
            p.grad = None
        barrier.wait()
        progress = clock()
        scale = rate(progress, step)
        mine.step({n: sum(grads[k][n] for k in range(WORKERS)) / WORKERS for n in mine.names}, scale)
        step, seen = step + 1, seen + ids.numel()
        if rank == 0:
            hard = each[weight >= 1.0].mean().item()
            average = hard if average is None else 0.97 * average + 0.03 * hard
            if step % 5 == 0:
                keep = min(0.98, step / (step + 10))
                for n in ema:
                    ema[n].lerp_(params[n], 1 - keep)
            if step % 25 == 0:
                entry = dict(step=step, tokens=seen * WORKERS, loss=round(average, 4), rate=round(scale, 3), progress=round(progress, 3), seconds=round(time.time() - begun))
                print(json.dumps(entry), file=log, flush=True)
            if time.time() - saved > 120:
                saved = time.time()
                M.save(os.path.join(args.run, "ema.npz"), c, ema)
                M.save(os.path.join(args.run, "last.npz"), c, params)
        if progress >= 1.0:
            break
    barrier.wait()
    if rank == 0:
        M.save(os.path.join(args.run, "final.npz"), c, params)
        M.save(os.path.join(args.run, "ema.npz"), c, ema)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tokenizer")
    parser.add_argument("run")
    parser.add_argument("minutes", type=float)
    parser.add_argument("--resume")
    parser.add_argument("--start", type=float, default=0.0, help="where on the schedule a resumed run begins")
    parser.add_argument("--made", type=float, default=0.1, help="share of the words in slots that are made of random pieces")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    os.makedirs(args.run, exist_ok=True)
    if args.resume:
        c, params = M.load(args.resume)
    else:
        c = dict(M.CONFIG, vocab=len(bpe.Tokenizer(os.path.join(args.tokenizer, "tokenizer.json"))))
        params = M.initial(c)
    params = {n: p.clone().share_memory_() for n, p in params.items()}
    grads = [{n: torch.zeros_like(p).share_memory_() for n, p in params.items()} for _ in range(WORKERS)]
    ema = {n: p.clone() for n, p in params.items()}
    shared = torch.full((1,), args.start).share_memory_()
    barrier = mp.get_context("spawn").Barrier(WORKERS)
    if WORKERS == 1:
        work(0, args, c, params, grads, ema, barrier, shared)
    else:
        mp.spawn(work, (args, c, params, grads, ema, barrier, shared), nprocs=WORKERS)


if __name__ == "__main__":
    main()
