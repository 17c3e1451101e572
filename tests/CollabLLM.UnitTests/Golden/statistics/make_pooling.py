"""tau2 after Paule and Mandel (scipy's brentq on its defining equation) and DerSimonian and Laird (statsmodels), Hartung-Knapp and prediction
intervals by scipy's t, for pooling_random.json. Run: python3 make_pooling.py

statsmodels' own Paule-Mandel iteration stops at 0 in some tables where the equation has a root above 0; where it finds one, it must be ours."""
import json
import pathlib

import numpy as np
from scipy import optimize, stats
from statsmodels.stats.meta_analysis import combine_effects

rng = np.random.default_rng(20261126)
tables = []
for i in range(24):
    k = 3 + i % 8
    effect, se = np.round(rng.normal(.2, [.5, .2, .02][i % 3], k), 5), np.round(rng.uniform(.05, .4, k), 5)
    row = {"effects": effect.tolist(), "se": se.tolist()}
    for name, method in (("pauleMandel", "iterated"), ("derSimonianLaird", "dl")):
        found = combine_effects(effect, se ** 2, method_re=method, use_t=True, **({"atol": 1e-14, "maxiter": 1000} if method == "iterated" else {}))
        tau2 = max(0, float(found.tau2))
        if name == "pauleMandel":
            def excess(t):
                weight = 1 / (se ** 2 + t)
                return float(np.sum(weight * (effect - np.sum(weight * effect) / np.sum(weight)) ** 2)) - (k - 1)
            root = 0.0 if excess(0) <= 0 else float(optimize.brentq(excess, 0, 100, xtol=1e-15))
            assert tau2 <= 0 or abs(root - tau2) < 1e-8, (i, root, tau2)
            tau2 = root
        w = 1 / (se ** 2 + tau2)
        mean = float(np.sum(w * effect) / np.sum(w))
        hk = float(np.sqrt(np.sum(w * (effect - mean) ** 2) / ((k - 1) * np.sum(w))))
        if abs(max(0, found.tau2) - tau2) < 1e-8 and found.tau2 >= 0:
            assert abs(mean - found.mean_effect_re) < 1e-8, (i, name)
        half, further = stats.t.ppf(.975, k - 1) * hk, stats.t.ppf(.975, k - 2) * np.sqrt(tau2 + 1 / np.sum(w))
        row[name] = {"tau2": tau2, "mean": mean, "se": hk, "interval": [mean - half, mean + half], "prediction": [mean - further, mean + further]}
    q = float(combine_effects(effect, se ** 2).q)
    row |= {"q": q, "i2": max(0, (q - (k - 1)) / q), "qP": float(stats.chi2.sf(q, k - 1))}
    tables.append(row)
pathlib.Path(__file__).with_name("pooling_random.json").write_text(json.dumps({"by": "python3 make_pooling.py", "tables": tables}))
