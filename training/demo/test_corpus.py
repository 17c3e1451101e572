"""Cheap tests of the generator and the tokenizer. Run: /usr/bin/python3 test_corpus.py"""

import unittest

import bpe
import corpus as C
import dialogue as D
import evaluate as E
import heldout as HO
import requests as R


class Corpus(unittest.TestCase):
    def test_the_same_seed_gives_the_same_dialogue(self):
        self.assertEqual(D.dialogue(42, 6), D.dialogue(42, 6))

    def test_every_draft_names_its_topic_word_for_word(self):
        for seed in range(300):
            w = D.Writer(seed, 1, proactive=False, simulator=False)
            messages = w.run()["messages"]
            drafts = [m["content"] for m in messages if m["role"] == "assistant" and "**" in m["content"]]
            self.assertTrue(drafts and all(w.topic in d for d in drafts), (seed, w.topic))

    def test_a_simulated_participant_ends_with_the_signal(self):
        for seed in range(50):
            messages = D.dialogue(seed, 4, simulator=True)["messages"]
            self.assertIn(C.PROMPTS["termination_signal"], messages[-1]["content"])
            self.assertEqual("assistant", messages[-1]["role"])

    def test_replies_hold_no_word_that_the_evaluation_calls_garbled(self):
        for seed in range(200):
            messages = D.dialogue(seed, 6, simulator=False)["messages"]
            said = " ".join(m["content"] for m in messages if m["role"] == "user")
            for m in messages:
                if m["role"] == "assistant":
                    self.assertEqual([], E.garbled(m["content"], said))

    def test_a_miscopied_word_counts_as_garbled(self):
        self.assertEqual(["quriors"], E.garbled("A story about quriors.", "couriers"))

    def test_phrasings_of_the_evaluation_are_not_in_the_corpus(self):
        trained = {t.lower().rstrip(".!?") for pool in R.OPS.values() for t in pool} | {t.lower().rstrip(".!?") for t in R.OFF_TOPIC}
        asked = {t.lower().rstrip(".!?") for t, _ in HO.REQUESTS} | {t.lower().rstrip(".!?") for t in HO.OFF_TOPIC}
        self.assertEqual(set(), trained & asked)


class Tokens(unittest.TestCase):
    def test_encoding_and_decoding_gives_the_text_back(self):
        vocab, merges = bpe.train({" word": 5, " words": 3, "line": 2}, 280)
        t = bpe.Tokenizer.__new__(bpe.Tokenizer)
        t.vocab = {x: i for i, x in enumerate(vocab)}
        t.ids = {i: x for x, i in t.vocab.items()}
        t.rank = {m: i for i, m in enumerate(merges)}
        t.word = t._word
        for text in (" words", "héllo – 12\n\n  x", "日本"):
            self.assertEqual(text, t.decode(t.encode(text)))

    def test_a_pruned_vocabulary_holds_what_is_seen_often_and_what_that_needs(self):
        counts = {" often": 50, " offer": 50, " seldom": 2, " oft": 2}
        _, merges = bpe.train(counts, 400)
        kept = bpe.prune(merges, counts, 10)
        whole = {a + b for a, b in kept}
        rank = {m: i for i, m in enumerate(kept)}
        self.assertEqual(["\u0120often"], bpe.segment(rank, " often"))
        self.assertGreater(len(bpe.segment(rank, " seldom")), 1)
        self.assertTrue(all(a in whole or len(a) == 1 for pair in kept for a in pair))


if __name__ == "__main__":
    unittest.main()
