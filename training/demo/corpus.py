"""Generates co-writing dialogues, deterministic by seed. A dialogue is {"messages": [...], "loss": [role names]}."""

import functools
import json
import os
import random
import re
import zlib

import phrases as P
import requests as R

HERE = os.path.dirname(os.path.abspath(__file__))
PROMPTS = json.load(open(os.path.join(HERE, "prompts.json"), encoding="utf-8"))
COMMON_WORDS = os.environ.get("COMMON_WORDS", os.path.join(HERE, "node_modules/acron/words-by-letter.json"))
PROACTIVE = PROMPTS["proactive_system"]


def held_out(word):
    """A fixed tenth of all words never appears in a slot of the training corpus."""
    return zlib.crc32(word.lower().encode()) % 10 == 0


@functools.lru_cache(None)
def words():
    """(common words, dictionary words) that slots are drawn from."""
    with open("/usr/share/dict/words", encoding="utf-8") as f:
        dictionary = [w.strip() for w in f]
    dictionary = [w for w in dictionary if w.isascii() and w.isalpha() and w.islower() and 3 <= len(w) <= 11]
    known = set(dictionary)
    with open(COMMON_WORDS, encoding="utf-8") as f:
        by_letter = json.load(f)
    common = [w for letter in sorted(by_letter) for w in by_letter[letter] if w in known]
    return common, dictionary


MADE = dict(share=0.0, pieces=())


def make_words(pieces, share):
    """From now on this share of the words in slots is made of random pieces: whatever follows whatever, it can only be copied."""
    MADE.update(share=share, pieces=pieces)


class Slots:
    """Draws topics, audiences, tones and details."""

    def __init__(self, rng, held=False):
        self.r, self.held = rng, held

    def word(self):
        common, dictionary = words()
        while True:
            x = self.r.random()
            w = self.r.choice(common) if x < 0.82 else self.r.choice(dictionary)
            if MADE["share"] and self.r.random() < MADE["share"]:
                w = "".join(self.r.choice(MADE["pieces"]) for _ in range(self.r.choice([2, 2, 3])))
            if held_out(w) == self.held:
                return w

    def name(self):
        r = self.r
        syllables = ["ma", "ri", "lo", "ven", "ka", "do", "ti", "ra", "ben", "sol", "ne", "va", "qui", "ter", "an", "el", "zo", "fi", "gus", "mi", "ton", "ser", "hal", "wyn", "ost", "ber"]
        return "".join(r.choice(syllables) for _ in range(r.choice([2, 2, 3]))).capitalize()

    def place(self):
        return self.r.choice(P_PLACES) if self.r.random() < 0.5 else self.name()

    def fill(self, pattern):
        r = self.r
        draw = {"W": self.word, "N": lambda: r.choice(NOUNS), "A": lambda: r.choice(ADJECTIVES), "V": lambda: r.choice(VERBS), "G": lambda: r.choice(GERUNDS),
                "P": lambda: r.choice(PEOPLE), "C": lambda: r.choice(NOUNS) + r.choice(NOUNS), "X": self.name, "L": self.place, "#": lambda: str(r.choice([r.randint(2, 99), r.randint(1900, 2030)]))}
        return re.sub(r"(?<![A-Za-z])([WNAVGPXLC#])(?![A-Za-z])", lambda m: draw[m.group(1)](), pattern)

    def cased(self, text):
        x = self.r.random()
        if x < 0.08:
            return text[:1].upper() + text[1:]
        return " ".join(w[:1].upper() + w[1:] for w in text.split(" ")) if x < 0.11 else text

    def topic(self, kind=None):
        x = self.r.random()
        if x < 0.12 and not self.held:
            return self.r.choice(PROMPTS["topics"][kind or self.r.choice(P.TYPES)])
        if x < 0.46:
            return self.cased(self.fill(self.r.choice(TOPIC_PATTERNS)))
        if x < 0.52:
            joint = self.r.choice([" and ", " in ", " after ", ": ", ", ", " with ", " at "])
            return self.cased(self.fill(self.r.choice(TOPIC_PATTERNS)) + joint + self.fill(self.r.choice(DETAIL_PATTERNS)))
        return self.cased(" ".join(self.word() for _ in range(self.r.choice([1, 2, 2, 3, 3, 4]))))

    def audience(self, kind=None):
        x = self.r.random()
        if x < 0.25 and not self.held:
            return self.r.choice(CHIPS[kind or self.r.choice(P.TYPES)]["a"])
        return self.fill(self.r.choice(AUDIENCE_PATTERNS))

    def tone(self, kind=None):
        x = self.r.random()
        known = [w for g in P.TONE_GROUPS.values() for w in g]
        if x < 0.25:
            return self.r.choice(CHIPS[kind or self.r.choice(P.TYPES)]["n"])
        if x < 0.8:
            return self.r.choice(known)
        if x < 0.93:
            return self.r.choice(known) + self.r.choice([" and ", " but "]) + self.r.choice(known)
        return self.word()

    def detail(self, kind=None):
        x = self.r.random()
        if x < 0.2 and not self.held:
            return self.r.choice(CHIPS[kind or self.r.choice(P.TYPES)]["d"])
        if x < 0.75:
            return self.cased(self.fill(self.r.choice(DETAIL_PATTERNS)))
        return "the " + " ".join(self.word() for _ in range(self.r.choice([1, 2, 2, 3])))


def chips():
    return {k: {s: PROMPTS["intake"][k][i]["options"] for i, s in enumerate("and")} for k in P.TYPES}


CHIPS = chips()
P_PLACES = ["Paris", "Berlin", "Oslo", "Rome", "London", "Japan", "Brazil", "Kenya", "India", "Canada", "Lisbon", "Boston", "Texas", "Peru", "Madrid", "China"]
NOUNS = """bicycle garden kitchen river lighthouse mountain forest library school teacher mother father sister brother grandmother grandfather
friend dog cat horse bird train ship car house room window door table chair letter book song guitar piano drum camera phone computer
robot star moon sun sea island beach storm rain snow winter summer spring autumn night morning city village market street bridge
coffee tea bread cake soup apple orange tomato pizza rice job interview team project game match race marathon football chess
dance painting film theater museum language lesson exam degree science physics biology medicine nursing law history music art
money time sleep dream memory fear hope love silence family wedding birthday holiday journey map key clock mirror box coat shoe
hospital doctor engineer farmer baker pilot sailor soldier king queen dragon witch ghost thief detective child neighbor stranger""".split()
ADJECTIVES = """old new small big quiet loud lost hidden secret first last long short cold warm dark bright green blue red golden broken
empty strange lonely happy sad brave clever lazy busy hungry tired young local healthy cheap slow fast wild gentle simple better""".split()
VERBS = """bake cook build fix grow learn teach save plan write read draw paint sing dance run swim climb travel move start stop choose
find keep clean make repair train sleep speak listen focus relax""".split()
GERUNDS = """baking cooking building fixing growing learning teaching saving planning writing reading drawing painting singing dancing
running swimming climbing traveling moving working hiking cycling sailing gardening knitting fishing coding volunteering camping""".split()
PEOPLE = """students teachers parents beginners children readers friends colleagues neighbors nurses engineers runners cooks gardeners
travelers artists musicians scientists farmers workers managers grandparents teenagers adults families fans players writers""".split()
TOPIC_PATTERNS = ["my first N", "my A N", "the A N", "a A N", "learning to V", "learning to V W", "how to V a N", "how to V W", "G with N", "G with my N", "G in L", "G in winter",
                  "why N matters", "the N and the N", "a N who could not V", "the day I lost my N", "my N in L", "the A N of L", "a N named X", "X and the N", "moving to L", "life in L",
                  "N and N", "G and G", "my love of N", "the history of W", "why I love W", "a trip to L", "the W of the N", "my work with W", "studying N", "studying W in L",
                  "an W in the N", "the N under the N", "what my N taught me", "G a N at night", "being a N", "becoming a N", "the best N in L", "a A day in L", "the year #", "W and W", "W in L",
                  "my N X", "X from L", "small N, A N", "G after work", "my N's N", "W-W N", "X's N", "the W's N", "how X found the N", "the A W",
                  "N for P", "a N for my N", "G for P", "G my own N", "G an A N with my N", "G W in the N", "G two N in a A N", "my A N in a W N", "the N we lost in the N", "what W N taught me",
                  "why I gave up W", "a letter from the N V", "letters to my A N", "a N with A N", "a N that never V", "why N is A", "the N at the end of the N", "G N with P", "A hand N", "a W made of N",
                  "the N who V everything", "a N V by a A N", "G as a W", "G at a W N", "two N and a A N", "my N from L", "the last N in the N", "the art of G", "the N's W", "W N", "G my N to V",
                  "a W who is A of N", "the smell of A N", "G W for my N", "W and W N", "the N of the N", "A N, A N and W", "the A N under my N", "G from L to L", "how my N learned to V",
                  "G N for P", "G W for P", "a W for P", "the C in L", "the last C in L", "my C", "G C", "G N at W", "G W at N", "a C for my N", "W for W", "how to V a C", "a W C", "G W with my N", "the A C",
                  "W N in the N", "the W of W N", "G W N", "being W in a N", "letters to my A W", "a letter to W", "my A W", "the W C", "G a W", "why W is W"]
AUDIENCE_PATTERNS = ["P", "A P", "my P", "my N", "other P", "P in L", "P and P", "people who like W", "people who love N", "my friends and family", "P who V", "N lovers", "the admissions committee",
                     "my N and my N", "young P", "A readers", "P who like W", "my class", "everyone", "people like me", "my boss", "W P", "W", "busy P", "the P of L", "kids", "my old N",
                     "A W P", "my # N", "P who hate W", "my W group", "the W committee", "N P", "A N P", "W and P", "my two N", "P with A N", "new P", "everyone who likes G"]
DETAIL_PATTERNS = ["the A N", "my N", "my A N", "the smell of N", "the smell of W", "the sound of the N", "a N in the N", "a A N", "my N from L", "the day I met X", "a letter from X", "X", "the N in L",
                   "my grandmother's N", "the color of the N", "the W N", "the price of W", "how I V", "my trip to L", "the A W", "a W on the N", "the number #", "W", "two A N", "the N and the N", "the first time I saw the N",
                   "my N's W", "a W N", "how we V", "how I lost the N", "the A N sign", "the last N", "the smell of W N", "a A W", "the day the N was A", "what my N said", "the W of the N"]
