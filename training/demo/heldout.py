"""Participants of the evaluation: topics, phrasings and questions that the training corpus does not contain."""

TOPICS = """fixing an old radio with my uncle|keeping bees on the roof|my grandfather's accordion|the smell of fresh paint|why I gave up sugar
a letter from the lighthouse keeper|swimming in cold lakes|the museum of broken toys|raising twins in a small flat|teaching my cat to high five
the winter we lost power|sewing my own clothes|a violin under the bed|repairing shoes for strangers|a map drawn by a blind sailor
volunteering at an animal shelter|studying law after the army|the history of my street|growing mushrooms in a cellar|a thief who returns everything
learning sign language|two sisters and a haunted piano|my summer in a fish market|the last bookshop in town|becoming a midwife
photographing birds at dawn|a train that never arrives|what debate club taught me|living with a stutter|the color of honey
racing pigeons|my failed bakery|walking across Scotland|the astronaut's garden|homework and happiness
designing wheelchairs|a ghost who is afraid of children|running a food bank|an island made of plastic|the clockmaker's daughter
mending fences with my father|why silence is useful|my first election|urban foxes|caring for my brother
the art of doing nothing|a recipe from Georgia|glass blowing|the boy who sold shadows|studying earthquakes
water polo|letters to my future self|dyslexia and poetry|snow in the desert|the orchestra at the end of the world
playing chess with prisoners|second hand furniture|a dragon with hay fever|translating for my parents|rebuilding a wooden boat""".replace("\n", "|").split("|")

FIRST = ["hey could you get me started on {w} on {t}", "I'd love your help: {w} about {t}.", "Today I want to do {w} about {t}.", "So, I have this idea for {w} about {t}.",
         "My teacher asked for {w} about {t}. Can you help?", "pls write me {w} abt {t}", "We should make {w} about {t}, okay?", "I was thinking of {w} about {t}."]
WORDS = {"blog post": ["a blog post", "a post"], "creative writing": ["a story", "a short story"], "personal statement": ["a personal statement", "a personal essay"]}

AUDIENCES = ["night shift nurses", "my two cousins", "people who hate Mondays", "old sailors", "my running group", "the scholarship committee", "curious teenagers", "new parents"]
TONES = ["playful", "honest", "gentle", "formal", "hopeful", "plain", "warm and funny", "serious"]
DETAILS = ["the rusty gate", "my aunt's laughter", "a broken compass", "the last bus", "the smell of diesel", "a yellow raincoat", "how we got lost", "the old bakery sign"]

ANSWERS = {"a": ["I'm thinking of {a}", "that would be {a}", "{a} mostly"], "n": ["kind of {n}", "a {n} one", "{n} would be nice"], "d": ["you should have {d} in there", "oh, {d}!", "what about {d}"]}
ANY = ["eh, anything works", "idk really", "no clue, you pick", "hmm whatever"]

# (what is asked, how it is checked)
REQUESTS = [("ok but shorter", "shorter"), ("can you trim this a little", "shorter"), ("its way too long lol", "shorter"), ("pls shorten", "shorter"), ("Could we have it a little shorter?", "shorter"), ("make it shorter pls thx", "shorter"),
            ("pls make it longer", "longer"), ("a little more text would be good", "longer"), ("hm its too short", "longer"), ("could you expand on that", "longer"), ("I want a longer one", "longer"), ("add a few sentences", "longer"),
            ("maybe give one example", "example"), ("can we have an example in there", "example"), ("an exmaple would be nice", "example"), ("add some example pls", "example"),
            ("the ending is kinda weak", "ending"), ("can you change how it ends", "ending"), ("I need a better ending", "ending"), ("pls fix the ending", "ending"),
            ("new title pls", "title"), ("the title sounds dull", "title"), ("I'd prefer another title", "title"), ("can u change the tittle", "title"),
            ("the opening is not great", "opening"), ("pls change the first sentence", "opening"), ("a better beginning please", "opening"),
            ("let it sound {n}", "tone"), ("could it be more {n}?", "tone"), ("i want it a bit more {n}", "tone"), ("more {n} pls", "tone"),
            ("gear it towards {a}", "audience"), ("actually my readers are {a}", "audience"), ("can you rewrite it for {a}?", "audience"), ("it should speak to {a} pls", "audience"),
            ("pls mention {d}", "detail"), ("could you add {d} somewhere", "detail"), ("dont forget {d}", "detail"), ("i want {d} in there", "detail")]

SMALL_TALK = ["thanks!!", "great thx", "hm ok", "I like this one", "what do u think", "any other ideas?", "cool cool", "thats nice", "yes go on", "nah its fine"]
ENDINGS = ["thank you, bye!", "ok thats it, thanks", "good, im done", "thanks a bunch"]

OFF_TOPIC = """What's the tallest mountain in the world?|who is the king of Spain|Can you help me with my taxes?|how do i reset my password|What is the square root of 81?|tell me a story about your family
Which phone should I buy?|write me some javascript|How long do I boil an egg?|what's the time in Tokyo|Do you have feelings?|who painted the Mona Lisa|Is it going to rain tomorrow?|can you order a pizza
What is the meaning of life?|How many legs does a spider have?|whats your favourite movie|Who won the football match yesterday?|Convert 10 miles to kilometers.|How do I get rid of a headache?
When does the next bus leave?|why do cats purr|Can you call my mom?|What is photosynthesis?|how do I invest money|Translate good morning into Spanish.|Who built the pyramids?|whats 15 percent of 60
Do you believe in ghosts?|Where is my order?|What is the fastest car?|how tall is the Eiffel Tower|Can you play chess with me?|Tell me about quantum physics.|what year did the war end|who are you really
Which language is spoken in Brazil?|how do planes fly|Can you sing?|Give me a recipe for pancakes.|what is bitcoin|Who is the richest person?|Are you ChatGPT?|how do I tie a tie|Show me the news.|is coffee healthy
How deep is the ocean?|can you see me|What should I have for dinner?|fix my computer please""".replace("\n", "|").split("|")
