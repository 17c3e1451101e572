"""What participants say in the training corpus. Evaluation uses other phrasings (see evaluate.py)."""

FIRST = ["Please help me write {w} about {t}.", "I want to write {w} about {t}.", "Can you write {w} about {t}?", "I need {w} about {t}.",
         "Write {w} about {t}.", "Help me with {w} about {t}.", "I would like {w} on {t}.", "Could you help me write {w} on {t}?",
         "I have to write {w} about {t}.", "{w} about {t}", "Let's write {w} about {t}.", "We need {w} about {t}, can you help?",
         "I'm working on {w} about {t}.", "My topic is {t}. I want to write {w}.", "Topic: {t}. Please write {w}.",
         "I am writing {w}, and the topic is {t}.", "Hi, can you help me write {w} about {t}?", "Hello! I need some help with {w} about {t}.",
         "The topic is {t}, write {w}.", "I want {w}. It should be about {t}.", "i need to write {w} about {t} and dont know how to start"]
FIRST_INLINE = ["{w} about {t} for {a}", "Please help me write {w} about {t} for {a}.", "I want to write {w} about {t} for {a}.", "Write {w} about {t} that mentions {d}.",
                "I need {w} for {a} about {t}.", "Please write {w} about {t} in a {n} tone.", "{w} about {t}, {n}, for {a}", "Can you write {w} about {t}, with {d} in it?",
                "I want to write {w} about {t} for {a}. It should be {n} and mention {d}.", "Topic: {t}. Audience: {a}. Tone: {n}. Detail: {d}.", "{t}, for {a}, {n}, with {d}",
                "Help me write {w} about {t}. Audience: {a}. Tone: {n}. Detail: {d}."]
FIRST_NO_TYPE = ["Please write something about {t}.", "I want to write about {t}.", "Write about {t}.", "{t}", "Something about {t}, please.",
                 "My topic is {t}.", "Let's write about {t}.", "It is about {t}.", "How about {t}?", "I chose {t}."]
FIRST_NO_TOPIC = ["Please help me write {w}.", "I want to write {w}.", "I need {w}.", "Can you help me with {w}?"]
WITH_A = ["It is for {a}.", "My readers are {a}.", "The audience is {a}.", "for {a}", "I am writing it for {a}.", "Audience: {a}.", "It should speak to {a}."]
WITH_N = ["It should sound {n}.", "Keep it {n}.", "The tone should be {n}.", "I want it {n}.", "Tone: {n}.", "Make it {n}.", "I'd like a {n} tone."]
WITH_D = ["Please mention {d}.", "It should include {d}.", "Don't forget {d}.", "I want {d} in it.", "Detail: {d}.", "Include {d}.", "Say something about {d}."]

ANSWER = {
    "a": ["{a}", "For {a}.", "{a}, I think.", "It is for {a}.", "I guess {a}", "mostly {a}", "{a} please", "it's for {a}", "My readers are {a}.", "probably {a}"],
    "n": ["{n}", "{n}, please.", "It should be {n}.", "I'd say {n}", "rather {n}", "{n} i think", "make it {n}", "Something {n}.", "Definitely {n}.", "more {n}"],
    "d": ["{d}", "Please mention {d}.", "{d}, please.", "I want {d} in it.", "maybe {d}", "Something about {d}.", "include {d}", "yes, {d}", "you could add {d}", "It should have {d}."],
}
ANY = ["idk, anything", "I don't know", "anything is fine", "you choose", "whatever", "no idea", "idk", "you decide", "I don't mind.", "not sure",
       "doesn't matter", "just write it", "up to you", "no preference", "dunno", "any", "whatever you think is best", "surprise me", "just start", "i dont care"]

OPS = {
    "shorter": ["Make it shorter.", "Can you make it shorter?", "Shorter, please.", "This is too long.", "make it shorter pls", "Cut it down.", "Please shorten it.",
                "It's too long, cut some of it.", "can u shorten this", "I need a shorter version.", "shorter", "Too many words.", "Make it a bit shorter.", "less text please",
                "Could you cut it in half?", "Keep only the main points.", "trim it down", "be more brief", "Make it more concise.", "Reduce the length."],
    "longer": ["Make it longer.", "Can you make it longer?", "Longer, please.", "This is too short.", "Please add more.", "make it longer pls", "Add another paragraph.",
               "I need a longer version.", "write more", "longer", "Expand it a bit.", "more text please", "Tell me more in the middle.", "Can you extend it?", "Add more detail.",
               "It needs more words.", "a bit longer", "Could you write a few more sentences?", "Give it more depth.", "add some more"],
    "example": ["Add an example.", "Can you add an example?", "Give an example.", "An example would help.", "Please include an example.", "add an example pls", "put in an example",
                "I'd like an example in it.", "maybe an example?", "Show it with an example.", "example please", "needs an example"],
    "ending": ["Change the ending.", "I don't like the ending.", "Can you write a new ending?", "The ending is weak.", "Make the ending stronger.", "different ending please", "new ending",
               "Please rewrite the last sentence.", "The end should be better.", "can u change the end", "Give it another ending.", "The conclusion is boring.", "Finish it in another way.", "end it differently"],
    "opening": ["Change the opening.", "I don't like the beginning.", "Can you write a new opening?", "The first sentence is weak.", "Start in a different way.", "new beginning please",
                "Please rewrite the introduction.", "The start is boring.", "change the start", "Give it another opening.", "begin differently", "The intro should be better."],
    "title": ["Change the title.", "I don't like the title.", "Give it a new title.", "Can you find a better title?", "another title please", "new title", "The title is boring.", "different title pls",
              "We need a better headline.", "title should be different", "Suggest another title."],
    "audience": ["Make it for {a}.", "It should be for {a}.", "Change the audience to {a}.", "Write it for {a} instead.", "Can you write it for {a}?", "rewrite it for {a}", "My readers are {a}.",
                 "Actually it is for {a}.", "The audience is {a} now.", "for {a} please"],
    "detail": ["Please mention {d}.", "Add something about {d}.", "Include {d}.", "Can you add {d}?", "I want {d} in it.", "put {d} in it", "Don't forget {d}.", "mention {d} pls", "It should also have {d}.",
               "could you work in {d}", "Say something about {d}.", "and {d} too"],
    "drop": ["Take out the part about {d}.", "Remove {d}.", "Delete the sentence about {d}.", "I don't want {d} in it.", "leave out {d}", "Please remove the part with {d}."],
    "tone": ["Make it more {n}.", "It should sound more {n}.", "Can you make it {n}?", "More {n}, please.", "Make it sound {n}.", "a bit more {n}", "make it more {n} pls", "I want a more {n} tone.",
             "Change the tone to {n}.", "It's not {n} enough.", "{n} tone please", "could you make this sound more {n}", "rewrite it in a {n} way"],
    "topic": ["Actually, write about {t} instead.", "Let's change the topic to {t}.", "I changed my mind, the topic is {t}.", "Can we write about {t} instead?", "new topic: {t}"],
    "again": ["Start over.", "Try again.", "Write another version.", "I don't like it, try again.", "do it again", "Can you rewrite it?", "Something else, please.", "Rewrite the whole thing.", "give me another one"],
    "better": ["Make it better.", "Improve it.", "Can you improve this?", "It's not good enough.", "make it better pls", "It could be better.", "fix it", "polish it"],
}
THANKS = ["Thank you!", "Thanks.", "thanks a lot", "Thank you so much.", "thx", "Many thanks!", "ty", "Great, thank you.", "Perfect, thanks!", "cheers", "thanks, that helps", "Thanks for your help."]
BYE = ["Goodbye!", "bye", "See you.", "That's all, bye.", "I'm done, goodbye.", "ok bye", "Good night.", "See you later!"]
PRAISE = ["I like it.", "That's good.", "Great!", "nice", "Looks good to me.", "I love it!", "perfect", "Very nice.", "cool", "good job", "This is great.", "better now", "wow, nice"]
OPINION = ["What do you think?", "Is it good?", "Is this good enough?", "how is it", "Do you like it?", "Would you change anything?", "Any feedback?", "what would you improve"]
IDEAS = ["Any ideas?", "What else could I add?", "What should I write next?", "any suggestions?", "I don't know what to add.", "Give me some ideas.", "what's missing?", "Help me think.", "im stuck"]
YES = ["Yes.", "yes please", "ok", "Sure.", "yeah", "yep", "okay", "Go ahead.", "sounds good", "alright"]
NO = ["No, that's fine.", "no", "nope", "Nothing else.", "No, it's good.", "nothing", "no thanks", "I think we are done.", "It's fine as it is.", "that's all"]
HELLO = ["Hi", "hello", "Hello!", "hey", "Hi there!", "good morning", "hey there", "Good evening.", "hi, can you help me?", "Hello, how are you?", "sup"]

OFF_TOPIC = ["What is the capital of {x}?", "Who won the {x}?", "How old is {x}?", "What is {x}?", "Can you do my math homework?", "What's the weather like?", "Tell me a joke.", "Who are you?",
             "What time is it?", "Write a program in {x}.", "How do I fix my {x}?", "How do I cook {x}?", "What is 12 times 7?", "Who is the president of {x}?", "Can you book a {x} for me?",
             "Translate {x} into French.", "Where can I buy {x}?", "How many {x} are there in {x}?", "what does {x} mean", "who invented the {x}", "Do you know {x}?", "Are you human?",
             "Are you a robot?", "what is your name", "How are you today?", "do you like {x}?", "Explain {x} to me.", "When was {x} born?", "Why is the sky blue?", "solve {x} for me",
             "Can you recommend a {x}?", "Play some music.", "Send an email to {x}.", "Which is better, {x} or {x}?", "what's the price of {x}", "Open the {x} for me.",
             "Is {x} bigger than {x}?", "How far is {x}?", "Give me the news about {x}.", "python code for {x}", "calculate 5 plus 9", "Can I eat {x}?", "What day is today?", "Search the web for {x}.",
             "how do {x} {x}", "why do {x} {x}?", "Why is {x} so {x}?", "is {x} good", "Is {x} {x}?", "Can you fix the {x}?", "can you buy {x}", "where is {x}", "Where are the {x}?", "give me a {x}",
             "how much is {x}", "How much does a {x} cost?", "who made {x}", "Who wrote {x}?", "which {x} is best", "Which {x} do you use?", "what should I {x}", "What should I do about {x}?", "how do I {x} my {x}",
             "How can I {x}?", "Tell me about {x}.", "tell me something about the {x}", "Show me {x}.", "show me a {x}", "do you have {x}", "Do you see the {x}?", "are you {x}", "Are you a {x}?", "when is {x}",
             "When does the {x} start?", "what's in {x}", "Convert {x} to {x}.", "translate {x}", "Who discovered {x}?", "write me a {x} program", "please {x} my {x}", "can you {x}", "Can you {x} with me?",
             "whats {x}", "what is {x} in {x}", "how big is {x}", "how {x} is the {x}", "How many {x}?", "Who is {x}?", "who are you", "what happened in {x}", "did {x} win", "will it {x} tomorrow", "Help me with my {x} homework.", "why are {x} {x}"]
# Further ways to ask, put together from parts: (how it begins, what is asked, how it ends).
BEGIN_DO = ["", "", "can you ", "could you ", "could we ", "can we ", "I'd like you to ", "let's ", "can u ", "please ", "pls ", "now ", "I want you to ", "would you ", "maybe ", "try to ", "you should ", "just ", "go and "]
BEGIN_IS = ["", "", "hmm, ", "i think ", "I feel that ", "sorry but ", "to be honest ", "well, ", "ok but ", "it seems ", "imo ", "I'm afraid "]
END_DO = ["", "", "", " please", " pls", " thx", " a bit", " a little", " slightly", " a little bit", " quite a bit", " somehow", " if possible", " for me", "?", ".", " thank you", " lol", " ok"]
END_IS = ["", "", ".", "!", " sorry", " lol", " to me", " i think", ", can you fix that", " for my taste", ", please change it"]
DO = {
    "shorter": ["shorten {it}", "cut {it}", "trim {it} down", "make {it} more brief", "condense {it}", "tighten {it}", "reduce {it}", "compress {it}", "remove some sentences", "use fewer words",
                "take some words out", "drop a sentence or two", "leave out what is not needed", "get to the point faster", "keep {it} short", "have {it} shorter", "have {it} a bit shorter", "trim a little off", "cut some off", "make {it} slightly shorter", "make {it} a little less long", "say it in fewer words"],
    "longer": ["expand {it}", "extend {it}", "add more text", "write a bit more", "make {it} fuller", "add a sentence", "add two sentences", "add one more paragraph", "go deeper", "stretch {it}",
               "develop {it} further", "elaborate", "elaborate a little", "say more", "put more into {it}", "have a bit more text", "fill {it} out", "keep going", "continue", "add a few lines", "make {it} a little longer", "have {it} longer"],
    "example": ["give one example", "add one example", "put an example into {it}", "show an example", "use an example", "illustrate {it}", "work in an example", "insert an exampel", "have some example"],
    "ending": ["change the last line", "rewrite the ending", "fix how it finishes", "end {it} in another way", "write another conclusion", "improve the end", "give me a better last sentence", "redo the ending", "change the way it ends",
               "swap the ending", "have another end"],
    "opening": ["change the first line", "rewrite the opening", "fix the start", "open in another way", "write another introduction", "improve the first line", "give me a better intro", "redo the beginning", "change the way it starts",
                "swap the opening", "have another start"],
    "title": ["change the headline", "rename {it}", "use another title", "find another name for {it}", "improve the title", "redo the titel", "give me a nicer title", "pick a different headline", "swap the title", "have a new heading"],
    "audience": ["aim {it} at {a}", "target {a}", "tailor {it} to {a}", "adapt {it} for {a}", "direct {it} to {a}", "rewrite everything for {a}", "address {a}", "talk to {a}", "point {it} at {a}", "fit {it} to {a}", "turn {it} towards {a}"],
    "detail": ["add {d}", "put {d} somewhere", "work {d} into {it}", "use {d}", "bring in {d}", "write about {d} too", "name {d}", "include {d} as well", "have {d} in here", "remember {d}", "add a line on {d}"],
    "tone": ["make {it} sound more {n}", "write {it} {n}", "be more {n}", "go for a {n} tone", "use a {n} voice", "make {it} feel {n}", "have {it} {n}", "keep {it} {n}", "turn {it} {n}", "sound {n}", "change the mood to {n}", "give {it} a {n} touch", "make {it} a bit more {n}", "make {it} a little more {n}", "let {it} be {n}"],
}
IS = {
    "shorter": ["{it} is too long", "thats a lot of text", "{it} is a bit long", "{it} is very long", "{it} has too many sentences", "{it} drags", "nobody will read all that", "{it} should be shorter", "{it} needs to be shorter"],
    "longer": ["{it} is too short", "thats not enough", "{it} is a bit short", "{it} is very short", "{it} should be longer", "{it} needs more", "more would be better", "{it} is too thin", "there could be more of it"],
    "example": ["an example is missing", "{it} needs an example", "{it} lacks an example", "one example would help", "there should be an example"],
    "ending": ["the ending is bad", "the last line is not good", "the end does not work", "the ending feels flat", "the conclusion is not strong", "I need another ending", "the end sounds off", "the ending could be stronger", "the end is a bit weak", "I want a better end", "how it ends is not good"],
    "opening": ["the opening is bad", "the first line is not good", "the start does not work", "the beginning feels flat", "the intro is not strong", "I need another beginning", "the start sounds off", "the opening could be stronger"],
    "title": ["the title is bad", "the headline is not good", "the title does not fit", "the title feels flat", "I need another headline", "I would rather have another title", "the title sounds off", "i dont like the titel", "the title could be better"],
    "audience": ["{it} is for {a} actually", "the readers will be {a}", "my audience is {a}", "{a} will read {it}", "{it} should fit {a}", "{it} has to work for {a}", "I wrote this for {a}"],
    "detail": ["{d} is missing", "{it} should mention {d}", "{it} needs {d}", "you forgot {d}", "there should be {d} in it", "i would like {d} too", "{d} has to be in there"],
    "tone": ["{it} is not {n} enough", "{it} should be more {n}", "{it} needs a {n} tone", "{it} has to sound {n}", "i would like it {n}", "I prefer it {n}", "i want it more {n}", "I want {it} to be a little {n}", "{it} should feel more {n}", "the tone should be {n}"],
}
IT = ["it", "it", "it", "this", "this text", "the text", "that", "the whole thing"]


def request(r, op):
    """One way to ask for the operation; placeholders of its value stay in."""
    if op not in DO or r.random() < 0.45:
        return r.choice(OPS[op])
    begin, what, end = (BEGIN_DO, DO, END_DO) if r.random() < 0.6 else (BEGIN_IS, IS, END_IS)
    text = r.choice(begin) + r.choice(what[op]).replace("{it}", r.choice(IT)) + r.choice(end)
    return text[:1].upper() + text[1:] if r.random() < 0.4 and not text.startswith("{") else text


TERMINATE = "[[TERMINATE CHAT]]"
SIM_END = ["Thank you, this is what I wanted. [[TERMINATE CHAT]]", "Perfect, thanks! [[TERMINATE CHAT]]", "Great, I am happy with it. [[TERMINATE CHAT]]",
           "[[TERMINATE CHAT]]", "That is all, thank you. [[TERMINATE CHAT]]"]
