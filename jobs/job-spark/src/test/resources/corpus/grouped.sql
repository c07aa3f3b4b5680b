-- Dimensions, domains, grouping sets.

-- name: one dimension
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY grp;
-- name: dimension that is not selected
-- dimensions: $grp
SELECT count(*) AS n, sum(small) AS s FROM t GROUP BY grp;
-- name: dimension selected twice
-- dimensions: $grp
SELECT grp, grp AS again, count(*) AS n FROM t GROUP BY grp;
-- name: group by ordinal
-- dimensions: $flag
SELECT flag, count(*) AS n FROM t GROUP BY 1;
-- name: group by alias
-- dimensions: $y
SELECT year(day) AS y, sum(price) AS s FROM t GROUP BY y;
-- name: group without aggregates
-- dimensions: $grp
SELECT grp FROM t GROUP BY grp;
-- name: integers in a run
-- dimensions: $code
SELECT code, avg(small) AS a, count(*) AS n FROM t GROUP BY code;
-- name: integers with other
-- dimensions: code: {range: [2, 5], other: -1}
-- direct: no
SELECT code, sum(small) AS s FROM t GROUP BY code;
-- name: other that is a value of the domain
-- dimensions: tiny: {values: [3, -5, 0], other: 0}
-- direct: no
SELECT tiny, count(*) AS n FROM t GROUP BY tiny;
-- name: values out of order
-- dimensions: tiny: {values: [5, 4, -5, -4, 3, 2, -3, -2, 1, 0, -1]}
SELECT tiny, count(*) AS n, sum(code) AS s FROM t GROUP BY tiny;
-- name: text never NULL
-- dimensions: $city
SELECT city, count(*) AS n FROM t GROUP BY city;
-- name: text in another case
-- dimensions: up: {values: [A, B, C]}
SELECT upper(grp) AS up, count(*) AS n FROM t GROUP BY upper(grp);
-- name: dates
-- dimensions: day: {values: ['2024-02-29', '2020-02-29'], other: '1970-01-01'}
-- direct: no
SELECT day, count(*) AS n FROM t GROUP BY day;
-- name: dates to the month
-- dimensions: m: {range: [1, 12]}
SELECT month(day) AS m, count(*) AS n, avg(price) AS a FROM t GROUP BY month(day);
-- name: decimals
-- dimensions: r: {values: [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0], other: 0.0}
SELECT CAST(rate AS decimal(2,1)) AS r, count(*) AS n FROM t GROUP BY CAST(rate AS decimal(2,1));
-- name: truths
-- dimensions: cheap: {values: [false, true]}
SELECT price < 100 AS cheap, count(*) AS n, max(code) AS m FROM t GROUP BY price < 100;
-- name: cases
-- dimensions: $band
SELECT CASE WHEN small < 0 THEN 'low' WHEN small < 500 THEN 'high' END AS band, count(*) AS n FROM t GROUP BY 1;
-- name: coalesced
-- dimensions: g: {values: [a, b, c, none]}
SELECT coalesce(grp, 'none') AS g, count(*) AS n FROM t GROUP BY coalesce(grp, 'none');
-- name: remainder as a dimension
-- dimensions: part: {values: [0, 1], other: 2}
SELECT code % 3 AS part, count(*) AS n FROM t GROUP BY code % 3;
-- name: two dimensions
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n, sum(price) AS s, var_pop(small) AS v FROM t GROUP BY grp, flag;
-- name: two dimensions the other way round
-- dimensions: $grp, $flag
SELECT flag, grp, count(*) AS n FROM t GROUP BY flag, grp;
-- name: three dimensions
-- dimensions: $grp, $flag, $code
SELECT grp, code, flag, count(*) AS n, sum(small) AS s FROM t GROUP BY grp, flag, code;
-- name: three expressions
-- dimensions: $y, $band, cheap: {values: [true, false]}
SELECT year(day) AS y, CASE WHEN small < 0 THEN 'low' WHEN small < 500 THEN 'high' END AS band,
  price < 100 AS cheap, avg(rate) AS a FROM t GROUP BY 1, 2, 3;
-- name: long domain
-- dimensions: day: {values: ['2020-02-29', '2024-02-29', $days], other: '1970-01-01'}
-- direct: no
SELECT day, count(*) AS n, sum(small) AS s FROM t GROUP BY day;
-- name: expressions of dimensions
-- dimensions: $code, $grp
SELECT code + 1 AS next, code * 10 AS tens, grp, coalesce(grp, '-') AS g, code IS NULL AS missing,
  CASE WHEN grp = 'a' THEN 'first' ELSE grp END AS label, count(*) AS n FROM t GROUP BY code, grp;
-- name: aggregate of the dimension
-- dimensions: $code
SELECT code, sum(code) AS s, count(code) AS c, max(code) AS m, count_if(code = 3) AS i FROM t GROUP BY code;
-- name: constant beside groups
-- dimensions: $grp
SELECT 1 AS one, 'x' AS x, grp, DATE'2020-02-29' AS d, 2.50 AS dec, true AS yes, count(*) AS n FROM t GROUP BY grp;
-- name: rollup of one
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY ROLLUP(grp);
-- name: rollup of two
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n, sum(small) AS s, avg(price) AS a, var_samp(small) AS v FROM t GROUP BY ROLLUP(grp, flag);
-- name: rollup of three
-- dimensions: $grp, $flag, $code
SELECT grp, flag, code, count(*) AS n FROM t GROUP BY ROLLUP(grp, flag, code);
-- name: WITH ROLLUP
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n FROM t GROUP BY grp, flag WITH ROLLUP;
-- name: cube of two
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n, max(code) AS m, median(code) AS d FROM t GROUP BY CUBE(grp, flag);
-- name: cube of three
-- dimensions: $grp, $flag, $band
SELECT grp, flag, CASE WHEN small < 0 THEN 'low' WHEN small < 500 THEN 'high' END AS band, count(*) AS n
  FROM t GROUP BY CUBE(grp, flag, band);
-- name: grouping sets
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n FROM t GROUP BY GROUPING SETS ((flag), (grp, flag), ());
-- name: repeated grouping sets
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n FROM t GROUP BY GROUPING SETS ((grp), (flag), (grp));
-- name: repeated empty sets
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY GROUPING SETS ((), (grp), (), ());
-- name: only the empty set
SELECT count(*) AS n, sum(small) AS s FROM t GROUP BY GROUPING SETS (());
-- name: dimension beside a rollup
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n FROM t GROUP BY grp, ROLLUP(flag);
-- name: two rollups
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n FROM t GROUP BY ROLLUP(grp), ROLLUP(flag);
-- name: grouping of columns
-- dimensions: $grp, $flag
SELECT grp, flag, grouping(grp) AS g, grouping(flag) AS f, count(*) AS n FROM t GROUP BY CUBE(grp, flag);
-- name: grouping ids
-- dimensions: $grp, $flag, $code
SELECT grp, flag, code, grouping_id() AS i, grouping_id(code, grp, flag) AS j, count(*) AS n
  FROM t GROUP BY GROUPING SETS ((code), (grp, code), (flag), ());
-- name: grouping in arithmetic and CASE
-- dimensions: $grp, $flag
SELECT CASE WHEN grouping(grp) = 1 THEN 'all' ELSE coalesce(grp, 'none') END AS label, flag,
  grouping(grp) + 2 * grouping(flag) AS g, count(*) AS n FROM t GROUP BY CUBE(grp, flag);
-- name: order by grouping
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n FROM t GROUP BY CUBE(grp, flag) ORDER BY grouping(flag) DESC, grouping_id(), n DESC;
-- name: having by grouping
-- dimensions: $grp, $flag
SELECT grp, flag, count(*) AS n FROM t GROUP BY CUBE(grp, flag) HAVING grouping_id() IN (1, 2);
-- name: aggregate of a dimension in grouping sets
-- dimensions: $grp, $code
SELECT grp, code, count(grp) AS a, sum(code) AS b, count_if(code = 3) AS c FROM t GROUP BY ROLLUP(grp, code);
-- name: grouping sets of expressions
-- dimensions: $y, $flag
SELECT year(day) AS y, flag, count(*) AS n FROM t GROUP BY GROUPING SETS ((year(day)), (flag), ());
-- name: grouping sets over nothing
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t WHERE code > 100 GROUP BY ROLLUP(grp);
-- name: groups over nothing
-- dimensions: $grp
SELECT grp, sum(small) AS s FROM t WHERE code > 100 GROUP BY grp;
-- name: distinct subjects in sets
-- dimensions: $grp, $flag
SELECT grp, flag, count(DISTINCT who) AS a, count(DISTINCT who) FILTER (WHERE code > 4) AS b
  FROM t GROUP BY GROUPING SETS ((grp), (flag), (), (grp));
