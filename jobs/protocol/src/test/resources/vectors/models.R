#!/usr/bin/env Rscript
# Writes models.json: what R makes of small data sets, for each kind of model.
# Base R only; 4.2 or later. Numbers are written with 17 digits, rows as decimal text.

options(warn = 1)
set.seed(20261121, kind = "Mersenne-Twister")

num <- function(x) ifelse(is.na(x) | !is.finite(x), "null", sprintf("%.17g", x))
str <- function(x) paste0("\"", x, "\"")
arr <- function(x) paste0("[", paste(x, collapse = ", "), "]")
obj <- function(...) {
  x <- list(...)
  paste0("{", paste0(str(names(x)), ": ", unlist(x), collapse = ", "), "}")
}

column <- function(v) {
  if (is.factor(v)) {
    obj(levels = arr(str(levels(v))), values = arr(str(as.character(v))))
  } else {
    obj(values = arr(str(format(v, trim = TRUE, scientific = FALSE, digits = 15))))
  }
}
columns <- function(d) paste0("{", paste0(str(names(d)), ": ", sapply(d, column), collapse = ", "), "}")

regression <- function(name, formula, d) {
  fit <- lm(formula, d)
  s <- summary(fit)
  ci <- suppressWarnings(confint(fit))
  rows <- sapply(names(coef(fit)), function(label) {
    if (is.na(coef(fit)[label])) return(paste0(str(label), ": null"))
    own <- s$coefficients[label, ]
    paste0(str(label), ": ", arr(num(c(own, ci[label, ]))))
  })
  f <- s$fstatistic
  fp <- if (is.null(f)) NA else pf(f[1], f[2], f[3], lower.tail = FALSE)
  obj(name = str(name),
      intercept = if (attr(terms(fit), "intercept") == 1) "true" else "false",
      response = str(all.vars(formula)[1]),
      terms = arr(sapply(strsplit(attr(terms(fit), "term.labels"), ":"), function(t) arr(str(t)))),
      columns = columns(d),
      coefficients = paste0("{", paste(rows, collapse = ", "), "}"),
      n = nobs(fit), df = df.residual(fit), sigma = num(s$sigma),
      r2 = num(s$r.squared), adjusted = num(s$adj.r.squared),
      f = num(if (is.null(f)) NA else f[1]), fp = num(fp))
}

n <- 60
taxi <- data.frame(
  tips = round(rgamma(n, 2, 1), 2), fare = round(rgamma(n, 4, 0.3), 2), miles = round(rexp(n, 0.2), 1),
  pay = factor(sample(c("Card", "Cash", "Other"), n, TRUE), levels = c("Card", "Cash", "Other")),
  day = factor(sample(1:2, n, TRUE)))
taxi$tips <- round(taxi$tips + 0.15 * taxi$fare * (taxi$pay == "Card"), 2)
taxi$double_fare <- 2 * taxi$fare + 1
far <- data.frame(x = 100 + 1:12, z = round(rnorm(12), 3), y = round(5000 + 3 * (1:12) + rnorm(12), 3))
steep <- data.frame(x = 1:40, y = round(5 * (1:40) + rnorm(40, sd = 0.001), 4))

regressions <- list(
  regression("plain", tips ~ fare + miles, taxi),
  regression("categorical", tips ~ fare + miles + pay, taxi),
  regression("two-factors", tips ~ pay + day + fare, taxi),
  regression("no-intercept", tips ~ fare + miles - 1, taxi),
  regression("no-intercept-factor", tips ~ pay + day + fare - 1, taxi),
  regression("interaction", tips ~ fare * miles, taxi),
  regression("slopes", tips ~ fare * pay, taxi),
  regression("slopes-only", tips ~ pay + fare:pay, taxi),
  regression("crossed", tips ~ pay * day, taxi),
  regression("aliased", tips ~ fare + double_fare + miles, taxi),
  regression("constant-only", tips ~ 1, taxi),
  regression("far-from-zero", y ~ x + z, far),
  regression("tiny-p", y ~ x, steep),
  regression("saturated", tips ~ fare + miles, taxi[1:3, ]))

values <- function(x) arr(str(format(x, trim = TRUE, scientific = FALSE, digits = 15)))
test <- function(kind, t, ...) {
  difference <- if (kind == "one_sample") t$estimate - t$null.value
                else if (kind == "paired") t$estimate
                else t$estimate[1] - t$estimate[2]
  low <- t$conf.int - (if (kind == "one_sample") t$null.value else 0)
  obj(kind = str(kind), ..., difference = num(difference), t = num(t$statistic), df = num(t$parameter),
      p = num(t$p.value), low = num(low[1]), high = num(low[2]))
}
a <- round(rnorm(17, 10, 2), 2); b <- round(rnorm(23, 12, 5), 2); c <- round(a + rnorm(17, 1, 0.2), 2)
tests <- list(
  test("one_sample", t.test(a, mu = 9.5), mean = str("9.5"), first = values(a)),
  test("welch", t.test(a, b), first = values(a), second = values(b)),
  test("pooled", t.test(a, b, var.equal = TRUE), first = values(a), second = values(b)),
  test("welch", t.test(a, b + 500), first = values(a), second = values(b + 500)),
  test("welch", t.test(a[1:2], b[1:3]), first = values(a[1:2]), second = values(b[1:3])),
  test("paired", t.test(a, c, paired = TRUE), first = values(a), second = values(c)))

variance <- function(d) {
  s <- summary(aov(y ~ g, d))[[1]]
  obj(columns = columns(d), dfBetween = s$Df[1], dfWithin = s$Df[2],
      between = num(s$`Sum Sq`[1]), within = num(s$`Sum Sq`[2]), f = num(s$`F value`[1]), p = num(s$`Pr(>F)`[1]),
      means = arr(num(tapply(d$y, d$g, mean))), sds = arr(num(tapply(d$y, d$g, sd))))
}
groups <- data.frame(y = round(rnorm(30, 20, 3), 1), g = factor(rep(c("a", "b", "c"), c(5, 10, 15))))
apart <- transform(groups, y = round(y + 100 * as.integer(g), 1))
anovas <- list(variance(groups), variance(apart))

independence <- function(m) {
  t <- suppressWarnings(chisq.test(m, correct = FALSE))
  obj(counts = arr(apply(m, 1, arr)), statistic = num(t$statistic), df = t$parameter, p = num(t$p.value),
      expected = arr(apply(t$expected, 1, function(r) arr(num(r)))),
      rowShares = arr(apply(prop.table(m, 1), 1, function(r) arr(num(r)))),
      columnShares = arr(apply(prop.table(m, 2), 1, function(r) arr(num(r)))))
}
tables <- list(
  independence(matrix(c(12, 5, 7, 9, 20, 3), 2)),
  independence(matrix(c(5, 5, 5, 5), 2)),
  independence(matrix(c(900, 10, 20, 800), 2)),
  independence(matrix(rpois(20, 30), 4)))

cloud <- data.frame(a = round(rnorm(50, 0, 3), 2), b = round(rnorm(50, 5, 1), 2), c = round(runif(50), 2))
cloud$d <- round(cloud$a + 2 * cloud$b + rnorm(50, 0, 0.1), 2)

pair <- function(x, y) {
  t <- cor.test(x, y)
  obj(x = values(x), y = values(y), r = num(t$estimate), p = num(t$p.value))
}
correlations <- list(
  pair(taxi$fare, taxi$tips), pair(taxi$miles, taxi$tips), pair(far$x, far$z), pair(cloud$a, -cloud$d),
  pair(c(1, 2, 4), c(3, 1, 2)))

# The sign rule: the loading of greatest magnitude is positive.
signed <- function(v) v * sign(v[which.max(abs(v))])
components <- function(d, scale) {
  p <- prcomp(d, scale. = scale)
  obj(columns = columns(d), standardise = if (scale) "true" else "false", eigenvalues = arr(num(p$sdev^2)),
      loadings = arr(apply(p$rotation, 2, function(v) arr(num(signed(v))))))
}
pcas <- list(
  components(cloud, FALSE), components(cloud, TRUE), components(taxi[c("tips", "fare", "miles")], TRUE),
  components(far, FALSE))

section <- function(name, cases) paste0(str(name), ": [\n  ", paste(cases, collapse = ",\n  "), "\n]")
writeLines(paste0("{\n", paste(section("regressions", regressions), section("t_tests", tests),
  section("anovas", anovas), section("tables", tables), section("correlations", correlations),
  section("components", pcas), sep = ",\n"), "\n}"), "models.json")
