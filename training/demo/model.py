"""A Llama-style decoder: RMSNorm, rotary positions in the half layout, SwiGLU, tied embeddings."""

import json
import math
import os

import numpy as np
import torch
import torch.nn.functional as F

CONFIG = dict(vocab=4096, dim=128, layers=4, heads=4, head_dim=32, ff=352, theta=100_000.0, eps=1e-5, positions=1280)
TOP_P, MIN_P = 0.9, 0.2
MATRICES = ("wq", "wk", "wv", "wo", "wg", "wu", "wd")


def shapes(c):
    d, a, f = c["dim"], c["heads"] * c["head_dim"], c["ff"]
    result = {"embed": (c["vocab"], d), "norm": (d,)}
    for i in range(c["layers"]):
        result.update({f"{i}.wq": (a, d), f"{i}.wk": (a, d), f"{i}.wv": (a, d), f"{i}.wo": (d, a),
                       f"{i}.wg": (f, d), f"{i}.wu": (f, d), f"{i}.wd": (d, f), f"{i}.norm1": (d,), f"{i}.norm2": (d,)})
    return result


def initial(c, seed=0):
    """Random weights with a head start for copying: layer 0 holds heads that look one token back,
    layer 1 heads that look for a place that followed the same token before. Training changes all of them."""
    g = torch.Generator().manual_seed(seed)
    p = {}
    for name, shape in shapes(c).items():
        if len(shape) == 1:
            p[name] = torch.ones(shape)
        elif name == "embed":
            p[name] = torch.randn(shape, generator=g) * 0.05
        else:
            scale = 0.02 / math.sqrt(shape[1]) if name.endswith(("wo", "wd")) else 1 / math.sqrt(shape[1])
            p[name] = torch.randn(shape, generator=g) * scale
    copy_heads(c, p, g)
    return p


def copy_heads(c, p, g, sharp=10.0, constant=4.0, gain=2.0, match=6.0, write=2.0):
    d, hd = c["dim"], c["head_dim"]
    half = hd // 2
    freq = c["theta"] ** (-torch.arange(half) / half)
    p["embed"][:, 0] = 0.05 * constant
    basis = torch.linalg.qr(torch.randn(d, d, generator=g))[0]
    basis[0] = 0
    target = torch.linalg.qr(torch.randn(d, d, generator=g))[0]
    low = [j for j in range(half) if freq[j] < 0.02]
    dims = low + [half + j for j in low]
    n = len(dims)
    fast = (freq > 0.05).float()
    amount = fast * math.sqrt(sharp * math.sqrt(hd)) / constant
    for h in range(2):
        rows = slice(h * hd, (h + 1) * hd)
        p["0.wq"][rows], p["0.wk"][rows] = 0, 0
        p["0.wq"][h * hd:h * hd + half, 0] = amount * torch.cos(freq)
        p["0.wq"][h * hd + half:(h + 1) * hd, 0] = -amount * torch.sin(freq)
        p["0.wk"][h * hd:h * hd + half, 0] = amount
        p["0.wv"][rows] = basis[:, h * hd:(h + 1) * hd].T
        p["0.wo"][:, rows] = 0.05 * gain * target[:, h * hd:(h + 1) * hd]
        # layer 1: query = the token here, key = the token before the place looked at
        q, k = p["1.wq"], p["1.wk"]
        q[rows], k[rows] = 0, 0
        use = slice(h * hd, h * hd + n)
        s = math.sqrt(match)
        q[[h * hd + i for i in dims]] = s * basis[:, use].T
        k[[h * hd + i for i in dims]] = s * target[:, use].T
        p["1.wv"][rows] = basis[:, h * hd:(h + 1) * hd].T
        p["1.wo"][:, rows] = 0.05 * write * 4 * basis[:, h * hd:(h + 1) * hd]
    return p


def rope(c, positions):
    half = c["head_dim"] // 2
    freq = c["theta"] ** (-torch.arange(half, dtype=torch.float32) / half)
    angle = positions[..., None].float() * freq
    return torch.cos(angle), torch.sin(angle)


def rotate(x, cos, sin):
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


def rms(x, w, eps):
    return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + eps) * w


def forward(c, p, ids, dtype=torch.bfloat16, select=None):
    """Logits [B, T, V] for training, or [n, V] of the flat positions in `select`. No padding on the left."""
    b, t = ids.shape
    h, hd = c["heads"], c["head_dim"]
    x = F.embedding(ids, p["embed"])
    cos, sin = (v[None, :, None, :].to(dtype) for v in rope(c, torch.arange(t)))
    mask = torch.full((t, t), -30000.0).triu(1).to(dtype)
    for i in range(c["layers"]):
        n = rms(x, p[f"{i}.norm1"], c["eps"]).to(dtype)
        qkv = F.linear(n, torch.cat([p[f"{i}.wq"] * hd ** -0.5, p[f"{i}.wk"], p[f"{i}.wv"]]).to(dtype)).view(b, t, 3 * h, hd)
        qk = rotate(qkv[:, :, :2 * h], cos, sin)
        q, k, v = (z.transpose(1, 2).reshape(b * h, t, hd) for z in (qk[:, :, :h], qk[:, :, h:], qkv[:, :, 2 * h:]))
        a = torch.baddbmm(mask, q, k.transpose(1, 2)).softmax(-1)
        o = torch.bmm(a, v).view(b, h, t, hd).transpose(1, 2).reshape(b, t, h * hd)
        x = x + F.linear(o, p[f"{i}.wo"].to(dtype))
        n = rms(x, p[f"{i}.norm2"], c["eps"]).to(dtype)
        gu = F.linear(n, torch.cat([p[f"{i}.wg"], p[f"{i}.wu"]]).to(dtype))
        gate, up = gu.chunk(2, -1)
        x = x + F.linear(F.silu(gate) * up, p[f"{i}.wd"].to(dtype))
    x = rms(x, p["norm"], c["eps"]).to(dtype)
    if select is not None:
        x = x.reshape(b * t, -1)[select]
    return F.linear(x, p["embed"].to(dtype))


class Decoder:
    """Batched generation with a cache, in fp32."""

    def __init__(self, c, p):
        self.c, self.p = c, {k: v.float() for k, v in p.items()}

    @torch.no_grad()
    def step(self, ids, mask, positions, cache, filled):
        """ids [B, T]; mask [B, filled + T]; the cache holds room for all. Returns the logits of the last position."""
        c, p = self.c, self.p
        b, t = ids.shape
        h, hd, total = c["heads"], c["head_dim"], filled + ids.shape[1]
        x = F.embedding(ids, p["embed"])
        cos, sin = (v[:, :, None, :] for v in rope(c, positions))
        causal = torch.arange(total)[None, :] <= torch.arange(filled, total)[:, None]
        bias = torch.where(causal[None] & (mask[:, None, :total] > 0), 0.0, -1e9)[:, None]
        for i in range(c["layers"]):
            n = rms(x, p[f"{i}.norm1"], c["eps"])
            q, k, v = (F.linear(n, p[f"{i}.{w}"]).view(b, t, h, hd) for w in ("wq", "wk", "wv"))
            q, k = rotate(q, cos, sin).transpose(1, 2), rotate(k, cos, sin).transpose(1, 2)
            keys, values = cache[i]
            keys[:, :, filled:total], values[:, :, filled:total] = k, v.transpose(1, 2)
            a = (torch.matmul(q, keys[:, :, :total].transpose(2, 3)) * hd ** -0.5 + bias).softmax(-1)
            o = torch.matmul(a, values[:, :, :total])
            x = x + F.linear(o.transpose(1, 2).reshape(b, t, h * hd), p[f"{i}.wo"])
            n = rms(x, p[f"{i}.norm2"], c["eps"])
            x = x + F.linear(F.silu(F.linear(n, p[f"{i}.wg"])) * F.linear(n, p[f"{i}.wu"]), p[f"{i}.wd"])
        return F.linear(rms(x[:, -1], p["norm"], c["eps"]), p["embed"])

    @torch.no_grad()
    def generate(self, prompts, limit=260, temperature=0.7, top_p=TOP_P, min_p=MIN_P, end=1, pad=0, generator=None):
        """Replies (id lists) to the prompts (id lists), sampled; temperature 0 is greedy. Rows that have ended leave the batch."""
        c, b, longest = self.c, len(prompts), max(map(len, prompts))
        ids, mask = torch.full((b, longest), pad), torch.ones(b, longest + limit)
        for i, s in enumerate(prompts):
            ids[i, longest - len(s):] = torch.tensor(s)
            mask[i, :longest - len(s)] = 0
        room = (b, c["heads"], longest + limit, c["head_dim"])
        cache = [(torch.zeros(room), torch.zeros(room)) for _ in range(c["layers"])]
        positions = (mask[:, :longest].cumsum(1) - 1).clamp(min=0)
        logits, at, filled = self.step(ids, mask, positions, cache, 0), positions[:, -1:], longest
        replies, rows, going = [[] for _ in prompts], list(range(b)), [True] * b
        for _ in range(limit):
            token = sample(logits, temperature, top_p, min_p, generator)
            for j, i in enumerate(rows):
                going[j] = going[j] and int(token[j]) != end
                if going[j]:
                    replies[i].append(int(token[j]))
            if not any(going):
                break
            if sum(going) < 0.7 * len(rows):
                keep = torch.tensor([j for j, g in enumerate(going) if g])
                rows, going = [rows[j] for j in keep], [True] * len(keep)
                token, at, mask = token[keep], at[keep], mask[keep]
                cache = [(k[keep], v[keep]) for k, v in cache]
            at = at + 1
            logits, filled = self.step(token[:, None], mask, at, cache, filled), filled + 1
        return replies


def sample(logits, temperature, top_p, min_p, generator=None):
    if temperature == 0:
        return logits.argmax(-1)
    prob = (logits / temperature).softmax(-1)
    prob = torch.where(prob < min_p * prob.max(-1, keepdim=True).values, torch.zeros(()), prob)
    prob = prob / prob.sum(-1, keepdim=True)
    order = prob.topk(min(64, prob.shape[-1]), -1)  # min-p leaves far fewer
    keep = order.values.cumsum(-1) - order.values < top_p
    kept = torch.where(keep, order.values, torch.zeros(()))
    pick = torch.multinomial(kept, 1, generator=generator)
    return order.indices.gather(-1, pick)[:, 0]


def save(path, c, p):
    np.savez(path + ".tmp.npz", config=json.dumps(c), **{k: v.detach().float().numpy() for k, v in p.items()})
    os.replace(path + ".tmp.npz", path)


def load(path):
    data = np.load(path)
    c = json.loads(str(data["config"]))
    return c, {k: torch.from_numpy(data[k]) for k in data.files if k != "config"}
