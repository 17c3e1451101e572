"""Writes the card (README.md) of each model folder from what was measured. Usage: card.py WORK_FOLDER OUT_FOLDER"""

import hashlib
import json
import os
import sys

CARD = """# {name}

{intro}

| | |
| --- | --- |
| architecture | Llama-style decoder: {layers} layers, width {dim}, {heads} heads of {head_dim}, SwiGLU {ff}, RMSNorm, rotary positions, tied embeddings |
| parameters | {parameters:,} (fp32 ONNX, {megabytes:.1f} MB, opset 17, Optimum names) |
| tokenizer | byte-level BPE, {vocab} tokens, trained on the corpus and on common English words, without the tokens that the corpus seldom shows |
| trained length | {positions} tokens; an evaluated session of 8 turns took {mean_tokens} tokens on average, {longest_tokens} at most |
| training | {tokens:.1f} million tokens of generated dialogues, {minutes:.0f} minutes on two shared CPU cores, final loss {loss} per assistant token |
| sampling | temperature 0.7, top-p 0.9, min-p 0.2 (`generation_config.json`) |
| SHA-256 of model.onnx | `{sha}` |

## Data

Only sentences written for this project, combined by the scripts in `training/demo/`: three document types, topics, audiences, tones, details, requests in plain and in hurried
English. Slot words come from the system dictionary and from a list of 10,000 common English words (npm package `acron`, MIT). No text of other people, no participant's data.

## What it is trained to do

{can} How well it does so is measured below.

## What it cannot do

It knows nothing about the world and has no opinion. Its sentences are those of its corpus; it places the participant's topic, audience, tone and detail into them and edits by
request. It does not use facts, cannot rewrite a text of the participant's own, answers in English only, and redirects other questions in one sentence, at times also a question
that it should have understood. Unusual words can be miscopied. It is a demonstration of the machinery; nothing measured with it says anything about larger policies.

## Measured

Scripted participants with topics, words and phrasings that the corpus does not contain; {sampling}. A word counts as **garbled** when it is neither in the
system dictionaries (wamerican, wbritish), nor in the corpus vocabulary, nor in what the participant wrote.

{table}

{by_request}

{checks}

## How it was made, and what was tried

{made}
"""

TRIED = """- A former attempt (22.4 million tokens, vocabulary 2,048, sampling without top-p) copied 96 to 98.5 % of held-out topics but had garbled words in 14 to 21 of 100 sessions.
- Changed here: each word of the domain is one token, every other word is made of pieces that the corpus shows often; drafts kept as a state that requests edit; heads that begin as
  copying heads; a curriculum of length; Muon; bf16 products (about three times as fast as fp32 on this CPU); top-p and min-p in the folder's own sampling."""


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def optional(path):
    """The figures, or None where they were not measured."""
    return load(path) if os.path.exists(path) else None


def percent(value):
    return "not measured" if value is None else f"{100 * value:.1f} %"


def short(word):
    """A word that repeats a piece until the limit of the reply fills a page."""
    return word if len(word) <= 24 else word[:20] + "..."


def rows(columns):
    """The table of figures; columns are (title, figures)."""
    lines = ["| | " + " | ".join(t for t, _ in columns) + " |", "| --- |" + " --- |" * len(columns)]
    spec = [
        ("held-out topics copied word for word", lambda f: f"{percent(f['topics']['topic_copied'])} of {f['topics']['held_out_topics']}"),
        ("of these: topics written by hand / random words", lambda f: f"{percent(f['topics']['written_topics_copied'])} / {percent(f['topics']['random_topics_copied'])}"),
        ("first reply asks instead of drafting", lambda f: percent(f["topics"]["first_reply_asks"])),
        ("sessions of 8 turns with a garbled word", lambda f: f"{f['sessions']['sessions_with_garbled_words']} of {f['sessions']['sessions']}"),
        ("the garbled words", lambda f: ", ".join(short(w) for w in dict.fromkeys(f["sessions"]["garbled_words"])) or "none"),
        ("informal requests followed", lambda f: percent(f["sessions"]["requests_followed"])),
        ("topic still in the last draft", lambda f: percent(f["sessions"]["topic_in_last_draft"])),
        ("questions outside the domain redirected", lambda f: f"{percent(f['off_topic']['off_topic_redirected'])} of {f['off_topic']['off_topic_questions']}; in sessions {percent(f['sessions']['off_topic_redirected'])}"),
    ]
    lines += ["| " + name + " | " + " | ".join(read(f) for _, f in columns) + " |" for name, read in spec]
    return "\n".join(lines)


def by_request(figures, title):
    items = figures["sessions"]["by_request"].items()
    text = f"Requests followed, by kind ({title}): " + ", ".join(f"{k} {percent(s)} of {n}" for k, (s, n) in items) + "."
    if "simulator" in figures:
        s = figures["simulator"]
        text += (f"\n\nAs a simulated participant ({s['simulated']} conversations with itself): {percent(s['ended_by_signal'])} ended by the signal within 12 turns, "
                 f"{s['mean_turns']} turns on average, topic in the first message {percent(s['topic_in_first_message'])}, {s['with_garbled_words']} with a garbled word.")
    return text


def main():
    work, out = sys.argv[1:3]
    with open(os.path.join(work, "base", "log.jsonl"), encoding="utf-8") as f:
        log = [json.loads(line) for line in f]
    base, proactive, collab = (optional(os.path.join(work, f"figures-{n}.json")) for n in ("base", "proactive", "collab"))
    dpo = load(os.path.join(work, "collab.json"))
    notes = os.path.join(work, "notes.md")
    tried = TRIED + ("\n" + open(notes, encoding="utf-8").read().strip() if os.path.exists(notes) else "")
    for name, figures in (("demo-base", base), ("demo-collab", collab)):
        folder = os.path.join(out, name)
        c, path = load(os.path.join(folder, "config.json")), os.path.join(folder, "model.onnx")
        v = load(os.path.join(work, f"verify-{name[5:]}.json"))
        with open(path, "rb") as f:
            sha = hashlib.sha256(f.read()).hexdigest()
        d, a, ff, layers = c["hidden_size"], c["num_attention_heads"] * c["head_dim"], c["intermediate_size"], c["num_hidden_layers"]
        is_base = name == "demo-base"
        columns = [("no system message", base), ("proactive system prompt", proactive)] if is_base else [("no system message", collab), ("demo-base, for comparison", base)]
        columns = [(title, f) for title, f in columns if f]
        if not columns:
            raise SystemExit(f"no figures of {name} were measured; run evaluate.py first.")
        figures = figures or columns[0][1]
        text = CARD.format(
            name=name, layers=layers, dim=d, heads=c["num_attention_heads"], head_dim=c["head_dim"], ff=ff, vocab=c["vocab_size"], positions=c["max_position_embeddings"],
            parameters=c["vocab_size"] * d + d + layers * (4 * a * d + 3 * d * ff + 2 * d), megabytes=os.path.getsize(path) / 1e6, sha=sha,
            tokens=log[-1]["tokens"] / 1e6, minutes=log[-1]["seconds"] / 60, loss=log[-1]["loss"],
            mean_tokens=figures["sessions"]["mean_tokens"], longest_tokens=max(f["sessions"]["longest_tokens"] for _, f in columns),
            intro=("The demonstration policy that drafts at once. With the proactive system prompt (`training/demo/prompts.json`) it asks first, and given a goal it plays the participant."
                   if is_base else "demo-base after DPO towards collaboration: without any system message it tends to ask one or two questions with options before it drafts."),
            can="Drafts a blog post, a short story or a personal statement of five to eight sentences about a topic in the participant's words; uses audience, tone and detail; makes it shorter, "
                "longer, warmer, funnier, more formal; adds an example; changes title, opening, ending, audience or topic; takes out a detail; answers thanks, praise, goodbye and requests for ideas.",
            sampling="temperature 0.7 with the folder's own sampling", table=rows(columns), by_request=by_request(figures, next(t for t, f in columns if f is figures)),
            checks=f"Checked against other engines: {v['tokenizer']} texts and {v['template']} rendered chats give the same ids in the tokenizers library and a Jinja engine; ONNX Runtime's logits are within "
                   f"{max(v['maxLogitError'], v['paddedError']):.1e} of PyTorch's, also with left padding, and {v['greedySame']} of {v['greedyTokens']} greedy tokens are equal.",
            made=("`training/demo/run.sh`. Two processes with shared weights; the learning rate falls to zero with the clock.\n\n" if is_base else
                  f"`training/demo/collab.py`: {dpo['pairs']} pairs of replies sampled from demo-base at temperature 1 with and without the proactive prompt (best against worst; garbled words and lost topics count "
                  f"against a reply), DPO with beta 0.1, a likelihood term and dialogues of the corpus mixed in as the proactive prompt has them, without that prompt, {dpo['steps']} steps.\n\n") + tried)
        with open(os.path.join(folder, "README.md"), "w", encoding="utf-8") as f:
            f.write(text)


if __name__ == "__main__":
    main()
