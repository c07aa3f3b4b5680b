-- Every aggregate by itself.

-- name: count rows
SELECT count(*) AS n FROM t;
-- name: count a constant
SELECT count(1) AS n, count('x') AS m FROM t;
-- name: count a column
SELECT count(grp) AS g, count(code) AS c, count(day) AS d, count(seen) AS s, count(sure) AS r FROM t;
-- name: count several columns at once
SELECT count(grp, code) AS a, count(flag, day, price) AS b FROM t;
-- name: sum of int
SELECT sum(small) AS s FROM t;
-- name: sum of tinyint
SELECT sum(tiny) AS s, avg(tiny) AS a FROM t;
-- name: sum of bigint
SELECT sum(sure) AS s FROM t;
-- name: sum of decimal
SELECT sum(price) AS s FROM t;
-- name: sum of a decimal with twelve digits after the point
SELECT sum(fine) AS s, avg(fine) AS a FROM t;
-- name: sum of 18 digits
SELECT sum(huge) AS s, avg(huge) AS a FROM t;
-- name: sum of a double with a scale
-- direct: no
SELECT sum(temp) AS s, avg(temp) AS a, count(temp) AS n FROM t;
-- name: sums of literals
SELECT sum(1) AS a, sum(2.50) AS b, avg(3) AS c, sum(-1) AS d FROM t;
-- name: try_sum and try_avg
SELECT try_sum(small) AS s, try_avg(price) AS a FROM t;
-- name: average of int
SELECT avg(small) AS a, mean(code) AS m FROM t;
-- name: average of bigint
SELECT avg(sure) AS a FROM t;
-- name: average of decimal
SELECT avg(price) AS a, avg(rate) AS b FROM t;
-- name: variances
SELECT var_pop(small) AS a, var_samp(small) AS b, variance(small) AS c FROM t;
-- name: deviations
SELECT stddev_pop(price) AS a, stddev_samp(price) AS b, stddev(price) AS c, std(price) AS d FROM t;
-- name: variance of a decimal with many digits
SELECT var_pop(fine) AS a, stddev(fine) AS b FROM t;
-- name: variance of large values close to each other
SELECT var_pop(far) AS a, stddev_samp(far) AS b FROM t;
-- name: moments of large values close to each other
SELECT skewness(far) AS a, kurtosis(far) AS b FROM t;
-- name: covariance of large values
SELECT covar_pop(far, code) AS a, corr(far, sure) AS b, regr_slope(code, far) AS c FROM t;
-- name: skewness and kurtosis
SELECT skewness(small) AS a, kurtosis(small) AS b, skewness(rate) AS c, kurtosis(code) AS d FROM t;
-- name: covariances
SELECT covar_pop(small, code) AS a, covar_samp(price, rate) AS b, covar_pop(tiny, tiny) AS c FROM t;
-- name: correlation
SELECT corr(small, price) AS a, corr(code, code) AS b, corr(rate, -rate) AS c FROM t;
-- name: regression
SELECT regr_slope(small, code) AS a, regr_intercept(small, code) AS b, regr_r2(small, code) AS c FROM t;
-- name: regression sums
SELECT regr_count(small, code) AS a, regr_avgx(small, code) AS b, regr_avgy(small, code) AS c,
  regr_sxx(small, code) AS d, regr_sxy(small, code) AS e, regr_syy(small, code) AS f FROM t;
-- name: regression of decimals of different scales
SELECT regr_slope(price, rate) AS a, regr_intercept(price, rate) AS b, regr_r2(price, rate) AS c,
  regr_sxy(price, fine) AS d FROM t;
-- name: regression on a double with a scale
-- direct: no
SELECT regr_slope(temp, code) AS a, corr(temp, rate) AS b, covar_samp(temp, temp) AS c FROM t;
-- name: covariance with a column that is NULL where the other is not
SELECT covar_pop(CASE WHEN code < 5 THEN small END, CASE WHEN code >= 5 THEN price END) AS a,
  corr(CASE WHEN code < 5 THEN small END, CASE WHEN code >= 4 THEN price END) AS b,
  regr_count(CASE WHEN code < 5 THEN small END, code) AS c FROM t;
-- name: nothing varies
SELECT var_pop(code) AS a, stddev_samp(code) AS b, covar_pop(code, small) AS c FROM t WHERE code = 3;
-- name: correlation with something that does not vary
-- inexact: in ANSI mode Spark's corr divides by zero, an exact one is NULL
SELECT corr(code, small) AS a, regr_slope(small, code) AS b, regr_r2(small, code) AS c,
  regr_r2(code, small) AS d, skewness(code) AS e, kurtosis(code) AS f FROM t WHERE code = 3;
-- name: count_if
SELECT count_if(flag) AS a, count_if(code > 3) AS b, count_if(NULL = 1) AS c FROM t;
-- name: bool_and and bool_or
SELECT bool_and(flag) AS a, bool_or(flag) AS b, every(code >= 0) AS c, any(code > 8) AS d,
  some(code > 100) AS e FROM t;
-- name: bool_and of nothing
SELECT bool_and(flag) AS a, bool_or(flag) AS b FROM t WHERE flag IS NULL;
-- name: everything of nothing
SELECT count(*) AS a, sum(small) AS b, avg(price) AS c, var_pop(small) AS d, stddev(small) AS e,
  corr(small, code) AS f, skewness(small) AS g, max(code) AS h, median(code) AS i,
  count(DISTINCT who) AS j FROM t WHERE code > 100;
-- name: everything of one row at most
SELECT var_samp(small) AS a, covar_samp(small, code) AS b, corr(small, code) AS c,
  skewness(small) AS d, kurtosis(small) AS e, regr_slope(small, code) AS f, stddev(small) AS g,
  var_pop(small) AS h FROM t WHERE sure = 0;
-- name: distinct subjects
SELECT count(DISTINCT who) AS n, count(*) AS m FROM t;
-- name: distinct subjects with FILTER
SELECT count(DISTINCT who) FILTER (WHERE code > 3) AS a, count(DISTINCT who) FILTER (WHERE flag) AS b,
  count(DISTINCT who) AS c FROM t;
-- name: distinct subjects beside everything else
-- dimensions: $grp
SELECT grp, count(DISTINCT who) AS a, sum(small) AS b, var_pop(small) AS c, max(code) AS d FROM t GROUP BY grp;
-- name: distinct subjects by two dimensions
-- dimensions: $grp, $flag
SELECT grp, flag, count(DISTINCT who) AS a FROM t GROUP BY grp, flag;
-- name: distinct subjects of each grouping set
-- dimensions: $grp, $flag
SELECT grp, flag, count(DISTINCT who) AS a, count(*) AS n FROM t GROUP BY CUBE(grp, flag);
-- name: distinct subjects in HAVING and ORDER BY
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code HAVING count(DISTINCT who) > 5 ORDER BY n DESC;
-- name: order by distinct subjects
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code ORDER BY count(DISTINCT who) DESC;
-- name: FILTER on every kind
SELECT sum(small) FILTER (WHERE flag) AS a, avg(price) FILTER (WHERE rate > 0.5) AS b,
  count(*) FILTER (WHERE code > 3) AS c, count(grp) FILTER (WHERE grp <> 'a') AS d,
  var_samp(small) FILTER (WHERE NOT flag) AS e, corr(small, code) FILTER (WHERE flag) AS f,
  count_if(flag) FILTER (WHERE code = 1) AS g, bool_or(flag) FILTER (WHERE code > 7) AS h,
  max(code) FILTER (WHERE small > 0) AS i, regr_sxx(small, code) FILTER (WHERE flag) AS j,
  skewness(small) FILTER (WHERE flag IS NULL) AS k, regr_avgx(small, code) FILTER (WHERE flag) AS l FROM t;
-- name: FILTER that is never true
SELECT sum(small) FILTER (WHERE code > 100) AS a, count(*) FILTER (WHERE code > 100) AS b,
  bool_and(flag) FILTER (WHERE code > 100) AS c, min(code) FILTER (WHERE code > 100) AS d FROM t;
-- name: FILTER with NULL conditions
SELECT sum(small) FILTER (WHERE flag OR NULL) AS a, count(*) FILTER (WHERE grp NOT IN ('a', NULL)) AS b FROM t;
-- name: the same aggregate twice
SELECT sum(small) AS a, sum(small) AS b, sum(small) + 1 AS c, avg(small) AS d FROM t;
-- name: sum of a product of decimals
SELECT sum(price * (1 - rate)) AS a, sum(price * (1 - rate) * (1 + rate)) AS b, avg(price * rate) AS c FROM t;
-- name: sum of a quotient that Spark rounds
SELECT sum(price / 3) AS a, sum(small / 7.0) AS b, avg(rate / 0.7) AS c FROM t;
-- name: sum of remainders
SELECT sum(small % 7) AS a, sum(price % 2.5) AS b, sum(-small % 3) AS c FROM t;
-- name: sum of a cast that rounds
SELECT sum(CAST(price AS decimal(12,1))) AS a, sum(CAST(rate AS int)) AS b, sum(CAST(fine AS decimal(5,2))) AS c FROM t;
-- name: sum of truths
SELECT sum(CAST(flag AS int)) AS a, sum(if(flag, 1, -1)) AS b FROM t;
-- name: sum of CASE without ELSE
SELECT sum(CASE WHEN code > 3 THEN small WHEN code = 2 THEN price END) AS a FROM t;
-- name: sum of COALESCE and NULLIF
SELECT sum(coalesce(small, code, 0)) AS a, sum(nullif(code, 3)) AS b, -sum(nullif(tiny, 0)) AS c,
  sum(nvl(small, -1)) AS d, sum(ifnull(price, 0)) AS e FROM t;
-- name: sum of NULL
SELECT sum(CAST(NULL AS int)) AS a, count(CAST(NULL AS int)) AS b, sum(CASE WHEN flag THEN NULL ELSE code END) AS c FROM t;
-- name: sum of abs and negation
SELECT sum(abs(small)) AS a, sum(-price) AS b, sum(+small) AS c, sum(abs(-rate)) AS d FROM t;
-- name: sums of calendar parts
SELECT sum(year(day)) AS a, sum(month(day)) AS b, sum(day(day)) AS c, sum(dayofweek(day)) AS d,
  sum(weekday(day)) AS e, sum(quarter(day)) AS f FROM t;
-- name: sum of lengths
SELECT sum(length(grp)) AS a, sum(length(city)) AS b, sum(length(trim(city))) AS c FROM t;
-- name: unicode text
SELECT count_if(city = 'Zürich') AS a, count_if(upper(city) = 'ZÜRICH') AS b, count_if(city < 'a') AS c,
  count_if(city LIKE '%ó%') AS d, count_if(lower(city) = city) AS e, count_if(substring(city, 1, 1) = '東') AS f FROM t;
-- name: empty text is not NULL
SELECT count_if(city = '') AS a, count_if(grp = '') AS b, count(nullif(city, '')) AS c, count_if(concat(city, grp) = 'a') AS d FROM t;
