// Prints N strings, one JSON string a line, from a seed: every script, emoji with joiners, marks, runs of spaces, control characters, half surrogates, code.
const [n, seed] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 1)];
let state = BigInt(seed) * 6364136223846793005n + 1442695040888963407n;
const next = () => { state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n); return Number(state >> 33n); };
const below = k => next() % k;
const pick = list => list[below(list.length)];
const ranges = [[0x20, 0x7e], [0xa0, 0x24f], [0x250, 0x36f], [0x370, 0x3ff], [0x400, 0x52f], [0x530, 0x5ff], [0x600, 0x6ff], [0x900, 0x97f], [0xe00, 0xe7f],
  [0x1100, 0x11ff], [0x1e00, 0x1fff], [0x2000, 0x206f], [0x20a0, 0x214f], [0x2150, 0x23ff], [0x2500, 0x27bf], [0x3000, 0x30ff], [0x4e00, 0x9fff], [0xac00, 0xd7a3],
  [0xf900, 0xfaff], [0xfb00, 0xfdff], [0xfe00, 0xfeff], [0xff00, 0xffef], [0x10000, 0x100ff], [0x10400, 0x1044f], [0x1d400, 0x1d7ff], [0x1f300, 0x1faff], [0x20000, 0x2a6df], [0x100, 0xd7ff], [0xe000, 0xfffd]];
const words = ['the', 'Hello', "don't", "I'LL", "we've", "it'ſ", 'naïve', 'ÉCOLE', 'über', '2026', '3.14159', '1,000,000', 'x²', 'README.md', 'camelCase', 'snake_case', 'Straße', 'İstanbul', 'ﬁne', '①', '½', 'e\u0301', 'ñ', '한국어', '日本語', 'русский', 'ελληνικά', 'עברית', 'العربية', 'हिन्दी', 'ไทย'];
const emoji = ['👩‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇩🇪', '❤️', '🙂', '✌🏿', '\u200d', '\ufe0f'];
const code = ['for (int i = 0; i < n; i++) {\n\treturn x->y;\n}', 'def f(x):\n    return x**2  # square\n', 'SELECT * FROM t WHERE a <> \'b\';', '<div class="a">&nbsp;</div>', '{"k": [1, 2.5e-3, null]}', 'https://example.org/a?b=c&d=%20#e', '\\frac{a}{b}', '::<Vec<u8>>()'];
const spaces = [' ', '  ', '   ', '          ', '\n', '\n\n', '\r\n', '\t', '\t\t', ' \n ', '\u00a0', '\u3000', '\u2009', '\u200b', '\u2028', '\u0085', '\v\f'];
const tokens = ['<s>', '</s>', '<|im_start|>', '<|im_end|>', '<|eot_id|>', '<|endoftext|>', '<bos>', '<unk>', '<pad>', '<think>', '</think>', '<start_of_turn>', '<｜User｜>', '▁', '<0x0A>', '[INST]'];
const character = () => { const [a, b] = pick(ranges); let c = a + below(b - a + 1); if (c >= 0xd800 && c <= 0xdfff) c = 0x41; return String.fromCodePoint(c); };
const part = () => { switch (below(14)) {
  case 0: return Array.from({ length: 1 + below(8) }, character).join('');
  case 1: { const [a, b] = pick(ranges); return Array.from({ length: 1 + below(6) }, () => { let c = a + below(b - a + 1); return String.fromCodePoint(c >= 0xd800 && c <= 0xdfff ? 0x42 : c); }).join(''); }
  case 2: case 3: case 4: return (below(2) ? ' ' : '') + pick(words);
  case 5: return pick(emoji) + (below(2) ? pick(emoji) : '');
  case 6: return pick(code);
  case 7: case 8: return pick(spaces);
  case 9: return ' '.repeat(below(40));
  case 10: return 'e' + Array.from({ length: below(4) }, () => String.fromCharCode(0x300 + below(0x70))).join('');
  case 11: return String.fromCharCode(below(32));
  case 12: return below(3) ? pick(tokens) : String.fromCharCode(0xd800 + below(0x800));
  default: return String(below(100000)) + pick(['', '.', ',', '!', '?', "'s", "'RE", '…', '--', '"']);
} };
for (let i = 0; i < n; i++) console.log(JSON.stringify(Array.from({ length: 1 + below(9) }, part).join('')));
