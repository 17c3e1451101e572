"""The sentences of the demonstration domain: what replies and drafts are made of.

Placeholders: {t} topic, {a} audience, {d} detail, {n} tone, {y} document type.
"""

TYPES = ("blog post", "creative writing", "personal statement")

TYPE_WORDS = {
    "blog post": ["a blog post", "a blog", "a short blog post", "a post for my blog", "an article", "a blog article"],
    "creative writing": ["a short story", "a story", "some creative writing", "a creative piece", "a scene",
                         "a piece of creative writing"],
    "personal statement": ["a personal statement", "my personal statement", "a statement for my application",
                           "an application essay", "a personal essay"],
}

TYPE_NOUN = {"blog post": "blog post", "creative writing": "story", "personal statement": "personal statement"}

TITLES = {
    "blog post": ["A few words on {t}", "What I learned from {t}", "Notes on {t}", "Why I keep coming back to {t}",
                  "The quiet joy of {t}", "Let us talk about {t}"],
    "creative writing": ["The story of {t}", "The night of {t}", "A small tale of {t}", "Beyond {t}",
                         "The last days of {t}", "The secret of {t}"],
    "personal statement": ["What {t} taught me", "My path to {t}", "How I came to {t}", "My reasons for {t}",
                           "A life with {t}", "Learning from {t}"],
}

OPENINGS = {
    "blog post": ["I have been thinking about {t} for a long time.", "Not long ago I knew almost nothing about {t}.",
                  "Few things have surprised me as much as {t}.", "Everyone has an opinion about {t}, and here is mine.",
                  "It took me years to see what {t} really means.", "Last week someone asked me about {t}."],
    "creative writing": ["It began with {t}, on a night when nobody was watching.",
                         "Nobody in the village would speak about {t}.",
                         "The old map showed only one thing: {t}.", "When the rain stopped, there was only {t}.",
                         "Mara had heard about {t} long before she saw the sea.",
                         "There was once a child who dreamed of {t}."],
    "personal statement": ["My interest in {t} began early and has never left me.",
                           "I did not expect {t} to change my plans, but it did.",
                           "When people ask what drives me, I tell them about {t}.",
                           "I am applying because of {t}.", "For three years my life has turned around {t}.",
                           "I first understood what I wanted to do through {t}."],
}

BODIES = {
    "blog post": ["The first step is small, and anyone can take it.", "What helps most is to start before you feel ready.",
                  "I made many mistakes, and each of them was useful.", "The best advice I got was to go slowly.",
                  "You need less time and less money than you think.", "Some days are hard, and that is part of it.",
                  "Ask one good question and the rest will follow.", "It is easier when you share it with a friend.",
                  "The details matter more than the big plan.", "After a month you will notice a change.",
                  "Keep a short list and look at it every evening.", "There is no perfect way to do it."],
    "creative writing": ["A door opened, and the light fell across the floor.", "She counted her steps and did not turn around.",
                         "Somewhere behind the hill a bell was ringing.", "The wind carried a voice that she almost knew.",
                         "He put the letter back and closed the box.", "For a moment the whole street was silent.",
                         "They waited until the fire was low.", "The key was warm, as if someone had just held it.",
                         "No one had told them that the bridge was gone.", "In the morning the snow was blue.",
                         "The old dog lifted its head and listened.", "Everything she knew fit into one small bag."],
    "personal statement": ["I learned to listen before I speak.", "I took on more responsibility every year.",
                           "My teachers trusted me with a project of my own.", "I failed at first, and I tried again.",
                           "Working with others showed me what I can give.", "I kept careful notes and shared them with my team.",
                           "It taught me patience and a clear way of thinking.", "I am ready to do the slow work that this needs.",
                           "The results were modest, but they were my own.", "I found that I enjoy hard questions.",
                           "In this time I also worked to support my family.", "I want to build on this in your program."],
}

CLOSINGS = {
    "blog post": ["Try it this week and see what happens.", "That is all you need to begin.", "Thank you for reading.",
                  "Tell me how it goes for you.", "I am still learning, and I hope you are too.", "Start today, even with one small thing."],
    "creative writing": ["And then the lights went out.", "She never told anyone what she saw.", "By morning, only the song was left.",
                         "The road went on, and so did they.", "That was the last anyone heard of it.", "He smiled and opened the door."],
    "personal statement": ["I hope to continue this work with you.", "I would be glad to show you what I can do.",
                           "I know where I want to go, and this is the next step.", "Thank you for considering my application.",
                           "I am ready to begin.", "This is what I will bring to your program."],
}

AUDIENCE = ["This is for {a}.", "I am writing this for {a}.", "It is meant for {a}.", "I had {a} in mind all along.",
            "May it find its way to {a}.", "These lines are for {a}."]

DETAIL = ["I still remember {d}.", "What stays with me is {d}.", "And then there was {d}.", "It always comes back to {d}.",
          "The heart of it is {d}.", "More than anything, I think of {d}."]

EXAMPLES = ["For example, one evening {t} was all we talked about.", "Take last summer: {t} filled a whole week.",
            "One example says it best: a single hour with {t} changed my mind.",
            "For instance, my neighbor once lost a whole day to {t}."]

STYLES = {
    "warm": ["You are not alone in this, and that is a good thing.", "I say this with all my heart.",
             "Be kind to yourself along the way.", "It still makes me smile.", "There is room for everyone here."],
    "funny": ["I once tried this in my pajamas, and the cat was not impressed.", "My socks have never been the same since.",
              "If you laugh at this, you have understood it.", "Even the toaster had something to say about it.",
              "It went wrong in the funniest way."],
    "formal": ["It is therefore important to consider the matter with care.", "The following points deserve attention.",
               "In this regard, several facts are clear.", "This view rests on careful observation.",
               "I would like to state this plainly and with respect."],
    "simple": ["It is that simple.", "Keep it short and clear.", "One thing at a time.", "No long words are needed.", "You see how easy it is."],
    "hopeful": ["Tomorrow can be better than today.", "There is always a way forward.", "I believe that good things will come.",
                "The best part is still ahead.", "Even a small light helps."],
    "serious": ["This is not a small matter.", "We should take it seriously.", "There is a real cost, and we must face it.",
                "I do not say this lightly.", "It asks for honesty."],
}

TONE_GROUPS = {
    "warm": ["warm", "friendly", "kind", "personal", "gentle", "cozy", "tender", "caring", "heartfelt", "sincere", "soft", "loving"],
    "funny": ["funny", "playful", "witty", "light", "silly", "humorous", "cheerful", "cheeky", "lighthearted", "ironic", "goofy"],
    "formal": ["formal", "professional", "academic", "polite", "respectful", "official", "polished", "precise"],
    "simple": ["simple", "plain", "clear", "direct", "short", "casual", "relaxed", "informal", "conversational", "straightforward"],
    "hopeful": ["hopeful", "inspiring", "optimistic", "bright", "uplifting", "encouraging", "confident", "excited", "dreamy", "motivating"],
    "serious": ["serious", "honest", "dark", "sad", "thoughtful", "calm", "quiet", "reflective", "dramatic", "mysterious", "tense", "critical"],
}

TONE_REPLY = ["Here is a version that sounds more {n}.", "I made it more {n}.", "Now it has a more {n} tone."]

QUESTIONS = {
    "a": ["Who is it for: {o}?", "Who will read it: {o}?", "Which readers do you have in mind: {o}?"],
    "n": ["Should it sound {o}?", "Which tone fits best: {o}?", "How should it sound: {o}?"],
    "d": ["Which detail should be in it: {o}?", "What should I make sure to mention: {o}?", "Is there one thing to include, such as {o}?"],
}

ASK_LEAD = ["Good topic.", "Happy to help with {t}.", "I would like to get {t} right.", "Before I write about {t}, a short question.",
            "A {y} about {t} sounds good.", "Let us plan it first."]
ASK_LEAD_2 = ["Thank you.", "Good, that helps.", "That is clear.", "Noted."]
ASK_AND = ["And one more:", "Also:", "And"]

DRAFT_LEAD = ["Here is a draft.", "Here is a first draft.", "Here is your {y}.", "Here is a {y} about {t}.", "This is a first version."]
DRAFT_LEAD_ASKED = ["Thank you, here is a draft.", "Good, here is a draft with that in mind.", "Great, here is a first version.",
                    "That helps. Here is a draft."]
DRAFT_END_BASE = ["", "", "I hope this helps.", "Let me know if you want changes.", "You can change anything you like."]
DRAFT_END_PROACTIVE = ["Would you like it shorter, warmer, or with an example?", "Should I change the opening or the ending?",
                       "Is the tone right, or should it be more formal?", "Shall I add an example or a stronger ending?",
                       "What should I change: the length, the tone, or the title?", "Is anything missing for {a}?"]

REVISION_LEAD = {
    "shorter": ["Here is a shorter version.", "I made it shorter.", "I cut it down.", "Shorter now."],
    "longer": ["Here is a longer version.", "I made it longer.", "I added more to it.", "Now there is more."],
    "example": ["I added an example.", "Here it is with an example.", "Now it has an example."],
    "ending": ["Here is a new ending.", "I changed the ending.", "The ending is new now."],
    "opening": ["Here is a new opening.", "I changed the beginning.", "It starts in a new way now."],
    "title": ["Here is a new title.", "I changed the title.", "It has a new title now."],
    "audience": ["Now it is written for {a}.", "I changed it for {a}.", "Here is a version for {a}."],
    "detail": ["I added {d}.", "Now it mentions {d}.", "I worked in {d}."],
    "drop": ["I took that part out.", "That part is gone now.", "I removed it."],
    "topic": ["All right, here is a draft about {t}.", "Good, now it is about {t}."],
    "again": ["Here is another version.", "Here is a new try.", "I started over."],
    "better": ["I worked on it again.", "Here is a better version.", "I improved it."],
}

OFF_TOPIC = ["I can only help with your {y} here. Shall we go on with {t}?", "That is outside what I can do. I can help with your {y} about {t}.",
             "Sorry, I only know about writing this {y}. Let us get back to {t}.",
             "I cannot help with that, but I can go on with your {y} about {t}."]
OFF_TOPIC_EARLY = ["I can only help with writing here. What would you like to write about?",
                   "That is outside what I can do. I can help you write a blog post, a story, or a personal statement.",
                   "Sorry, I only know about writing. Which text shall we work on?"]
UNCLEAR = ["I did not understand that. Should I change the length, the tone, or the ending?",
           "Sorry, I did not catch that. What should I change in the {y}?", "Could you say that in another way? I can change the length, the tone, or the title."]
THANKS = ["You are welcome. Good luck with your {y}.", "Glad to help with {t}.", "You are welcome. I enjoyed working on {t}.",
          "My pleasure. I hope your readers like it."]
BYE = ["Goodbye, and good luck with your {y}.", "Goodbye. I hope it goes well.", "See you, and enjoy {t}."]
HELLO = ["Hello! What would you like to write about?", "Hi! Which text shall we work on: a blog post, a story, or a personal statement?",
         "Hello! Tell me your topic and we can begin."]
PRAISE_REPLY = ["I am glad you like it. Should I change anything else?", "Good to hear. Is there anything left to change?",
                "Thank you. We could still work on the title or the ending."]
OPINION = ["I think it is clear, but the ending could be stronger. Shall I change it?", "It reads well. An example would make it stronger.",
           "The opening works. I would make the middle a little shorter.", "It fits {t}. A warmer tone might help."]
IDEAS = ["You could add an example, a personal memory, or a stronger ending. Which one do you like?",
         "Three ideas: tell a short story about {t}, name one problem, or end with a question.",
         "You could begin with a memory, explain why {t} matters, or give some advice."]
GO_ON = ["Good. Tell me what to change: the length, the tone, or the ending.", "All right. What should I change first?",
         "Good. Should I make it shorter, or add an example?"]
DONE = ["Then it is ready. Good luck with your {y}.", "Good, then we are done. I hope it helps.", "All right, then I leave it as it is."]
BETTER_ASK = ["What should be better: the tone, the length, or the ending?", "Gladly. Is it the opening, the tone, or the ending that you do not like?"]
BOTH_LEAD = ["I made both changes.", "Both are done.", "Here it is with both changes."]
