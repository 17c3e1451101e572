"""Reference values for the statistics, by SciPy and statsmodels. Writes the JSON files beside this script.

    python3 make_reference.py        (SciPy 1.10.1, statsmodels 0.13.5, NumPy 1.24.2)

null stands for "nothing can be said": the product must refuse there.
"""
import json, math, os
import numpy as np
from scipy import integrate, optimize, special, stats
from scipy.spatial.distance import jensenshannon
from statsmodels.duration.survfunc import survdiff
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import ttost_ind

HERE = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(20260101)


def clean(value):
    if isinstance(value, dict): return {k: clean(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)): return [clean(v) for v in value]
    if isinstance(value, (np.integer, int)): return int(value)
    if isinstance(value, (np.floating, float)): return None if not math.isfinite(value) else float(f"{value:.15g}")
    return value


def write(name, data):
    with open(os.path.join(HERE, name), "w") as file:
        json.dump(clean({"by": "python3 make_reference.py", "tables": data}), file, separators=(",", ":"))
        file.write("\n")


def ratings(n, centre=8.0, spread=1.5): return np.clip(np.round(rng.normal(centre, spread, n)), 1, 10)


def two_arm_tables():
    n = lambda k, m=0, s=1, d=6: np.round(rng.normal(m, s, k), d)
    yield "normal 20", n(20), n(20, .5)
    yield "normal 60", n(60, 5, 2), n(60, 5.5, 2)
    yield "unequal sizes and spreads", n(35, 1, 1), n(80, 1.5, 4)
    yield "published sizes, ratings", ratings(61, 8.3), ratings(58, 8.5)
    yield "ratings, all tied heavily", ratings(25, 8, .6), ratings(25, 8.4, .6)
    yield "ratings, three marks", rng.choice([8., 9., 10.], 40), rng.choice([8., 9., 10.], 33, p=[.2, .3, .5])
    yield "tiny 2 and 2", n(2), n(2, 1)
    yield "tiny 3 and 2", n(3), n(2, 2)
    yield "tiny 3 and 3 with ties", np.array([1., 2, 2]), np.array([2., 3, 3])
    yield "tiny 4 and 5", n(4, 3), n(5)
    yield "one value each", np.array([3.]), np.array([5.])
    yield "one value against five", np.array([3.5]), n(5)
    yield "one arm without spread", np.full(6, 7.), n(8, 6)
    yield "both without spread, different", np.full(5, 7.), np.full(6, 8.)
    yield "both without spread, equal", np.full(5, 7.), np.full(6, 7.)
    yield "one arm empty", np.array([]), n(7)
    yield "both empty", np.array([]), np.array([])
    yield "missing values", np.where(rng.random(30) < .3, np.nan, n(30)), np.where(rng.random(25) < .3, np.nan, n(25, .7))
    yield "heavy tails, Cauchy", np.round(rng.standard_cauchy(45), 6), np.round(rng.standard_cauchy(38) + .5, 6)
    yield "heavy tails, lognormal times", np.round(rng.lognormal(6, .8, 61), 2), np.round(rng.lognormal(5.9, .8, 58), 2)
    yield "heavy tails, t2", np.round(rng.standard_t(2, 51), 6), np.round(rng.standard_t(2, 70), 6)
    yield "large offset", np.round(1e6 + rng.normal(0, 1, 30), 4), np.round(1e6 + .4 + rng.normal(0, 1, 30), 4)
    yield "tiny numbers", np.round(rng.normal(0, 1e-6, 24), 10), np.round(rng.normal(5e-7, 1e-6, 22), 10)
    yield "counts", rng.poisson(3, 50).astype(float), rng.poisson(4, 47).astype(float)
    yield "complete separation", n(10, 0, .5), n(9, 9, .5)
    yield "same values in both arms", np.array([1., 2, 3, 4, 5]), np.array([1., 2, 3, 4, 5])
    yield "exact limit 50 and 50", n(50), n(50, .3)
    yield "just over the exact limit", n(51), n(49, .3)
    yield "200 per arm, ratings", ratings(200, 8.1), ratings(200, 8.3)


def two_arm(name, raw_a, raw_b):
    a, b = raw_a[~np.isnan(raw_a)], raw_b[~np.isnan(raw_b)]
    out = {"name": name, "a": raw_a, "b": raw_b, "n": [len(a), len(b)]}
    m, k = len(a), len(b)
    flat = lambda v: len(v) == 0 or np.all(v == v[0])
    out["quartiles"] = [np.percentile(v, [25, 50, 75]) if len(v) else None for v in (a, b)]
    out["mean"] = [np.mean(v) if len(v) else None for v in (a, b)]
    out["sd"] = [np.std(v, ddof=1) if len(v) > 1 else None for v in (a, b)]
    out["tInterval"] = [None if len(v) < 2 or flat(v) else stats.t.interval(.95, len(v) - 1, np.mean(v), stats.sem(v)) for v in (a, b)]
    both = np.concatenate([a, b])
    welch = cohen = hedges = tost = bayes = None
    if m > 1 and k > 1 and not (flat(a) and flat(b)):
        t, p = stats.ttest_ind(a, b, equal_var=False)
        va, vb = np.var(a, ddof=1) / m, np.var(b, ddof=1) / k
        df = (va + vb) ** 2 / (va ** 2 / (m - 1) + vb ** 2 / (k - 1))
        half = stats.t.ppf(.975, df) * math.sqrt(va + vb)
        d = np.mean(a) - np.mean(b)
        welch = {"t": t, "df": df, "p": p, "interval": [d - half, d + half]}
        margin = float(f"{np.std(both, ddof=1) / 2:.4g}")
        tost = {"margin": margin, "p": ttost_ind(a, b, -margin, margin, usevar="unequal")[0]}
        pooled = math.sqrt(((m - 1) * np.var(a, ddof=1) + (k - 1) * np.var(b, ddof=1)) / (m + k - 2))
        root = math.sqrt(m * k / (m + k))
        effect = d / pooled
        if abs(effect * root) < 30:
            bound = lambda q: optimize.brentq(lambda nc: stats.nct.cdf(effect * root, m + k - 2, nc) - q, effect * root - 40, effect * root + 40, xtol=1e-13) / root
            j = math.exp(special.gammaln((m + k - 2) / 2) - special.gammaln((m + k - 3) / 2)) / math.sqrt((m + k - 2) / 2)
            low, high = bound(.975), bound(.025)
            cohen, hedges = [effect, low, high], [effect * j, low * j, high * j]
        if not flat(a) and not flat(b):
            sa, sb = math.sqrt(va), math.sqrt(vb)
            f = lambda x: stats.t.pdf(x, m - 1) * stats.t.cdf((d + sa * x) / sb, k - 1)
            bayes = integrate.quad(f, -np.inf, 0, epsabs=1e-12, epsrel=1e-11, limit=400)[0] + integrate.quad(f, 0, np.inf, epsabs=1e-12, epsrel=1e-11, limit=400)[0]
    out.update(welch=welch, cohensD=cohen, hedgesG=hedges, equivalence=tost, probabilityHigher=bayes)
    mann = hl = cliff = permutation = None
    if m and k:
        diff = np.subtract.outer(a, b).ravel()
        ties = len(np.unique(both)) < len(both)
        exact = not ties and m <= 50 and k <= 50
        if not flat(both):
            u, p = stats.mannwhitneyu(a, b, method="exact" if exact else "asymptotic", use_continuity=True)
            mann = {"u": u, "p": p, "exact": exact}
            if special.comb(m + k, m) <= 20000:
                null = [np.mean(both[list(c)]) - np.mean(np.delete(both, list(c))) for c in __import__("itertools").combinations(range(m + k), m)]
                permutation = np.mean(np.abs(null) >= abs(np.mean(a) - np.mean(b)) * (1 - 1e-12))
        hl = {"shift": np.median(diff)}
        d = np.sign(np.subtract.outer(a, b))
        delta = d.mean()
        cliff = {"delta": delta, "interval": None}
        if m > 1 and k > 1 and not (flat(a) and flat(b)):
            s = np.sum((d.mean(1) - delta) ** 2) / (m - 1) / m + np.sum((d.mean(0) - delta) ** 2) / (k - 1) / k - np.sum((d - delta) ** 2) / ((m - 1) * (k - 1)) / (m * k)
            s = max(s, (1 - delta ** 2) / (m * k - 1))
            if s > 0:
                z = stats.t.ppf(.975, m + k - 2)
                root = z * math.sqrt(s) * math.sqrt((1 - delta ** 2) ** 2 + z * z * s)
                cliff["interval"] = [max(-1, (delta - delta ** 3 - root) / (1 - delta ** 2 + z * z * s)), min(1, (delta - delta ** 3 + root) / (1 - delta ** 2 + z * z * s))]
    out.update(mannWhitney=mann, hodgesLehmann=hl, cliffsDelta=cliff, permutation=permutation)
    out["normality"] = [None if len(v) < 20 or flat(v) else stats.normaltest(v) for v in (a, b)]
    dev = [np.abs(v - np.median(v)) for v in (a, b) if len(v) >= 2]
    out["equalSpread"] = None if len(dev) < 2 or sum(np.sum((v - v.mean()) ** 2) for v in dev) == 0 else stats.levene(a, b, center="median")
    return out


def several_arms():
    for i in range(22):
        k = 3 + i % 3
        sizes = [0 if (i == 5 and j == 1) else rng.integers(2 if i % 4 else 1, 40) for j in range(k)]
        arms = [ratings(s, 7 + .3 * j) if i % 2 else np.round(rng.normal(j * .3, 1, s), 5) for j, s in enumerate(sizes)]
        if i == 7: arms = [np.full(4, 8.), np.full(5, 8.), np.full(3, 8.)]
        if i == 9: arms = [np.round(rng.standard_cauchy(15), 5) for _ in range(3)]
        used = [v for v in arms if len(v)]
        flat = len(np.unique(np.concatenate(used))) < 2
        yield {"arms": arms, "kruskal": None if flat else stats.kruskal(*used)}


def binary_tables():
    published = [(54, 61, 53, 58), (24, 61, 33, 58), (26, 61, 37, 58)]
    more = [(0, 10, 0, 12), (10, 10, 12, 12), (0, 10, 5, 12), (10, 10, 3, 12), (1, 1, 0, 1), (1, 2, 1, 2), (0, 0, 3, 5), (0, 0, 0, 0), (5, 10, 5, 10), (1, 100, 5, 90), (99, 100, 80, 100), (2, 3, 1, 40), (700, 1000, 650, 1000), (3, 7, 0, 7), (0, 7, 3, 7), (20, 20, 0, 20), (49, 98, 51, 101), (11, 30, 17, 25), (4, 9, 8, 9), (250, 400, 210, 380)]
    for a, m, b, k in published + more:
        row = {"a": a, "m": m, "b": b, "k": k, "wilson": [None if n == 0 else proportion_confint(x, n, method="wilson") for x, n in ((a, m), (b, k))]}
        row.update(difference=None, ratio=None, fisher=None, chiSquare=None, bayes=None)
        if m and k:
            row["difference"] = [a / m - b / k, *confint_proportions_2indep(a, m, b, k, method="newcomb", compare="diff")]
            (l1, u1), (l2, u2) = row["wilson"]
            l1, l2, u1, u2 = (0 if a == 0 else l1), (0 if b == 0 else l2), (1 if a == m else u1), (1 if b == k else u2)
            p, q = a / m, b / k
            if b:
                low = 0 if a == 0 else l1 * (2 * p - l1) / (p * q + math.sqrt(max(0, (p * q) ** 2 - l1 * (2 * p - l1) * u2 * (2 * q - u2))))
                high = (p * q + math.sqrt(max(0, (p * q) ** 2 - u1 * (2 * p - u1) * l2 * (2 * q - l2)))) / (l2 * (2 * q - l2))
                row["ratio"] = {"value": p / q, "low": low, "high": high}
            if 0 < a + b < m + k:
                row["fisher"] = stats.fisher_exact([[a, m - a], [b, k - b]])[1]
                row["chiSquare"] = stats.chi2_contingency([[a, m - a], [b, k - b]], correction=False)[:2]
            f = lambda x: stats.beta.pdf(x, 1 + a, 1 + m - a) * stats.beta.cdf(x, 1 + b, 1 + k - b)
            mode = min(max(a / m, .01), .99)
            row["bayes"] = sum(integrate.quad(f, lo, hi, epsabs=1e-13, epsrel=1e-12, limit=400)[0] for lo, hi in zip([0, mode * .8, mode, mode + (1 - mode) * .2], [mode * .8, mode, mode + (1 - mode) * .2, 1]))
        yield row


def corrections():
    for i in range(22):
        p = np.round(rng.random(1 + i) ** (1 + i % 4), 6)
        if i % 5 == 0: p[0] = 0 if i else 1
        if i % 3 == 0 and len(p) > 2: p[1] = p[2]
        yield {"p": p, "holm": multipletests(p, method="holm")[1], "bh": multipletests(p, method="fdr_bh")[1]}


def survival():
    for i in range(22):
        k, rows = 2 + i % 3, []
        for arm in range(k):
            for _ in range(0 if (i == 4 and arm == 1) else int(rng.integers(3 if i % 4 == 0 else 15, 50))):
                t = rng.integers(1, 10) if i % 2 else round(float(rng.exponential(5 + arm)), 4)
                rows.append([arm, float(t), bool(rng.random() < .5)])
        if i == 6: rows = [[a, t, False] for a, t, _ in rows]
        groups = {r[0] for r in rows}
        ok = len(groups) > 1 and any(r[2] for r in rows)
        yield {"rows": [[a, t, int(e)] for a, t, e in rows], "logRank": survdiff(np.array([r[1] for r in rows]), np.array([int(r[2]) for r in rows]), np.array([r[0] for r in rows])) if ok else None}


def kappas():
    for i in range(22):
        k = 2 + i % 4
        table = rng.integers(0, 12, (k, k)) + np.diag(rng.integers(0, 30, k))
        if i == 3: table = np.diag([5] * k)
        if i == 5: table = np.zeros((k, k), int)
        if i == 9: table = np.zeros((k, k), int); table[0, 0] = 9
        if i == 11: table = np.ones((k, k), int)
        row = {"table": table}
        for name, w in (("none", None), ("linear", "linear"), ("quadratic", "quadratic")):
            if i in (5, 9): row[name] = None; continue
            r = cohens_kappa(table, wt=w) if w else cohens_kappa(table)
            row[name] = [r.kappa, r.kappa_low, r.kappa_upp] if r.std_kappa > 1e-9 else [r.kappa, None, None]
        yield row


def correlations():
    for i in range(24):
        n = [3, 4, 10, 25, 60, 200][i % 6]
        x = rng.normal(size=n); y = .4 * x + rng.normal(size=n)
        if i % 3 == 1: x, y = np.round(x), np.round(y)
        if i % 3 == 2: x = ratings(n)
        if i == 9: x = np.full(n, 4.)
        if i == 12: x = np.arange(n) * 1.; y = x * 2
        if i == 15: x, y = rng.standard_cauchy(n), rng.standard_cauchy(n)
        x, y = np.round(x, 6), np.round(y, 6)
        flat = len(set(x)) < 2 or len(set(y)) < 2
        yield {"x": x, "y": y, "spearman": None if flat else stats.spearmanr(x, y)[0], "kendall": None if flat else stats.kendalltau(x, y)[0]}


def pooling():
    for i in range(22):
        k = 2 + i % 7
        effect, se = np.round(rng.normal(.2, .3 if i % 3 else .02, k), 5), np.round(rng.uniform(.05, .4, k), 5)
        plain = combine_effects(effect, se ** 2, method_re="dl", use_t=False)
        hk = combine_effects(effect, se ** 2, method_re="dl", use_t=True)
        tau2 = max(0, hk.tau2)
        w = 1 / (se ** 2 + tau2)
        mean = np.sum(w * effect) / np.sum(w)
        error = math.sqrt(np.sum(w * (effect - mean) ** 2) / ((k - 1) * np.sum(w)))
        if hk.tau2 >= 0:  # statsmodels does not cut a negative tau2 off at 0, so it speaks only for the others
            assert abs(mean - hk.mean_effect_re) < 1e-9 and abs(error - hk.sd_eff_w_re_hksj) < 1e-9
        half = stats.t.ppf(.975, k - 1) * error
        yield {"effects": effect, "se": se, "fixed": [plain.mean_effect_fe, plain.sd_eff_w_fe], "fixedInterval": plain.conf_int()[0], "random": [mean, error], "randomInterval": [mean - half, mean + half], "tau2": tau2, "q": hk.q}


def powers():
    for i in range(24):
        d, a, b, alpha = round(float(rng.uniform(.05, 1.5)), 3), int(rng.integers(2, 200)), int(rng.integers(2, 200)), [.05, .01, .1][i % 3]
        if i == 0: d, a, b, alpha = .5, 60, 60, .05
        power = TTestIndPower().power(d, a, alpha, ratio=b / a, alternative="two-sided")
        size = math.ceil(TTestIndPower().solve_power(effect_size=d, power=.8, alpha=alpha, ratio=1) - 1e-9)
        yield {"d": d, "a": a, "b": b, "alpha": alpha, "power": power, "sizePerArm": size}


def boundaries():
    """Independent of the product: Simpson's rule on 3,001 points, bisection on z."""
    cases = [[k / n for k in range(1, n + 1)] for n in (1, 2, 3, 4, 5, 6, 8)] + [[.3, 1], [.5, .8, 1], [.1, .2, 1], [.25, .9, 1], [.6, .7, .8, 1]]
    for fractions in cases:
        for spending in ("oBrienFleming", "pocock"):
            alpha = .05 if len(fractions) != 3 else .01
            spent = [4 * stats.norm.sf(stats.norm.isf(alpha / 4) / math.sqrt(t)) if spending == "oBrienFleming" else alpha * math.log(1 + (math.e - 1) * t) for t in fractions]
            xs, mass, before, used, zs = np.array([0.]), np.array([1.]), 0, 0, []
            for t, total in zip(fractions, spent):
                step = math.sqrt(t - before)
                crosses = lambda z: np.sum(mass * (stats.norm.sf((z * math.sqrt(t) - xs) / step) + stats.norm.cdf((-z * math.sqrt(t) - xs) / step)))
                z = optimize.brentq(lambda z: crosses(z) - (total - used), 0, 9, xtol=1e-13)
                grid = np.linspace(-z * math.sqrt(t), z * math.sqrt(t), 3001)
                weight = np.ones(3001); weight[1:-1:2] = 4; weight[2:-1:2] = 2; weight *= (grid[1] - grid[0]) / 3
                density = np.zeros(3001)
                for start in range(0, 3001, 500):
                    density[start:start + 500] = (stats.norm.pdf((grid[start:start + 500, None] - xs[None, :]) / step) @ mass) / step
                xs, mass, before, used = grid, density * weight, t, total
                zs.append(z)
            yield {"fractions": fractions, "spending": spending, "alpha": alpha, "spent": spent, "z": zs}


def words():
    vocabulary = "helpful clear slow generic asks questions repeats long friendly draft wrong tone fast useful vague detail".split()
    for i in range(20):
        one, two = [list(rng.choice(vocabulary, rng.integers(5, 60), p=rng.dirichlet(np.ones(len(vocabulary))))) for _ in range(2)]
        prior = [500, 50, 10][i % 3]
        n, k, out = len(one), len(two), {}
        for w in set(one) | set(two):
            y, z = one.count(w), two.count(w)
            a = prior * (y + z) / (n + k)
            delta = math.log((y + a) / (n + prior - y - a)) - math.log((z + a) / (k + prior - z - a))
            out[str(w)] = [delta, delta / math.sqrt(1 / (y + a) + 1 / (z + a))]
        yield {"one": " ".join(one), "two": " ".join(two), "prior": prior, "words": dict(sorted(out.items()))}


def bca():
    """SciPy's own BCa end points on stored replicates, so that no random stream is shared."""
    from scipy.stats._resampling import _bca_interval
    for i in range(20):
        n = [8, 12, 20, 40][i % 4]
        x = np.round(rng.lognormal(0, .8, n) if i % 2 else rng.normal(size=n), 4)
        replicates = np.round(np.mean(rng.choice(x, (400, n)), axis=1), 8)
        replicates = replicates[np.abs(replicates - x.mean()) > 1e-7]  # SciPy 1.10 counts replicates equal to the estimate as above it
        low, high = _bca_interval((x,), lambda d, axis=-1: np.mean(d, axis=axis), axis=-1, alpha=.025, theta_hat_b=replicates, batch=None)[:2]
        pct = [np.percentile(replicates, 100 * float(q)) for q in (low, high)]
        yield {"x": x, "replicates": replicates, "interval": pct}


def studentized():
    """Bootstrap-t written out over stored draws; a participant is the sum and the number of their values."""
    own = np.random.default_rng(20260103)  # a stream of its own: the other files do not change with it
    for i in range(24):
        n = [8, 12, 20, 40][i % 4]
        counts = own.integers(1, 4, n) if i % 3 == 2 else np.ones(n, int)
        values = [own.lognormal(0, .8, n), own.normal(1e4, 1, n), np.clip(np.round(own.normal(8, 1.5, n)), 1, 10)][i // 4 % 3]
        sums = np.round(values * counts + (counts > 1) * own.normal(size=n), 4)
        draws = own.integers(0, n, (100, n))

        def mean_and_error(s, c):
            m = s.sum(-1) / c.sum(-1)
            return m, np.sqrt(n / (n - 1) * ((s - m[..., None] * c) ** 2).sum(-1)) / c.sum(-1)

        m, se = [v[0] for v in mean_and_error(sums[None], counts[None])]
        means, errors = mean_and_error(sums[draws], counts[draws])
        high, low = np.quantile((means - m) / errors, [.025, .975])
        yield {"sums": sums, "counts": counts, "draws": draws, "error": se, "interval": [m - low * se, m - high * se]}


def distances():
    own = np.random.default_rng(20260102)  # a stream of its own: the other files do not change with it
    for i in range(28):
        m, n = [(1, 1), (2, 3), (5, 4), (20, 25), (60, 40), (200, 150), (7, 300)][i % 7]
        a, b = own.normal(size=m), own.normal(.4, 1.3, n)
        if i % 4 == 1: a, b = np.clip(np.round(own.normal(7, 2, m)), 1, 10), np.clip(np.round(own.normal(8, 1.5, n)), 1, 10)
        if i % 4 == 2: a, b = own.lognormal(2, .8, m), own.lognormal(2.5, .6, n)
        if i % 4 == 3: a, b = own.integers(0, 2, m) * 1., own.integers(0, 2, n) * 1.
        if i == 8: a, b = np.full(m, 3.), np.full(n, 3.)
        if i == 12: a, b = np.full(m, 1.), np.full(n, 4.)
        if i == 16: b = a.copy()
        if i == 20: a, b = own.standard_cauchy(m), own.standard_cauchy(n)
        if i == 24: a, b = np.arange(m) * 1., 1000. + np.arange(n)
        a, b = np.round(a, 4), np.round(b, 4)
        values = np.unique(np.concatenate([a, b]))
        if len(values) <= 12:
            p, q = [np.array([(x == v).sum() for v in values]) for x in (a, b)]
        else:
            edges = np.unique(np.quantile(np.concatenate([a, b]), np.arange(11) / 10))
            p, q = [np.histogram(x, edges)[0] for x in (a, b)]
        yield {"a": a, "b": b, "wasserstein": stats.wasserstein_distance(a, b), "ks": stats.ks_2samp(a, b).statistic, "jensenShannon": jensenshannon(p, q, base=2)}
    yield {"a": [], "b": [1., 2.], "wasserstein": None, "ks": None, "jensenShannon": None}


write("two_arms.json", [two_arm(*t) for t in two_arm_tables()])
write("several_arms.json", list(several_arms()))
write("binary.json", list(binary_tables()))
write("corrections.json", list(corrections()))
write("survival.json", list(survival()))
write("kappa.json", list(kappas()))
write("correlations.json", list(correlations()))
write("pooling.json", list(pooling()))
write("power.json", list(powers()))
write("boundaries.json", list(boundaries()))
write("words.json", list(words()))
write("bca.json", list(bca()))
write("studentized.json", list(studentized()))
write("distances.json", list(distances()))
