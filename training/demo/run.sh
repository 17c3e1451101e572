#!/usr/bin/env bash
# The whole pipeline: tokenizer, training, DPO, export, checks, figures, cards. Usage: training/demo/run.sh [MINUTES] [OUT]
set -euo pipefail
cd "$(dirname "$0")"
minutes=${1:-50}
out=$(realpath -m "${2:-../../models}")
work=build
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import torch, onnx' 2>/dev/null; then
  apt-get install -y python3-torch python3-onnx python3-numpy libopenblas0-pthread wamerican wbritish
fi
[ -d node_modules ] || npm install --ignore-scripts --no-audit --no-fund
export OMP_NUM_THREADS=1
# While training, memory is kept by the process: large tensors come and go at every step. (The evaluation must not do so: its tensors grow, and the heap with them.)
keep="env MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=20000000000 MALLOC_TOP_PAD_=500000000 MALLOC_ARENA_MAX=1"
mkdir -p "$work"
"$python" test_corpus.py
"$python" make_tokenizer.py "$work/tokenizer" 4096
$keep "$python" train.py "$work/tokenizer" "$work/base" "$minutes"
"$python" collab.py "$work/base/ema.npz" "$work/tokenizer" "$work/collab.npz" | tee "$work/collab.json"
for name in base collab; do
  checkpoint=$work/base/ema.npz
  [ $name = collab ] && checkpoint=$work/collab.npz
  "$python" export.py "$checkpoint" "$work/tokenizer" "$out/demo-$name"
  "$python" verify.py "$checkpoint" "$work/tokenizer" "$work/cases.json"
  node verify.mjs "$out/demo-$name" "$work/cases.json" | tee "$work/verify-$name.json"
  "$python" evaluate.py --topics 600 "$checkpoint" "$work/tokenizer" --show "$work/show-$name.json" > "$work/figures-$name.json"
done
"$python" evaluate.py --topics 600 "$work/base/ema.npz" "$work/tokenizer" --system proactive --show "$work/show-proactive.json" > "$work/figures-proactive.json"
"$python" card.py "$work" "$out"
