"""Byte-level BPE: training on word counts, a fast encoder, and the tokenizer.json of the Hugging Face format."""

import collections
import functools
import json
import re

SPECIAL = ["<|pad|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
PAD, END, SYSTEM, USER, ASSISTANT = range(5)
ROLE = {"system": SYSTEM, "user": USER, "assistant": ASSISTANT}
SPLIT = re.compile(r"'(?:[sdmt]|ll|ve|re)| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")
CHAT_TEMPLATE = ("{% for message in messages %}{% if message['role'] == 'assistant' %}<|assistant|>{{ message['content'] }}<|end|>"
                 "{% elif message['role'] == 'system' %}<|system|> {{ message['content'] }}<|end|>"
                 "{% else %}<|user|> {{ message['content'] }}<|end|>{% endif %}{% endfor %}"
                 "{% if add_generation_prompt %}<|assistant|>{% endif %}")


def byte_alphabet():
    """The printable stand-ins for the 256 bytes, as in GPT-2."""
    keep = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    table, n = {}, 0
    for b in range(256):
        if b in keep:
            table[b] = chr(b)
        else:
            table[b] = chr(256 + n)
            n += 1
    return table


ALPHABET = byte_alphabet()
BACK = {c: b for b, c in ALPHABET.items()}


def to_symbols(text):
    return "".join(ALPHABET[b] for b in text.encode("utf-8"))


def text_of(symbols):
    """The text of tokens put together; half characters become replacement characters."""
    return bytes(BACK[c] for c in symbols).decode("utf-8", errors="replace")


def train(counts, vocab_size):
    """Merges by weighted pair count; ties go to the smaller pair, so that the result is deterministic."""
    seqs = [list(to_symbols(w)) for w in counts]
    weights = list(counts.values())
    pairs, where = collections.Counter(), collections.defaultdict(set)
    for i, s in enumerate(seqs):
        for p in zip(s, s[1:]):
            pairs[p] += weights[i]
            where[p].add(i)
    vocab = SPECIAL + sorted(ALPHABET.values())
    merges = []
    while len(vocab) < vocab_size and pairs:
        best = min(pairs, key=lambda p: (-pairs[p], p))
        if pairs[best] <= 0:
            break
        new = best[0] + best[1]
        merges.append(best)
        vocab.append(new)
        for i in list(where[best]):
            s, w = seqs[i], weights[i]
            for p in zip(s, s[1:]):
                pairs[p] -= w
                where[p].discard(i)
                if pairs[p] <= 1e-9:
                    del pairs[p]
            out, j = [], 0
            while j < len(s):
                if j + 1 < len(s) and (s[j], s[j + 1]) == best:
                    out.append(new)
                    j += 2
                else:
                    out.append(s[j])
                    j += 1
            seqs[i] = out
            for p in zip(out, out[1:]):
                pairs[p] += w
                where[p].add(i)
        where.pop(best, None)
    return vocab, merges


def prune(merges, counts, least):
    """The merges without those whose token occurs less than `least` times in the counted words: what is seldom seen is not learned well enough to be
    copied, and its pieces are. A token that another merge needs stays."""
    while True:
        rank, seen = {m: i for i, m in enumerate(merges)}, collections.Counter()
        for word, count in counts.items():
            for token in segment(rank, word):
                seen[token] += count
        needed = {x for m in merges for x in m}
        kept = [m for m in merges if m[0] + m[1] in needed or seen[m[0] + m[1]] >= least]
        if len(kept) == len(merges):
            return merges
        merges = kept


def segment(rank, text):
    """The tokens of one word, as text."""
    s = list(to_symbols(text))
    while len(s) > 1:
        best = min(zip(s, s[1:]), key=lambda p: rank.get(p, 1 << 30))
        if best not in rank:
            break
        out, j = [], 0
        while j < len(s):
            if j + 1 < len(s) and (s[j], s[j + 1]) == best:
                out.append(s[j] + s[j + 1])
                j += 2
            else:
                out.append(s[j])
                j += 1
        s = out
    return s


def tokenizer_json(vocab, merges):
    added = [dict(id=i, content=t, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True) for i, t in enumerate(SPECIAL)]
    level = dict(type="ByteLevel", add_prefix_space=False, trim_offsets=True, use_regex=True)
    return dict(version="1.0", truncation=None, padding=None, added_tokens=added, normalizer=None, pre_tokenizer=level,
                post_processor=None, decoder=level,
                model=dict(type="BPE", dropout=None, unk_token=None, continuing_subword_prefix=None, end_of_word_suffix=None, fuse_unk=False,
                           byte_fallback=False, vocab={t: i for i, t in enumerate(vocab)}, merges=[" ".join(m) for m in merges]))


class Tokenizer:
    def __init__(self, path):
        data = json.load(open(path, encoding="utf-8"))
        self.vocab = data["model"]["vocab"]
        self.ids = {i: t for t, i in self.vocab.items()}
        merges = [tuple(m.split(" ")) if isinstance(m, str) else tuple(m) for m in data["model"]["merges"]]
        self.rank = {m: i for i, m in enumerate(merges)}
        self.word = functools.lru_cache(maxsize=200_000)(self._word)

    def __len__(self):
        return len(self.vocab)

    def _word(self, text):
        return tuple(self.vocab[t] for t in segment(self.rank, text))

    def pieces(self):
        """The tokens of lower-case letters, as text."""
        return sorted({t.lstrip(ALPHABET[32]) for t in self.vocab if re.fullmatch(ALPHABET[32] + "?[a-z]{2,}", t)})

    def encode(self, text):
        """Ids of plain text (no special tokens inside)."""
        out = []
        for piece in SPLIT.findall(text):
            out.extend(self.word(piece))
        return out

    def decode(self, ids):
        return text_of("".join(self.ids[int(i)] for i in ids if int(i) >= len(SPECIAL)))

    def chat(self, messages, generate=False):
        """(ids, roles): the chat template, with the role that each token belongs to (the end token belongs to its message)."""
        ids, roles = [], []
        for m in messages:
            text = m["content"] if m["role"] == "assistant" else " " + m["content"]
            body = self.encode(text) + [END]
            ids += [ROLE[m["role"]]] + body
            roles += ["none"] + [m["role"]] * len(body)
        if generate:
            ids.append(ASSISTANT)
            roles.append("none")
        return ids, roles
