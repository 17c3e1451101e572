"""Turns slots into whole dialogues: the draft as a small state, requests as operations on it."""

import random
import re

import corpus as C
import phrases as P
import requests as R


def style_of(tone):
    for word in re.findall(r"[a-z]+", (tone or "").lower()):
        for group, members in P.TONE_GROUPS.items():
            if word in members:
                return group
    return None


class Draft:
    """A document as sentences by place; operations change some and keep the rest."""

    def __init__(self, r, kind, topic, audience=None, tone=None, detail=None):
        self.r, self.kind, self.slots = r, kind, dict(t=topic, a=audience, n=tone, d=detail)
        self.parts = {}
        self.start()

    def pick(self, pool, part=None):
        """A sentence of the pool other than those in use."""
        used = {v[0] if isinstance(v, tuple) else v for v in self.parts.values()}
        choices = [s for s in pool if s not in used] or list(pool)
        return self.r.choice(choices)

    def start(self):
        p = self.parts = {}
        p["title"] = self.pick(P.TITLES[self.kind])
        p["open"] = self.pick(P.OPENINGS[self.kind])
        if self.slots["a"]:
            p["aud"] = self.pick(P.AUDIENCE)
        p["b1"] = self.pick(P.BODIES[self.kind])
        if self.slots["d"]:
            p["det"] = self.pick(P.DETAIL)
        if self.r.random() < 0.3:
            p["b2"] = self.pick(P.BODIES[self.kind])
        if style_of(self.slots["n"]):
            p["sty"] = self.pick(P.STYLES[style_of(self.slots["n"])])
        elif not self.slots["d"]:
            p["b2"] = self.pick(P.BODIES[self.kind])
        p["close"] = self.pick(P.CLOSINGS[self.kind])

    ORDER = ("title", "open", "aud", "b1", "det", "ex", "b2", "sty", "b3", "b4", "close")

    def text(self):
        fill = lambda s: s.format(t=self.slots["t"], a=self.slots["a"], d=self.slots["d"], n=self.slots["n"], y=P.TYPE_NOUN[self.kind])
        body = [fill(self.parts[k]) for k in self.ORDER[1:] if k in self.parts]
        half = (len(body) + 1) // 2 if len(body) > 4 else len(body)
        paragraphs = [" ".join(body[:half])] + ([" ".join(body[half:])] if body[half:] else [])
        return "**" + fill(self.parts["title"]) + "**\n\n" + "\n\n".join(paragraphs)

    def apply(self, op, value=None):
        p, kind = self.parts, self.kind
        if op == "shorter":
            for k in ("b4", "b3", "b2", "ex", "sty", "b1", "aud", "det"):
                if len(p) <= 3:
                    break
                if k in p and (k not in ("aud", "det") or len(p) > 4):
                    del p[k]
                    if len(p) <= 5 and k in ("b1", "sty", "b2"):
                        break
        elif op == "longer":
            added = [k for k in ("b1", "b2", "b3", "b4") if k not in p][:2]
            for k in added or ["b4"]:
                p[k] = self.pick(P.BODIES[kind])
        elif op == "example":
            p["ex"] = self.pick(P.EXAMPLES)
        elif op == "ending":
            p["close"] = self.pick(P.CLOSINGS[kind])
        elif op == "opening":
            p["open"] = self.pick(P.OPENINGS[kind])
        elif op == "title":
            p["title"] = self.pick(P.TITLES[kind])
        elif op == "audience":
            self.slots["a"] = value
            p.setdefault("aud", self.pick(P.AUDIENCE))
        elif op == "detail":
            self.slots["d"] = value
            p.setdefault("det", self.pick(P.DETAIL))
        elif op == "drop":
            p.pop("det", None)
            self.slots["d"] = None
        elif op == "tone":
            self.slots["n"] = value
            p["sty"] = self.pick(P.STYLES[style_of(value) or "simple"])
        elif op == "topic":
            self.slots["t"] = value
            self.start()
        elif op == "again":
            self.start()
        elif op == "better":
            p["b2"] = self.pick(P.BODIES[kind])
            p["close"] = self.pick(P.CLOSINGS[kind])


FILLERS_BEFORE = ["ok, ", "okay ", "hmm, ", "well, ", "so ", "and now ", "Good. ", "Thanks. ", "nice, but ", "I like it, but ", "um ", "Great. ", "please ", "hey, ", "one more thing: ", "now ", "could you please "]
FILLERS_AFTER = [" please", " pls", " thanks", " if you can", "?", " ok?", " now", ", thank you", " a bit", " for me", "!", "...", " :)"]


def noisy(r, template, amount):
    """The template as a hurried person might type it. Placeholders stay as they are."""
    if r.random() > amount:
        return template
    s = template
    if r.random() < 0.35:
        s = r.choice(FILLERS_BEFORE) + (s if s.startswith("I ") else s[:1].lower() + s[1:])
    if r.random() < 0.3:
        s = s.rstrip(".!?") + r.choice(FILLERS_AFTER)
    if r.random() < 0.5:
        s = re.sub(r"[A-Z]", lambda m: m.group().lower(), s)
    if r.random() < 0.5:
        s = s.replace(".", "").replace("'", "").rstrip("?!")
    if r.random() < 0.35:
        for a, b in (("please", "pls"), ("Please", "pls"), (" you ", " u "), ("you", "u"), ("about", "abt"), ("because", "cuz"), (" to ", " 2 "), ("are", "r"), ("thanks", "thx")):
            if r.random() < 0.5:
                s = s.replace(a, b)
    if r.random() < 0.3:
        s = typo(r, s)
    return s


def typo(r, s):
    spots = [m for m in re.finditer(r"(?<![{\w])[A-Za-z]{4,}", s)]
    if not spots:
        return s
    m = r.choice(spots)
    w, i = m.group(), r.randrange(1, len(m.group()) - 1)
    x = r.random()
    w = w[:i] + w[i + 1] + w[i] + w[i + 2:] if x < 0.4 else w[:i] + w[i + 1:] if x < 0.7 else w[:i] + w[i] + w[i:]
    return s[:m.start()] + w + s[m.end():]


class Writer:
    """Plays one dialogue between a participant and the assistant."""

    def __init__(self, seed, turns, proactive=None, simulator=None, held=False):
        self.r = r = random.Random(seed)
        self.s = C.Slots(r, held)
        self.kind = r.choice(P.TYPES)
        self.topic, self.goal = self.s.topic(self.kind), {}
        self.goal = dict(a=self.s.audience(self.kind), n=self.s.tone(self.kind), d=self.s.detail(self.kind))
        self.simulator = r.random() < 0.15 if simulator is None else simulator
        self.proactive = r.random() < 0.5 if proactive is None else proactive
        self.asks = self.proactive or r.random() < 0.1
        self.noise = 0.0 if self.simulator else r.choice([0, 0, 0.3, 0.6])
        self.turns, self.messages = (r.choice([3, 4, 5, 6]) if self.simulator and turns < 3 else turns), []
        self.known = {}
        self.draft = None

    def fill(self, template, **more):
        slots = dict(t=self.topic, y=P.TYPE_NOUN[self.kind], a=None, n=None, d=None)
        slots.update(self.known)
        slots.update(more)
        return template.format(**slots)

    def say(self, template, **more):
        self.messages.append({"role": "user", "content": self.fill(noisy(self.r, template, self.noise), **more)})

    def reply(self, template, **more):
        self.messages.append({"role": "assistant", "content": self.fill(template, **more)})

    # ---- the opening of a dialogue
    def open(self):
        r = self.r
        if not self.simulator and r.random() < 0.08:
            self.say(r.choice(R.HELLO))
            self.reply(r.choice(P.HELLO))
        if not self.simulator and r.random() < 0.03:
            self.off_topic(early=True)
        x = r.random()
        w = r.choice(P.TYPE_WORDS[self.kind])
        if x < 0.05 and not self.simulator:
            self.say(r.choice(R.FIRST_NO_TOPIC), w=w)
            self.reply(r.choice(["Good. What is it about?", "Gladly. What is the topic?", "Happy to help. Which topic do you have in mind?"]))
            self.say(r.choice(["{t}", "It is about {t}.", "about {t}", "My topic is {t}.", "{t}, please"]))
            return
        if x < 0.15 and not self.simulator:
            self.kind = "blog post"
            first = r.choice(R.FIRST_NO_TYPE)
        else:
            first = noisy(r, r.choice(R.FIRST), self.noise)
        inline = r.random() < 0.12
        if inline:
            first = noisy(r, r.choice(R.FIRST_INLINE), self.noise)
            self.kind, inside = (self.kind if "{w}" in first else "blog post"), [k for k in "and" if "{%s}" % k in first]
            self.known.update({k: self.goal[k] for k in inside})
        extra = [k for k in "and" if not inline and r.random() < 0.18]
        r.shuffle(extra)
        given = {k: self.goal[k] for k in extra}
        pools = {"a": R.WITH_A, "n": R.WITH_N, "d": R.WITH_D}
        text = self.fill(first, w=w)
        for k in extra:
            if text[-1] not in ".?!":
                text += "."
            text += " " + self.fill(noisy(r, r.choice(pools[k]), self.noise), **given)
        self.messages.append({"role": "user", "content": text})
        self.known.update(given)

    def options(self, slot):
        r = self.r
        o = list(C.CHIPS[self.kind][slot])
        r.shuffle(o)
        return ", ".join(o[:2]) + ", or " + r.choice(o[2:])

    def ask(self, slots, first=True):
        r = self.r
        lead = r.choice(P.ASK_LEAD if first else P.ASK_LEAD_2)
        text = self.fill(lead)
        for i, k in enumerate(slots):
            q = self.r.choice(P.QUESTIONS[k]).format(o=self.options(k))
            text += " " + (q if i == 0 else r.choice(P.ASK_AND[:2]) + " " + q[0].lower() + q[1:])
        self.messages.append({"role": "assistant", "content": text})

    def answer(self, slots):
        r = self.r
        if r.random() < 0.1 and not self.simulator:
            self.say(r.choice(R.ANY))
            return
        if r.random() < 0.05 and not self.simulator:
            self.off_topic(ask_again=slots)
        bits = []
        for k in slots:
            if bits and r.random() < 0.15:
                continue
            value = self.goal[k]
            if r.random() < 0.25 and k != "d":
                value = r.choice(C.CHIPS[self.kind][k]) if not self.simulator else value
            self.known[k] = value
            bits.append(self.fill(noisy(r, r.choice(R.ANSWER[k]), self.noise), **{k: value}))
        text = bits[0] if len(bits) == 1 else r.choice([", ", ". ", " and ", "; "]).join([bits[0].rstrip("."), bits[1]])
        self.messages.append({"role": "user", "content": text})

    def first_draft(self, asked):
        r = self.r
        self.draft = Draft(r, self.kind, self.topic, self.known.get("a"), self.known.get("n"), self.known.get("d"))
        lead = self.fill(r.choice(P.DRAFT_LEAD_ASKED if asked else P.DRAFT_LEAD))
        self.finish(lead)

    def finish(self, lead):
        r = self.r
        pool = P.DRAFT_END_PROACTIVE if self.asks else P.DRAFT_END_BASE
        if not self.draft.slots["a"]:
            pool = [e for e in pool if "{a}" not in e]
        end = self.fill(r.choice(pool), a=self.draft.slots["a"])
        text = lead + "\n\n" + self.draft.text() + ("\n\n" + end if end else "")
        self.messages.append({"role": "assistant", "content": text})

    def off_topic(self, early=False, ask_again=None):
        r = self.r
        q = r.choice(R.OFF_TOPIC)
        while "{x}" in q:
            q = q.replace("{x}", r.choice([self.s.word(), self.s.name(), self.s.place(), r.choice(C.NOUNS), "the " + self.s.word(), self.s.word() + " " + self.s.word()]), 1)
        self.say(q.replace("{", "").replace("}", ""))
        self.reply(r.choice(P.OFF_TOPIC_EARLY if early else P.OFF_TOPIC))

    # ---- later turns
    def later(self):
        r = self.r
        x = r.random()
        if self.simulator:
            missing = [k for k in "and" if k not in self.known]
            if missing and r.random() < 0.6:
                k = r.choice(missing)
                return self.revise({"a": "audience", "n": "tone", "d": "detail"}[k], self.goal[k])
            return self.revise(r.choice(["shorter", "longer", "example", "ending", "opening", "title", "better"]))
        if x < 0.16:
            return self.off_topic()
        if x < 0.32:
            return self.chat()
        op = r.choice(["shorter", "shorter", "longer", "longer", "example", "ending", "opening", "title", "audience", "audience", "detail", "detail", "detail", "tone", "tone", "tone", "drop", "topic", "again", "better"])
        if op == "drop" and not self.draft.slots["d"]:
            op = "detail"
        if r.random() < 0.12:
            return self.revise_twice()
        value = {"audience": self.s.audience, "tone": self.s.tone, "detail": self.s.detail, "topic": self.s.topic}.get(op, lambda k: None)(self.kind)
        self.revise(op, value)

    def revise(self, op, value=None):
        r, key = self.r, {"audience": "a", "tone": "n", "detail": "d", "topic": "t"}.get(op)
        more = {key: value} if key else {}
        if op == "drop":
            more = {"d": self.draft.slots["d"]}
        self.say(R.request(r, op), **more)
        if op == "better" and self.asks and r.random() < 0.7:
            self.reply(r.choice(P.BETTER_ASK))
            return
        if key == "t":
            self.topic = value
        elif key:
            self.known[key] = value
        self.draft.apply(op, value)
        lead = self.fill(r.choice(P.TONE_REPLY if op == "tone" else P.REVISION_LEAD[op]), **more)
        self.finish(lead)

    def revise_twice(self):
        r = self.r
        ops = r.sample(["shorter", "longer", "example", "ending", "opening", "title", "audience", "detail", "tone"], 2)
        if set(ops) == {"shorter", "longer"}:
            ops[1] = "title"
        draw = {"audience": ("a", self.s.audience), "tone": ("n", self.s.tone), "detail": ("d", self.s.detail)}
        texts, more = [], {}
        for op in ops:
            key, value = (draw[op][0], draw[op][1](self.kind)) if op in draw else (None, None)
            if key:
                self.known[key] = more[key] = value
            self.draft.apply(op, value)
            texts.append(noisy(r, R.request(r, op), self.noise))
        text = texts[0].rstrip(".?!") + r.choice([" and ", ", and ", ". "]) + texts[1][:1].lower() + texts[1][1:]
        self.messages.append({"role": "user", "content": self.fill(text, **more)})
        self.finish(r.choice(P.BOTH_LEAD))

    def chat(self):
        r = self.r
        user, answers = r.choice([(R.THANKS, P.THANKS), (R.PRAISE, P.PRAISE_REPLY), (R.OPINION, P.OPINION), (R.IDEAS, P.IDEAS), (R.YES, P.GO_ON), (R.NO, P.DONE), (R.BYE, P.BYE), (None, P.UNCLEAR)])
        if user is None:
            letters = "".join(r.choice("asdfghjklqwertyuiop") for _ in range(r.randint(3, 10)))
            self.say(r.choice([letters, letters, "???", "...", "hm", "what", "huh?", self.s.word() + " " + self.s.word() + " " + self.s.word()]))
        else:
            self.say(r.choice(user))
        self.reply(r.choice(answers))

    def run(self):
        r = self.r
        self.open()
        missing = [k for k in "and" if k not in self.known]
        asked = False
        if self.asks and missing:
            r.shuffle(missing)
            take = missing[:r.choice([1, 2, 2])]
            self.ask(take)
            self.answer(take)
            asked = True
            missing = [k for k in missing if k not in take]
            if missing and r.random() < 0.2:
                self.ask(missing[:1], first=False)
                self.answer(missing[:1])
        self.first_draft(asked)
        while len([m for m in self.messages if m["role"] == "assistant"]) < self.turns:
            self.later()
        if self.simulator:
            self.say(r.choice(R.SIM_END))
            return self.as_simulator()
        system = [{"role": "system", "content": C.PROACTIVE}] if self.proactive else []
        return {"messages": system + self.messages, "loss": ["assistant"]}

    def as_simulator(self):
        goal = C.PROMPTS["goal_template"].format(document_type=self.kind, topic=self.topic, audience=self.goal["a"], tone=self.goal["n"], detail=self.goal["d"])
        swap = {"user": "assistant", "assistant": "user"}
        turned = [{"role": swap[m["role"]], "content": m["content"]} for m in self.messages]
        return {"messages": [{"role": "system", "content": C.PROMPTS["simulator_system_template"].format(goal=goal)}] + turned, "loss": ["assistant", "user"]}


def dialogue(seed, turns, **kw):
    return Writer(seed, turns, **kw).run()
