# Reference values for the models and for R's own rank intervals and r x c exact tests. Writes JSON files beside this script.
#   Rscript make_models.R     (R 4.2.2, lme4 and ordinal of Debian 12)
# Satterthwaite df: the definition itself, by finite differences of lme4's fitted covariance formula and of the REML criterion.
suppressMessages({library(lme4); library(ordinal)})
set.seed(20260102)
num <- function(x) ifelse(is.na(x) | !is.finite(x), "null", format(x, digits = 15, trim = TRUE, scientific = TRUE))
vec <- function(x) paste0("[", paste(num(x), collapse = ","), "]")
strs <- function(x) paste0("[", paste0('"', x, '"', collapse = ","), "]")
write <- function(name, rows) cat(sprintf('{"by":"Rscript make_models.R","tables":[%s]}\n', paste(rows, collapse = ",")), file = name)

reml <- function(X, y, id, b, s) {
  n <- table(id); V <- lapply(split(seq_along(y), id), function(r) { k <- length(r); diag(s, k) + matrix(b, k, k) })
  groups <- split(seq_along(y), id)
  XtVX <- Reduce(`+`, Map(function(r, v) t(X[r, , drop = FALSE]) %*% solve(v, X[r, , drop = FALSE]), groups, V))
  XtVy <- Reduce(`+`, Map(function(r, v) t(X[r, , drop = FALSE]) %*% solve(v, y[r]), groups, V))
  beta <- solve(XtVX, XtVy); res <- y - X %*% beta
  q <- sum(unlist(Map(function(r, v) t(res[r]) %*% solve(v, res[r]), groups, V)))
  ld <- sum(unlist(lapply(V, function(v) determinant(v)$modulus)))
  list(crit = ld + as.numeric(determinant(XtVX)$modulus) + q + (length(y) - ncol(X)) * log(2 * pi), cov = solve(XtVX), beta = beta)
}
rows <- c()
for (i in 1:20) {
  arms <- if (i %% 3 == 0) c("base", "pro", "collab") else c("base", "collab")
  per <- c(6, 12, 20, 30)[i %% 4 + 1]
  d <- expand.grid(t = c(3, 6, 9)[1:(2 + i %% 2)], id = seq_len(per * length(arms)))
  d$arm <- arms[(d$id - 1) %% length(arms) + 1]
  d$y <- 7 + .3 * (d$arm == "collab") + .1 * (d$t / 3) * (d$arm == "collab") + rnorm(max(d$id), 0, c(1, .4, 2)[i %% 3 + 1])[d$id] + rnorm(nrow(d))
  if (i %% 2 == 0) d$y <- pmin(10, pmax(1, round(d$y))) else d$y <- round(d$y, 5)
  if (i %% 4 != 1) d <- d[runif(nrow(d)) < .85, ]
  if (i == 7) d$y <- round(rt(nrow(d), 2), 5)
  d$cell <- factor(paste(d$arm, d$t), levels = as.vector(t(outer(arms, sort(unique(d$t)), paste))))
  if (any(table(d$cell) == 0)) next
  m <- suppressMessages(lmer(y ~ 0 + cell + (1 | id), d, REML = TRUE, control = lmerControl(optCtrl = list(maxfun = 1e5), check.conv.singular = "ignore", optimizer = "bobyqa")))
  vc <- as.data.frame(VarCorr(m))$vcov
  X <- model.matrix(~ 0 + cell, d); L <- rep(0, ncol(X)); k <- length(unique(d$t))
  L[(length(arms) - 1) * k + 1:k] <- 1 / k; L[1:k] <- -1 / k
  est <- sum(L * fixef(m)); v <- as.numeric(t(L) %*% as.matrix(vcov(m)) %*% L)
  df <- NA
  if (vc[1] > 1e-6) {
    f <- function(p) as.numeric(t(L) %*% reml(X, d$y, d$id, p[1], p[2])$cov %*% L)
    g <- function(p) reml(X, d$y, d$id, p[1], p[2])$crit
    h <- vc * 1e-3
    grad <- sapply(1:2, function(j) { e <- c(0, 0); e[j] <- h[j]; (8 * (f(vc + e) - f(vc - e)) - (f(vc + 2 * e) - f(vc - 2 * e))) / (12 * h[j]) })
    H <- optimHess(vc, g, control = list(ndeps = vc * 2e-3)); A <- 2 * solve(H)
    df <- 2 * v^2 / as.numeric(t(grad) %*% A %*% grad)
  }
  rows <- c(rows, sprintf('{"id":%s,"arm":%s,"t":%s,"y":%s,"arms":%s,"between":%s,"residual":%s,"criterion":%s,"means":%s,"se":%s,"contrast":%s}',
    vec(d$id), strs(d$arm), vec(d$t), vec(d$y), strs(arms), num(vc[1]), num(vc[2]), num(REMLcrit(m)), vec(fixef(m)), vec(sqrt(diag(as.matrix(vcov(m))))), vec(c(est, sqrt(v), df))))
}
cat(length(rows), "mixed models\n")
write("mixed_models.json", rows)

rows <- c()
for (i in 1:22) {
  arms <- if (i %% 3 == 0) c("base", "pro", "collab") else c("base", "collab")
  n <- c(8, 25, 60, 120)[i %% 4 + 1]
  d <- data.frame(arm = factor(rep(arms, each = n), levels = arms))
  d$y <- pmin(10, pmax(1, round(7.5 + .5 * (d$arm == "collab") + rnorm(nrow(d), 0, c(1.2, 2, .7)[i %% 3 + 1]))))
  if (i %% 5 == 0) d$y <- ifelse(d$y >= 8, 2, 1)
  if (i == 13) d$y <- round(rcauchy(nrow(d))) %% 10 + 1
  m <- clm(factor(y) ~ arm, data = d, control = clm.control(gradTol = 1e-10))
  m0 <- clm(factor(y) ~ 1, data = d)
  k <- length(m$alpha)
  rows <- c(rows, sprintf('{"arm":%s,"y":%s,"thresholds":%s,"coefficients":%s,"se":%s,"logLikelihood":%s,"statistic":%s}',
    strs(d$arm), vec(d$y), vec(m$alpha), vec(m$beta), vec(sqrt(diag(vcov(m)))), num(as.numeric(logLik(m))), num(2 * (as.numeric(logLik(m)) - as.numeric(logLik(m0))))))
}
write("cumulative_link.json", rows)

rows <- c()
for (i in 1:20) {
  m <- c(4, 6, 10, 25, 50)[i %% 5 + 1]; n <- c(5, 9, 20, 44)[i %% 4 + 1]
  a <- round(if (i %% 3 == 0) rcauchy(m) else rnorm(m, .4), 6); b <- round(if (i %% 3 == 0) rcauchy(n) else rnorm(n), 6)
  w <- wilcox.test(a, b, exact = TRUE, conf.int = TRUE)
  rows <- c(rows, sprintf('{"a":%s,"b":%s,"u":%s,"p":%s,"shift":%s,"interval":%s}', vec(a), vec(b), num(w$statistic), num(w$p.value), num(w$estimate), vec(w$conf.int)))
}
write("rank_shift.json", rows)

rows <- c()
for (i in 1:22) {
  r <- 2 + i %% 2; c <- 2 + i %% 3
  x <- matrix(rpois(r * c, c(3, 5, 2)[i %% 3 + 1]), r)
  if (i == 4) x[, 1] <- 0
  ok <- sum(rowSums(x) > 0) > 1 && sum(colSums(x) > 0) > 1
  f <- if (ok) fisher.test(x[rowSums(x) > 0, colSums(x) > 0], workspace = 2e7)$p.value else NA
  rows <- c(rows, sprintf('{"table":[%s],"p":%s}', paste(apply(x, 1, function(v) vec(v)), collapse = ","), num(f)))
}
write("fisher_tables.json", rows)
