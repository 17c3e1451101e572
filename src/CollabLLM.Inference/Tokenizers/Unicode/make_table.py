#!/usr/bin/env python3
"""Makes normalization.txt.gz from the Unicode Character Database (Debian's package unicode-data).

Only characters up to Unicode 9: the original tokenizers library normalizes by the tables of that version, so that newer marks are
neither put in order nor composed, and the ids must be the same.

One line a code point that has a combining class or a decomposition:
  code point;class;kind;mapping     kind: c canonical, x canonical but excluded from composition, k compatibility, - none
"""
import gzip
import sys

folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
newer = set()
for line in open(f"{folder}/DerivedAge.txt", encoding="utf-8"):
    fields = line.split("#")[0].split(";")
    if len(fields) > 1 and float(fields[1]) > 9:
        first, _, last = fields[0].strip().partition("..")
        newer.update(range(int(first, 16), int(last or first, 16) + 1))

excluded = set()
for line in open(f"{folder}/DerivedNormalizationProps.txt", encoding="utf-8"):
    fields = line.split("#")[0].split(";")
    if len(fields) > 1 and fields[1].strip() == "Full_Composition_Exclusion":
        first, _, last = fields[0].strip().partition("..")
        excluded.update(range(int(first, 16), int(last or first, 16) + 1))

lines = []
for line in open(f"{folder}/UnicodeData.txt", encoding="utf-8"):
    fields = line.split(";")
    code, combining, mapping = int(fields[0], 16), int(fields[3]), fields[5]
    if code in newer or (not combining and not mapping):
        continue
    kind = "-"
    if mapping.startswith("<"):
        kind, mapping = "k", mapping.split("> ")[1]
    elif mapping:
        kind = "x" if code in excluded else "c"
    lines.append(f"{code:X};{combining};{kind};{mapping}")
with open("normalization.txt.gz", "wb") as target:
    target.write(gzip.compress("\n".join(lines).encode("ascii"), 9, mtime=0))
