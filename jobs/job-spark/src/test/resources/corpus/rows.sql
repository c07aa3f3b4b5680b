-- WHERE and scalar functions on rows; parameters; time.

-- name: where on numbers
SELECT count(*) AS n, sum(small) AS s FROM t WHERE code > 3 AND small <= 100;
-- name: where on text
SELECT count(*) AS n FROM t WHERE grp = 'a' OR city LIKE 'Z%' OR grp LIKE '_';
-- name: where NOT LIKE and NOT IN
SELECT count(*) AS n FROM t WHERE city NOT LIKE '%a%' AND grp NOT IN ('a', 'c');
-- name: where NOT IN with NULL
SELECT count(*) AS n FROM t WHERE grp NOT IN ('a', NULL);
-- name: where on NULL
SELECT count(*) AS n FROM t WHERE grp IS NULL OR (flag IS NOT NULL AND small IS NULL);
-- name: where on truth
SELECT count(*) AS n FROM t WHERE flag;
-- name: where null-safe
SELECT count(*) AS n FROM t WHERE grp <=> NULL OR code <=> tiny;
-- name: where on dates
SELECT count(*) AS n FROM t WHERE day >= DATE'2020-02-29' AND day < DATE'2021-03-01';
-- name: where on leap days
SELECT count(*) AS n FROM t WHERE month(day) = 2 AND day(day) = 29;
-- name: where on date arithmetic
SELECT count(*) AS n FROM t WHERE date_add(day, 366) > DATE'2021-06-01' AND date_sub(day, 1) < DATE'2022-01-01';
-- name: where on intervals
SELECT count(*) AS n FROM t WHERE day + INTERVAL '1' YEAR > DATE'2021-02-28' AND day + INTERVAL '13' MONTH < DATE'2022-01-31';
-- name: where on timestamps
SELECT count(*) AS n FROM t WHERE seen >= TIMESTAMP'2020-02-29 12:00:00' AND seen < TIMESTAMP'2021-01-01 00:00:00.000001';
-- name: where BETWEEN columns
SELECT count(*) AS n FROM t WHERE small BETWEEN tiny AND code * 100;
-- name: where CASE
SELECT count(*) AS n FROM t WHERE CASE WHEN code > 5 THEN flag ELSE small > 0 END;
-- name: where nothing
SELECT count(*) AS n, sum(price) AS s FROM t WHERE false;
-- name: where everything
SELECT count(*) AS n FROM t WHERE true OR code > 3;
-- name: where on decimals
SELECT count(*) AS n FROM t WHERE price * rate > 1000.005 AND price <> 0 AND rate < 1;
-- name: where on mixed types
SELECT count(*) AS n FROM t WHERE code < rate OR small > price OR tiny = code;
-- name: where on a double with a scale
-- direct: no
SELECT count(*) AS n FROM t WHERE temp > 36.6 AND temp < 100;
-- name: NaN and infinities
-- direct: no
SELECT count(*) AS n, count(temp) AS m, count_if(temp = -50) AS lo, count_if(temp = 150) AS hi, count_if(temp IS NULL) AS none FROM t;
-- name: text functions
SELECT count_if(concat(grp, '-', city) = 'a-') AS a, count_if(substring(city, 2, 2) = 'ür') AS b, count_if(trim(city) = 'a') AS c, count_if(upper(grp) IN ('A', 'ZEBRA')) AS d, count_if(length(city) = 0) AS e, count_if(substr(city, -1) = 'h') AS f FROM t;
-- name: division of rows
SELECT sum(small / 4.0) AS a, sum(price / (tiny + 9)) AS b, avg(code / 3.0) AS c FROM t;
-- name: deep arithmetic
SELECT sum((small + code) * (tiny - 2) - small * small) AS a, sum((price - 1) * (price + 1)) AS b, sum(-(-(small))) AS c FROM t;
-- name: nested CASE
SELECT sum(CASE WHEN flag THEN CASE WHEN code > 3 THEN price ELSE small END WHEN grp = 'a' THEN 1 ELSE -rate END) AS a FROM t;
-- name: variance of an expression
SELECT var_pop(small + code) AS a, stddev(price * rate) AS b, corr(small - code, price / 4) AS c, skewness(small * 2) AS d FROM t;
-- name: parameter in WHERE
-- parameters: p: {type: int, range: [1, 9], default: 4}
SELECT count(*) AS n FROM t WHERE code > :p;
-- name: parameter in an aggregate
-- parameters: p: {type: int, range: [1, 9], default: 4}
-- given: p=9
SELECT sum(small * :p) AS a, sum(CASE WHEN code = :p THEN price END) AS b, avg(small + :p) AS c FROM t;
-- name: parameter of text
-- parameters: who: {type: string, default: a}
-- given: who=o'Brien
SELECT count_if(city = :who) AS a, count(*) AS n FROM t WHERE grp <> :who;
-- name: parameter of date
-- parameters: since: {type: date, range: ['2019-01-01', '2024-12-31'], default: '2020-06-01'}
-- given: since=2020-02-29
SELECT count(*) AS n FROM t WHERE day >= :since;
-- name: parameter of decimal
-- parameters: q: {type: 'decimal(5,2)', values: [0.25, 12.50], default: 12.50}
-- given: q=0.25
SELECT sum(price * :q) AS a, count_if(rate > :q) AS b FROM t;
-- name: parameter of truth
-- parameters: b: {type: boolean, default: true}
SELECT count(*) AS n FROM t WHERE flag = :b;
-- name: parameter in FILTER and a dimension
-- parameters: p: {type: int, range: [1, 9], default: 4}
-- dimensions: high: {values: [true, false]}
-- given: p=6
SELECT code > :p AS high, sum(small) FILTER (WHERE tiny < :p) AS s FROM t GROUP BY code > :p;
-- name: values beyond their bounds
SELECT count_if(small = 1000) AS a, count_if(small = -1000) AS b, count_if(code = 9) AS c, count_if(rate = 1) AS d, count_if(day = DATE'2024-12-31') AS e, count_if(price = 100000) AS f FROM t;
-- name: table with an alias
SELECT count(*) AS n, sum(x.small) AS s FROM t AS x WHERE x.code > 3;
-- name: names in another case
SELECT COUNT(*) AS N, SUM(Small) AS s FROM T WHERE CODE > 3;
-- name: names in quotes
SELECT count(*) AS `the count`, sum(`small`) AS `Sum` FROM `t`;
-- name: sign compared
SELECT count(*) AS n FROM t WHERE sign(small) = 1 OR sign(price) < 0;
-- name: sign as a number
SELECT sum(CAST(sign(price) AS int)) AS s FROM t;
-- name: histogram over equal buckets
-- dimensions: bin: {range: [0, 9]}
SELECT width_bucket(price, 0, 40000, 8) AS bin, count(*) AS n FROM t GROUP BY bin ORDER BY bin;
-- name: histogram from above, with a mean a bucket
-- dimensions: bin: {range: [0, 6]}
SELECT width_bucket(small, 1000, -1000, 5) AS bin, count(*) AS n, avg(rate) AS a FROM t GROUP BY bin;
-- name: histogram by division
-- dimensions: bin: {range: [-10, 10]}
SELECT floor(small / 100.0) AS bin, count(*) AS n FROM t GROUP BY bin;
-- name: milliseconds since 1970
SELECT count(*) AS n FROM t WHERE timestamp_millis(sure) > TIMESTAMP'1990-01-01 00:00:00'
OR timestamp_micros(far) < TIMESTAMP'1970-01-02 00:00:00';
-- name: a divisor that WHERE keeps from zero
SELECT avg(price / small) AS a, sum(code % tiny) AS b FROM t WHERE small > 0 AND tiny <> 0;
-- name: the same in a sub-query that passes columns on
SELECT avg(price / small) AS a FROM (SELECT price, small FROM t WHERE small < 0 AND price > 0);
