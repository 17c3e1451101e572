"""Small causal language models with the structure of published families, written for export by torch.onnx with a cache, as Optimum does it."""
import math
import torch
from torch import nn
import torch.nn.functional as F

HIDDEN, HEADS, HEAD, INNER, VOCABULARY, LAYERS, CONTEXT = 64, 4, 16, 96, 97, 2, 512


class Norm(nn.Module):
    def __init__(self, size, plus_one=False):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(size) * 0.1 + (0 if plus_one else 1))
        self.plus_one = plus_one

    def forward(self, x):
        x = x.float()
        x = x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6)
        return (1 + self.weight) * x if self.plus_one else self.weight * x


class Rotary(nn.Module):
    def __init__(self, base=10000.0, size=HEAD, factors=None, scale=1.0):
        super().__init__()
        inverse = 1.0 / base ** (torch.arange(0, size, 2).float() / size)
        self.register_buffer('inverse', inverse / torch.tensor(factors) if factors else inverse)
        self.scale = scale

    def forward(self, positions):
        angles = (self.inverse[None, :, None].expand(positions.shape[0], -1, 1) @ positions[:, None, :].float()).transpose(1, 2)
        both = torch.cat((angles, angles), dim=-1)
        return (both.cos() * self.scale)[:, None], (both.sin() * self.scale)[:, None]


def rotate(x, cos, sin):
    size = cos.shape[-1]
    turned, rest = x[..., :size], x[..., size:]
    first, second = turned[..., : size // 2], turned[..., size // 2:]
    return torch.cat((turned * cos + torch.cat((-second, first), dim=-1) * sin, rest), dim=-1)


def repeat(x, times):
    if times == 1:
        return x
    batch, heads, length, size = x.shape
    return x[:, :, None].expand(batch, heads, times, length, size).reshape(batch, heads * times, length, size)


def causal(mask, fresh, past, window):
    total = mask.shape[1]
    columns, lines = torch.arange(total), torch.arange(fresh)[:, None] + past
    seen = columns[None, :] <= lines
    if window:
        seen = seen & (columns[None, :] > lines - window)
    lowest = torch.finfo(torch.float32).min
    allowed = torch.zeros(fresh, total).masked_fill(~seen, lowest)
    return allowed[None, None].masked_fill(mask[:, None, None, :] == 0, lowest)


class Attention(nn.Module):
    def __init__(self, o, layer):
        super().__init__()
        self.o, self.window = o, o.windows[layer]
        q, kv = HEADS * HEAD, o.kv * HEAD
        self.sizes = (q, kv, kv)
        if o.fused:
            self.qkv = nn.Linear(HIDDEN, q + 2 * kv, bias=o.bias)
        else:
            self.q, self.k, self.v = (nn.Linear(HIDDEN, n, bias=o.bias) for n in self.sizes)
        self.out = nn.Linear(q, HIDDEN, bias=False)
        if o.head_norm:
            self.q_norm, self.k_norm = Norm(HEAD, o.plus_one), Norm(HEAD, o.plus_one)
        self.rotary = Rotary(o.local_base if self.window and o.local_base else o.base, o.rotary, o.factors, o.rotary_scale)

    def forward(self, x, mask, positions, past):
        o, (batch, fresh, _) = self.o, x.shape
        q, k, v = self.qkv(x).split(self.sizes, dim=-1) if o.fused else (self.q(x), self.k(x), self.v(x))
        q, k, v = (p.view(batch, fresh, -1, HEAD) for p in (q, k, v))
        if o.head_norm:
            q, k = self.q_norm(q), self.k_norm(k)
        q, k, v = (p.transpose(1, 2) for p in (q, k, v))
        cos, sin = self.rotary(positions)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        length = past[0].shape[2]
        if o.kv_type is torch.float32:
            keys, values = torch.cat((past[0], k), dim=2), torch.cat((past[1], v), dim=2)
            present = (keys, values)
        else:
            present = (torch.cat((past[0], k.to(o.kv_type)), dim=2), torch.cat((past[1], v.to(o.kv_type)), dim=2))
            keys, values = (p.float() for p in present)
        scores = torch.matmul(q, repeat(keys, HEADS // o.kv).transpose(2, 3)) * o.score_scale
        if o.softcap:
            scores = torch.tanh(scores / o.softcap) * o.softcap
        weights = F.softmax(scores + causal(mask, fresh, length, self.window), dim=-1)
        mixed = torch.matmul(weights, repeat(values, HEADS // o.kv)).transpose(1, 2).reshape(batch, fresh, HEADS * HEAD)
        return self.out(mixed), present


class Block(nn.Module):
    def __init__(self, o, layer):
        super().__init__()
        self.o = o
        self.attention = Attention(o, layer)
        self.before, self.inner_before = Norm(HIDDEN, o.plus_one), Norm(HIDDEN, o.plus_one)
        if o.post_norms:
            self.after, self.inner_after = Norm(HIDDEN, o.plus_one), Norm(HIDDEN, o.plus_one)
        if o.fused:
            self.gate_up = nn.Linear(HIDDEN, 2 * INNER, bias=False)
        else:
            self.gate, self.up = nn.Linear(HIDDEN, INNER, bias=False), nn.Linear(HIDDEN, INNER, bias=False)
        self.down = nn.Linear(INNER, HIDDEN, bias=False)

    def forward(self, x, mask, positions, past):
        added, present = self.attention(self.before(x), mask, positions, past)
        x = x + (self.after(added) if self.o.post_norms else added)
        y = self.inner_before(x)
        gate, up = self.gate_up(y).chunk(2, dim=-1) if self.o.fused else (self.gate(y), self.up(y))
        gate = 0.5 * gate * (1 + torch.tanh(math.sqrt(2 / math.pi) * (gate + 0.044715 * gate.pow(3)))) if self.o.gelu else F.silu(gate)
        added = self.down(gate * up)
        return x + (self.inner_after(added) if self.o.post_norms else added), present


class Decoder(nn.Module):
    def __init__(self, o):
        super().__init__()
        self.o = o
        self.embedding = nn.Embedding(VOCABULARY, HIDDEN)
        self.blocks = nn.ModuleList(Block(o, layer) for layer in range(LAYERS))
        self.norm = Norm(HIDDEN, o.plus_one)
        self.head = nn.Linear(HIDDEN, VOCABULARY, bias=False)
        if o.tied:
            self.head.weight = self.embedding.weight

    def forward(self, input_ids, attention_mask, position_ids, *past):
        x = self.embedding(input_ids) * self.o.embedding_scale
        presents = []
        for layer, block in enumerate(self.blocks):
            x, present = block(x, attention_mask, position_ids, past[2 * layer: 2 * layer + 2])
            presents += present
        x = self.norm(x)
        if self.o.keeps:
            x = x[:, -past[-1]:, :]
        logits = self.head(x)
        if self.o.final_softcap:
            logits = torch.tanh(logits / self.o.final_softcap) * self.o.final_softcap
        return (logits, *presents)


class Gpt2Block(nn.Module):
    """Learned positions are added outside; one projection with transposed weights, a causal buffer of the context's size, the score divided."""

    def __init__(self):
        super().__init__()
        self.norm, self.inner_norm = nn.LayerNorm(HIDDEN), nn.LayerNorm(HIDDEN)
        width = HEADS * HEAD
        self.joint, self.joint_bias = nn.Parameter(torch.randn(HIDDEN, 3 * width) / 8), nn.Parameter(torch.randn(3 * width) / 8)
        self.out, self.out_bias = nn.Parameter(torch.randn(width, HIDDEN) / 8), nn.Parameter(torch.randn(HIDDEN) / 8)
        self.up, self.up_bias = nn.Parameter(torch.randn(HIDDEN, INNER) / 8), nn.Parameter(torch.randn(INNER) / 8)
        self.down, self.down_bias = nn.Parameter(torch.randn(INNER, HIDDEN) / 8), nn.Parameter(torch.randn(HIDDEN) / 8)
        self.register_buffer('causal', torch.tril(torch.ones(CONTEXT, CONTEXT, dtype=torch.bool))[None, None])

    def forward(self, x, mask, past):
        batch, fresh, _ = x.shape
        def project(y, weight, bias):
            return torch.addmm(bias, y.view(-1, y.size(-1)), weight).view(batch, fresh, -1)
        q, k, v = (p.view(batch, fresh, HEADS, HEAD).permute(0, 2, 1, 3) for p in project(self.norm(x), self.joint, self.joint_bias).split(HEADS * HEAD, dim=2))
        keys, values = torch.cat((past[0], k), dim=-2), torch.cat((past[1], v), dim=-2)
        scores = torch.matmul(q, keys.transpose(-1, -2)) / torch.full([], HEAD ** 0.5)
        total = keys.size(-2)
        scores = torch.where(self.causal[:, :, total - fresh: total, :total], scores, torch.full([], torch.finfo(torch.float32).min))
        weights = F.softmax(scores + mask, dim=-1)
        mixed = torch.matmul(weights, values).permute(0, 2, 1, 3).contiguous().view(batch, fresh, HEADS * HEAD)
        x = x + project(mixed, self.out, self.out_bias)
        y = project(self.inner_norm(x), self.up, self.up_bias)
        y = 0.5 * y * (1 + torch.tanh(math.sqrt(2 / math.pi) * (y + 0.044715 * y.pow(3))))
        return x + project(y, self.down, self.down_bias), (keys, values)


class Gpt2(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.places = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(CONTEXT, HIDDEN)
        self.blocks = nn.ModuleList(Gpt2Block() for _ in range(LAYERS))
        self.norm = nn.LayerNorm(HIDDEN)
        self.head = nn.Linear(HIDDEN, VOCABULARY, bias=False)

    def forward(self, input_ids, attention_mask, position_ids, *past):
        x = self.embedding(input_ids) + self.places(position_ids)
        mask = (1.0 - attention_mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        presents = []
        for layer, block in enumerate(self.blocks):
            x, present = block(x, mask, past[2 * layer: 2 * layer + 2])
            presents += present
        return (self.head(self.norm(x)), *presents)


class Options:
    """The choices in which the families differ."""

    def __init__(self, **given):
        self.kv, self.bias, self.fused, self.tied, self.head_norm, self.plus_one, self.post_norms, self.gelu = 2, False, False, False, False, False, False, False
        self.windows, self.base, self.local_base, self.rotary, self.factors, self.rotary_scale = [0] * LAYERS, 10000.0, None, HEAD, None, 1.0
        self.softcap, self.final_softcap, self.embedding_scale, self.score_scale, self.kv_type, self.keeps = 0, 0, 1.0, HEAD ** -0.5, torch.float32, False
        self.__dict__.update(given)


def families():
    scaled = HIDDEN ** 0.5
    long = [1.0 + i * 0.5 for i in range(HEAD // 2)]
    return {
        'llama': ('llama', Decoder(Options()), {}),
        'smollm': ('llama', Decoder(Options(tied=True)), {}),
        'qwen2': ('qwen2', Decoder(Options(bias=True, base=1000000.0)), {'use_sliding_window': False, 'sliding_window': 24}),
        'qwen3': ('qwen3', Decoder(Options(head_norm=True, base=1000000.0)), {}),
        'mistral': ('mistral', Decoder(Options(windows=[24] * LAYERS)), {'sliding_window': 24}),
        'mistral-window-not-exported': ('mistral', Decoder(Options()), {'sliding_window': 24}),
        'phi3': ('phi3', Decoder(Options(kv=4, fused=True, rotary=HEAD // 2, factors=long[: HEAD // 4], rotary_scale=1.19)),
                 {'rope_scaling': {'type': 'longrope'}, 'original_max_position_embeddings': CONTEXT}),
        'gemma': ('gemma', Decoder(Options(kv=1, plus_one=True, gelu=True, tied=True, embedding_scale=scaled)), {}),
        'gemma2': ('gemma2', Decoder(Options(plus_one=True, gelu=True, tied=True, post_norms=True, embedding_scale=scaled, softcap=5.0, final_softcap=8.0,
                                             score_scale=24 ** -0.5, windows=[24, 0])), {'sliding_window': 24}),
        'gemma3': ('gemma3_text', Decoder(Options(kv=1, plus_one=True, gelu=True, tied=True, post_norms=True, head_norm=True, embedding_scale=scaled,
                                                  base=1000000.0, local_base=10000.0, windows=[24, 0])),
                   {'sliding_window': 24, 'layer_types': ['sliding_attention', 'full_attention']}),
        'llama-logits-to-keep': ('llama', Decoder(Options(keeps=True)), {}),
        'gpt2': ('gpt2', Gpt2(), {}),
        'llama-bf16-cache': ('llama', Decoder(Options(kv_type=torch.bfloat16)), {}),
        'llama-fp16-cache': ('llama', Decoder(Options(kv_type=torch.float16)), {}),
    }
