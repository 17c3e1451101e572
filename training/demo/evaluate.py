"""Measures a policy on participants it has never met and prints the figures as JSON.

Usage: evaluate.py CHECKPOINT TOKENIZER_FOLDER [--sessions 100] [--system proactive] [--seed 1]
"""

import argparse
import functools
import json
import os
import random
import re

import torch

import bpe
import corpus as C
import dialogue as D
import heldout as HO
import model as M
import phrases as P

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
REDIRECT = re.compile(r"can only help|outside what I can do|cannot help with that|only know about")


@functools.lru_cache(None)
def known_words():
    """The system dictionary and every word of the corpus grammar, in lower case."""
    result = set()
    for name in ("american-english", "british-english"):
        with open("/usr/share/dict/" + name, encoding="utf-8") as f:
            result |= {w.strip().lower() for w in f}
    texts = [json.dumps(C.PROMPTS)] + [str(v) for k, v in vars(P).items() if k.isupper()]
    for text in texts:
        result |= {w.lower() for w in WORD.findall(text)}
    return result


def garbled(reply, said):
    """Words of the reply that are in no dictionary, nor in the corpus, nor in what the participant wrote."""
    allowed = known_words() | {w.lower() for w in WORD.findall(said)} | {x.lower() for w in WORD.findall(said) for x in re.split(r"['’-]", w)}
    return [w for w in WORD.findall(reply) if w.lower() not in allowed and not all(x.lower() in allowed for x in re.split(r"['’-]", w))]


def document(reply):
    """The draft inside a reply: its title and paragraphs, or None."""
    parts = reply.split("\n\n")
    start = next((i for i, x in enumerate(parts) if x.startswith("**") and x.endswith("**")), None)
    if start is None or len(parts) < start + 2:
        return None
    body = parts[start + 1:]
    while len(body) > 1 and (body[-1].rstrip().endswith("?") or body[-1] in P.DRAFT_END_BASE):
        body = body[:-1]
    return dict(title=parts[start], body=" ".join(body), words=len(" ".join(body).split()))


def followed(kind, before, after, value):
    """Whether the new draft does what was asked."""
    if after is None:
        return False
    sentences = lambda d: re.split(r"(?<=[.?!]) ", d["body"])
    if kind == "shorter":
        return before is None or after["words"] < before["words"] or len(sentences(before)) <= 2
    if kind == "longer":
        return before is None or after["words"] > before["words"]
    if kind == "title":
        return before is None or after["title"] != before["title"]
    if kind == "ending":
        return before is None or sentences(after)[-1] != sentences(before)[-1]
    if kind == "opening":
        return before is None or sentences(after)[0] != sentences(before)[0]
    if kind == "example":
        return bool(re.search(r"example|instance|Take last", after["body"]))
    if kind == "tone":
        return any(s in after["body"] for s in P.STYLES[D.style_of(value) or "simple"])
    return value in after["body"]


class Person:
    """A scripted participant: states a topic, answers questions, asks for changes in its own words, talks off topic once or twice."""

    def __init__(self, seed, turns):
        self.r = r = random.Random(seed * 7919 + 13)
        slots = C.Slots(r, held=True)
        self.kind = r.choice(P.TYPES)
        self.topic = r.choice(HO.TOPICS) if r.random() < 0.5 else " ".join(slots.word() for _ in range(r.choice([1, 2, 3])))
        self.values = dict(a=r.choice(HO.AUDIENCES), n=r.choice(HO.TONES), d=r.choice(HO.DETAILS))
        self.turns, self.t, self.asked = turns, 0, None

    def speak(self, last):
        """(message, what it is) given the last reply."""
        r = self.r
        self.t += 1
        if self.t == 1:
            return r.choice(HO.FIRST).format(w=r.choice(HO.WORDS[self.kind]), t=self.topic), "first"
        if last.rstrip().endswith("?") and document(last) is None and not REDIRECT.search(last):
            keys = [k for k, pool in P.QUESTIONS.items() if any(q.split("{")[0].strip().lower() in last.lower() for q in pool)]
            if keys:
                if r.random() < 0.15:
                    return r.choice(HO.ANY), "answer"
                return ", ".join(r.choice(HO.ANSWERS[k]).format(**self.values) for k in keys), "answer"
        if self.t == self.turns:
            return r.choice(HO.ENDINGS), "end"
        x = r.random()
        if x < 0.12:
            return r.choice(HO.OFF_TOPIC), "off"
        if x < 0.24:
            return r.choice(HO.SMALL_TALK), "chat"
        text, kind = r.choice(HO.REQUESTS)
        pool = {"tone": HO.TONES, "audience": HO.AUDIENCES, "detail": HO.DETAILS}.get(kind)
        self.asked = r.choice(pool) if pool else None
        return text.format(a=self.asked, n=self.asked, d=self.asked), kind


class Policy:
    def __init__(self, checkpoint, tokenizer, seed=1, temperature=0.7):
        c, p = M.load(checkpoint)
        self.c, self.decoder = c, M.Decoder(c, p)
        self.tok = bpe.Tokenizer(os.path.join(tokenizer, "tokenizer.json"))
        self.g, self.temperature = torch.Generator().manual_seed(seed), temperature

    def replies(self, conversations, batch=50, room=50 * 1280 ** 2):
        prompts, at = [self.tok.chat(m, generate=True)[0] for m in conversations], 0
        order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
        result = [None] * len(prompts)
        while at < len(order):
            some = order[at:at + batch]
            # The memory of a batch grows with the square of its longest prompt, and a reply that runs on makes a long one.
            while len(some) > 1 and len(some) * len(prompts[some[-1]]) ** 2 > room:
                some = some[:-1]
            at += len(some)
            made = self.decoder.generate([prompts[i] for i in some], limit=320, temperature=self.temperature, generator=self.g)
            for i, ids in zip(some, made):
                result[i] = self.tok.decode(ids)
        return result, [len(x) for x in prompts]


def share(values):
    values = list(values)
    return round(sum(map(bool, values)) / len(values), 3) if values else None


def topics(policy, system, n=200):
    r = random.Random(5)
    slots = C.Slots(r, held=True)
    names = [HO.TOPICS[i % len(HO.TOPICS)] if i % 2 else " ".join(slots.word() for _ in range(r.choice([1, 2, 3]))) for i in range(n)]
    kinds = [r.choice(P.TYPES) for _ in names]
    firsts = [r.choice(HO.FIRST).format(w=r.choice(HO.WORDS[k]), t=t) for t, k in zip(names, kinds)]
    talks = [system + [{"role": "user", "content": f}] for f in firsts]
    first, _ = policy.replies(talks)
    asked = [document(x) is None for x in first]
    again = [i for i, a in enumerate(asked) if a]
    final = list(first)
    if again:
        more, _ = policy.replies([talks[i] + [{"role": "assistant", "content": first[i]}, {"role": "user", "content": "you decide"}] for i in again])
        for i, text in zip(again, more):
            final[i] = text
    copied = [t in x for t, x in zip(names, final)]
    misses = [(t, x[:160]) for t, x, ok in zip(names, final, copied) if not ok][:8]
    return dict(held_out_topics=n, topic_copied=share(copied), written_topics_copied=share(copied[1::2]), random_topics_copied=share(copied[0::2]),
                first_reply_asks=share(asked), first_reply_question_mark=share("?" in x for x in first)), misses


def sessions(policy, system, n, turns, seed):
    people = [Person(seed * 1000 + i, turns) for i in range(n)]
    talks, last, draft = [list(system) for _ in people], [""] * n, [None] * n
    counts, bad, length, transcript = {}, [], [0] * n, []
    for _ in range(turns):
        said = [p.speak(x) for p, x in zip(people, last)]
        for talk, (text, _) in zip(talks, said):
            talk.append({"role": "user", "content": text})
        last, lengths = policy.replies(talks)
        for i, (text, kind) in enumerate(said):
            reply, doc = last[i], document(last[i])
            talks[i].append({"role": "assistant", "content": reply})
            length[i] = lengths[i] + len(policy.tok.encode(reply)) + 1
            everything = " ".join(m["content"] for m in talks[i] if m["role"] == "user")
            bad += [(i, w) for w in garbled(reply, everything)]
            ok = None
            if kind == "off":
                ok = bool(REDIRECT.search(reply))
            elif kind in ("first", "answer", "chat", "end"):
                ok = bool(reply.strip())
            elif draft[i] is not None:
                ok = followed(kind, draft[i], doc, people[i].asked)
            if ok is not None:
                counts.setdefault(kind, []).append(ok)
                if not ok:
                    transcript.append((kind, text, reply[:200]))
            draft[i] = doc or draft[i]
    asked = [k for k in counts if k not in ("first", "answer", "chat", "end", "off")]
    return dict(sessions=n, turns=turns, sessions_with_garbled_words=len({i for i, _ in bad}), garbled_words=[w for _, w in bad][:20],
                requests_followed=share(v for k in asked for v in counts[k]), by_request={k: [share(counts[k]), len(counts[k])] for k in sorted(asked)},
                off_topic_redirected=share(counts.get("off", [])), topic_in_last_draft=share(p.topic in (d["title"] + d["body"] if d else "") for p, d in zip(people, draft)),
                longest_tokens=max(length), mean_tokens=round(sum(length) / n)), transcript, talks


def off_topic(policy, system):
    talks = []
    for i, q in enumerate(HO.OFF_TOPIC):
        d = D.dialogue(99_000_000 + i, 2, proactive=False, simulator=False)["messages"]
        talks.append(system + d + [{"role": "user", "content": q}])
    made, _ = policy.replies(talks)
    misses = [(q, x[:120]) for q, x in zip(HO.OFF_TOPIC, made) if not REDIRECT.search(x)]
    return dict(off_topic_questions=len(talks), off_topic_redirected=share(REDIRECT.search(x) for x in made)), misses


def simulator(policy, n=40, limit=12):
    """The simulator talks with the same weights as assistant without a system prompt."""
    r, goals = random.Random(3), []
    for i in range(n):
        person = Person(50_000 + i, 8)
        goals.append((person, C.PROMPTS["goal_template"].format(document_type=person.kind, topic=person.topic, audience=person.values["a"], tone=person.values["n"], detail=person.values["d"])))
    talks, ended, bad = [[] for _ in goals], [None] * n, set()
    swap = {"user": "assistant", "assistant": "user"}
    for turn in range(limit):
        open_ = [i for i in range(n) if ended[i] is None]
        if not open_:
            break
        mine, _ = policy.replies([[{"role": "system", "content": C.PROMPTS["simulator_system_template"].format(goal=goals[i][1])}] + [{"role": swap[m["role"]], "content": m["content"]} for m in talks[i]] for i in open_])
        for i, text in zip(open_, mine):
            if garbled(text.replace(C.PROMPTS["termination_signal"], ""), goals[i][1]):
                bad.add(i)
            talks[i].append({"role": "user", "content": text})
            if C.PROMPTS["termination_signal"] in text:
                ended[i] = turn
        going = [i for i in open_ if ended[i] is None]
        if going:
            theirs, _ = policy.replies([talks[i] for i in going])
            for i, text in zip(going, theirs):
                talks[i].append({"role": "assistant", "content": text})
    ends = [e for e in ended if e is not None]
    return dict(simulated=n, ended_by_signal=share(e is not None for e in ended), mean_turns=round(sum(ends) / max(1, len(ends)), 1),
                topic_in_first_message=share(p.topic in t[0]["content"] for (p, _), t in zip(goals, talks)), with_garbled_words=len(bad)), talks


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint")
    parser.add_argument("tokenizer")
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--turns", type=int, default=8)
    parser.add_argument("--system", choices=["none", "proactive"], default="none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--topics", type=int, default=200)
    parser.add_argument("--simulated", type=int, default=40)
    parser.add_argument("--show", help="a file for transcripts and failures")
    args = parser.parse_args()
    torch.set_num_threads(1)
    policy = Policy(args.checkpoint, args.tokenizer, args.seed)
    system = [{"role": "system", "content": C.PROACTIVE}] if args.system == "proactive" else []
    figures, failures = {}, {}
    figures["topics"], failures["topics"] = topics(policy, system, args.topics)
    figures["off_topic"], failures["off_topic"] = off_topic(policy, system)
    figures["sessions"], failures["requests"], talks = sessions(policy, system, args.sessions, args.turns, args.seed)
    if args.system == "none":
        figures["simulator"], simulated = simulator(policy, args.simulated)
        failures["simulated"] = simulated[:4]
    print(json.dumps(figures, indent=1))
    if args.show:
        with open(args.show, "w", encoding="utf-8") as f:
            json.dump(dict(failures=failures, talks=talks[:10]), f, indent=1)


if __name__ == "__main__":
    main()
