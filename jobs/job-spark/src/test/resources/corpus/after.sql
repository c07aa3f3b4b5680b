-- HAVING, ORDER BY, LIMIT and arithmetic on aggregates.

-- name: having on a count
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY grp HAVING count(*) > 40;
-- name: having on a hidden aggregate
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code HAVING sum(small) > 0;
-- name: having on an average
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code HAVING avg(small) > -10.5;
-- name: having on the dimension
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY grp HAVING grp = 'a' OR grp IS NULL;
-- name: having on NULL
-- dimensions: $grp
SELECT grp, sum(small) FILTER (WHERE code > 8) AS s FROM t GROUP BY grp HAVING sum(small) FILTER (WHERE code > 100) > 0;
-- name: having with three-valued logic
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code
  HAVING NOT (sum(small) FILTER (WHERE grp = 'zebra') > 0) OR count(*) BETWEEN 3 AND 25;
-- name: having without groups
SELECT count(*) AS n FROM t HAVING count(*) > 1000000;
-- name: having with an alias
-- dimensions: $grp
SELECT grp, sum(price) AS s FROM t GROUP BY grp HAVING s > 100000;
-- name: having IN and IS NOT NULL
-- dimensions: $code
-- bins: small: {from: -1000, to: 1000, width: 1}
SELECT code, count(*) AS n FROM t GROUP BY code HAVING code IN (1, 2, 9) AND max(small) IS NOT NULL;
-- name: order by a count
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code ORDER BY n DESC;
-- name: order by text
-- dimensions: $city
SELECT city, count(*) AS n FROM t GROUP BY city ORDER BY city;
-- name: order by text backwards, NULL first
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY grp ORDER BY grp DESC NULLS FIRST;
-- name: order by NULLs last
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n FROM t GROUP BY grp, flag ORDER BY flag NULLS LAST, grp DESC NULLS LAST;
-- name: order by with ties
-- dimensions: $code, $flag
SELECT code, flag, count(*) AS n FROM t GROUP BY code, flag ORDER BY n;
-- name: order by a constant condition
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code ORDER BY code > 4, code % 2 DESC;
-- name: order by a hidden aggregate
-- dimensions: $code
SELECT code FROM t GROUP BY code ORDER BY sum(price) DESC;
-- name: order by an expression of aggregates
-- dimensions: $code
SELECT code, sum(price) AS s FROM t GROUP BY code ORDER BY sum(small) / count(*), s;
-- name: order by a double
-- dimensions: $code
SELECT code, avg(small) AS a, stddev(price) AS d FROM t GROUP BY code ORDER BY a DESC NULLS LAST;
-- name: order by ordinal
-- dimensions: $code, $flag
SELECT code, flag, sum(small) AS s FROM t GROUP BY code, flag ORDER BY 3 NULLS LAST, 1 DESC, 2;
-- name: order by dates
-- dimensions: day: {values: ['2024-02-29', '2020-02-29'], other: '1970-01-01'}
-- direct: no
SELECT day, count(*) AS n FROM t GROUP BY day ORDER BY day DESC;
-- name: top three
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code ORDER BY n DESC, code LIMIT 3;
-- name: limit without order
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY grp LIMIT 2;
-- name: limit zero
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY grp LIMIT 0;
-- name: limit beyond the groups
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY grp LIMIT 1000;
-- name: offset
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code ORDER BY n LIMIT 3 OFFSET 2;
-- name: offset without limit
-- dimensions: $code
SELECT code, count(*) AS n FROM t GROUP BY code ORDER BY code OFFSET 4;
-- name: limit of grouping sets
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n FROM t GROUP BY CUBE(grp, flag) ORDER BY n DESC LIMIT 5;
-- name: top and having
-- dimensions: $code, $grp
SELECT code, grp, sum(price) AS s FROM t GROUP BY code, grp HAVING count(*) > 2 ORDER BY s DESC LIMIT 4 OFFSET 1;
-- name: ratio of sums
SELECT sum(price) / sum(sure) AS a, sum(small) / count(*) AS b, 100 * count(price) / count(*) AS c FROM t;
-- name: ratio of sums by group
-- dimensions: $grp
SELECT grp, sum(price * rate) / nullif(sum(price), 0) AS a, sum(price) / count(*) AS b FROM t GROUP BY grp;
-- name: arithmetic of counts
SELECT count(*) + 1 AS a, count(*) * 2 AS b, count(*) - count(small) AS c, count(*) % 7 AS d, -count(*) AS e, (count(*) + 1) * (count(code) - 2) AS f FROM t;
-- name: arithmetic of decimals
SELECT sum(price) + sum(rate) AS a, sum(price) - avg(price) AS b, avg(rate) * 3.14159 AS c, -sum(price) AS d, sum(price) % 7 AS e, sum(rate) * sum(rate) AS f FROM t;
-- name: arithmetic of mixed scales
SELECT sum(price) + sum(small) AS a, sum(fine) + sum(price) AS b, sum(fine) * 2 AS c, avg(fine) / 7 AS d, sum(huge) / 3 AS e FROM t;
-- name: arithmetic of doubles
SELECT avg(small) * 2 AS a, stddev(small) / avg(code) AS b, sqrt(var_pop(small)) AS c, avg(small) + sum(price) AS d, var_samp(small) * count(*) AS e FROM t;
-- name: rounding
SELECT round(avg(price), 1) AS a, round(sum(price)) AS b, round(sum(small), -2) AS c, bround(avg(price), 2) AS d, round(avg(rate), 5) AS e, round(sum(price), -3) AS f FROM t;
-- name: rounding of doubles
SELECT round(avg(small), 3) AS a, bround(avg(code), 1) AS b, round(avg(small)) AS c, ceil(avg(small)) AS d, floor(avg(small)) AS e FROM t;
-- name: ceilings
SELECT ceil(avg(price)) AS a, floor(avg(price)) AS b, ceiling(sum(rate)) AS c, floor(-sum(rate)) AS d FROM t;
-- name: functions of aggregates
SELECT abs(sum(small)) AS a, sign(sum(small)) AS b, signum(-count(*)) AS c, sqrt(count(*)) AS d, ln(count(*)) AS e, log10(count(*)) AS f, exp(avg(rate)) AS g, power(count(*), 2) AS h, pow(2, 0.5) * count(*) AS i FROM t;
-- name: logarithm of nothing
SELECT ln(count(*) - count(*)) AS a, log10(-count(*)) AS b FROM t;
-- name: greatest and least
-- dimensions: $code
SELECT code, greatest(sum(small), sum(tiny), 0) AS a, least(count(small), count(price)) AS b, greatest(sum(small) FILTER (WHERE flag), NULL) AS c FROM t GROUP BY code;
-- name: CASE after opening
-- dimensions: $code
SELECT code, CASE WHEN sum(small) > 0 THEN 'up' WHEN sum(small) IS NULL THEN 'none' ELSE 'down' END AS a, CASE count(*) WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END AS b, if(count(*) > 20, sum(price), NULL) AS c FROM t GROUP BY code;
-- name: COALESCE and NULLIF after opening
-- dimensions: $code
SELECT code, coalesce(sum(small) FILTER (WHERE grp = 'zebra'), 0) AS a, nullif(count(*), 20) AS b, nvl(avg(price), 0) AS c, ifnull(max(tiny), -99) AS d FROM t GROUP BY code;
-- name: comparisons as columns
-- dimensions: $code
SELECT code, sum(small) > 0 AS a, count(*) = 20 AS b, sum(small) <=> NULL AS c, avg(small) BETWEEN -50 AND 50 AS d, count(*) IN (18, 20, 22) AS e, NOT count(*) > 20 AS f, sum(tiny) <> 0 AND sum(small) > 0 AS g, sum(tiny) IS NULL AS h FROM t GROUP BY code;
-- name: casts after opening
SELECT CAST(avg(price) AS decimal(20,1)) AS a, CAST(count(*) AS int) AS b, CAST(sum(price) AS bigint) AS c, CAST(count(*) AS double) / 7 AS d, CAST(sum(small) AS decimal(30,5)) AS e, CAST(avg(small) AS decimal(20,3)) AS f, CAST(count(*) > 3 AS int) AS g FROM t;
-- name: division that is guarded
-- dimensions: $code
SELECT code, CASE WHEN count(small) = 0 THEN NULL ELSE sum(price) / count(small) END AS a, sum(price) / nullif(count(*) FILTER (WHERE grp = 'a'), 0) AS b FROM t GROUP BY code;
-- name: percentages
-- dimensions: $grp
SELECT grp, round(100.0 * count_if(flag) / count(*), 1) AS a, round(100 * sum(price) / nullif(sum(sure), 0), 6) AS b FROM t GROUP BY grp;
-- name: coefficient of variation
-- dimensions: $grp
SELECT grp, stddev_samp(price) / avg(price) AS a, round(stddev_samp(small), 2) AS b FROM t GROUP BY grp;
-- name: confidence interval
-- dimensions: $grp
SELECT grp, avg(small) - 1.96 * stddev_samp(small) / sqrt(count(small)) AS a, avg(small) + 1.96 * stddev_samp(small) / sqrt(count(small)) AS b FROM t GROUP BY grp HAVING count(small) > 2;
-- name: parameter in HAVING
-- dimensions: $code
-- parameters: p: {type: int, range: [0, 100], default: 20}
SELECT code, count(*) AS n FROM t GROUP BY code HAVING count(*) > :p;
-- name: parameter in HAVING, given
-- dimensions: $code
-- parameters: p: {type: int, range: [0, 100], default: 20}
-- given: p=26
SELECT code, count(*) AS n FROM t GROUP BY code HAVING count(*) > :p OR code = 3;
-- name: parameter in a column and in ORDER BY
-- dimensions: $grp
-- parameters: q: {type: 'decimal(6,2)', range: [0, 1000], default: 12.50}
-- given: q=7.25
SELECT grp, sum(price) * :q AS s, round(avg(small) / (:q + 1), 3) AS a FROM t GROUP BY grp
ORDER BY abs(avg(price) - :q) DESC;
-- name: text and date parameters in the answer
-- dimensions: $grp
-- parameters: who: {type: string, default: b}, since: {type: date, default: '2020-06-01'}
SELECT grp, grp = :who AS mine, if(:since > DATE'2020-01-01', count(*), NULL) AS n FROM t GROUP BY grp;
