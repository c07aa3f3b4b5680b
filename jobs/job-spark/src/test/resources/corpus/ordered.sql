-- Order statistics over bins.

-- name: min and max
SELECT min(code) AS a, max(code) AS b, max(tiny) AS c, min(tiny) AS d FROM t;
-- name: min and max of declared bins
-- bins: price: {from: 0, to: 50000, width: 500}
-- direct: no
SELECT min(price) AS a, max(price) AS b FROM t;
-- name: bins whose end is no edge
-- bins: small: {from: -1000, to: 999, width: 300}
-- direct: no
SELECT min(small) AS a, max(small) AS b, median(small) AS c FROM t;
-- name: bins of one
-- bins: small: {from: 5, to: 5, width: 1}
-- direct: no
SELECT min(small) AS a, max(small) AS b, mode(small) AS c FROM t;
-- name: bins finer than a unit
-- bins: rate: {from: 0, to: 1, width: 0.001}
SELECT median(rate) AS a, percentile(rate, 0.1) AS b, max(rate) AS c FROM t;
-- name: bins of a double with a scale
-- bins: temp: {from: -50, to: 150, width: 0.5}
-- direct: no
SELECT median(temp) AS a, min(temp) AS b, max(temp) AS c FROM t;
-- name: bins below the values
-- bins: small: {from: -5000, to: -4000, width: 100}
-- direct: no
SELECT min(small) AS a, max(small) AS b FROM t;
-- name: dates
-- bins: day: {from: '2020-01-01', to: '2024-12-31', width: 1}
SELECT min(day) AS a, max(day) AS b, mode(day, true) AS c FROM t;
-- name: dates by the week
-- bins: day: {from: '2020-01-01', to: '2021-12-31', width: 7}
-- direct: no
SELECT min(day) AS a, max(day) AS b, approx_percentile(day, 0.5) AS c FROM t;
-- name: text
-- bins: grp: {values: [a, b], other: c}
SELECT min(grp) AS a, max(grp) AS b, mode(grp, true) AS c FROM t;
-- name: unicode text
-- bins: city: {values: ['Zürich', '東京', 'Łódź', '', ' a ', 'zürich'], other: "o'Brien"}
SELECT min(city) AS a, max(city) AS b, mode(city, true) AS c FROM t;
-- name: text whose other is new
-- bins: grp: {values: [c], other: Ä}
-- direct: no
SELECT min(grp) AS a, max(grp) AS b, mode(grp) AS c FROM t;
-- name: mode of ties
-- direct: no
SELECT mode(code) AS a, mode(tiny, true) AS b FROM t WHERE code < 3;
-- name: mode within group
SELECT mode() WITHIN GROUP (ORDER BY code) AS a FROM t;
-- name: medians
SELECT median(code) AS a, median(tiny) AS b FROM t;
-- name: percentiles
SELECT percentile(code, 0) AS a, percentile(code, 1) AS b, percentile(code, 0.25) AS c, percentile(tiny, 0.333) AS d FROM t;
-- name: percentile_cont
SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY code) AS a, percentile_cont(0.9) WITHIN GROUP (ORDER BY code DESC) AS b FROM t;
-- name: percentile_disc
SELECT percentile_disc(0.07) WITHIN GROUP (ORDER BY code) AS a, percentile_disc(0.5) WITHIN GROUP (ORDER BY code) AS b,
  percentile_disc(1) WITHIN GROUP (ORDER BY tiny) AS c, percentile_disc(0) WITHIN GROUP (ORDER BY tiny) AS d FROM t;
-- name: approximate percentiles are exact
SELECT approx_percentile(code, 0.07) AS a, approx_percentile(code, 0.5) AS b, percentile_approx(tiny, 0.99) AS c,
  approx_percentile(code, 0) AS d, approx_percentile(code, 1) AS e FROM t;
-- name: order statistics with FILTER
SELECT median(code) FILTER (WHERE flag) AS a, max(code) FILTER (WHERE small > 0) AS b, max(code) AS c,
  percentile(code, 0.9) FILTER (WHERE grp = 'a') AS d FROM t;
-- name: order statistics by group
-- dimensions: $grp
SELECT grp, min(code) AS a, max(code) AS b, median(code) AS c, mode(code, true) AS d FROM t GROUP BY grp;
-- name: order statistics by two groups
-- dimensions: $grp, $flag
-- bins: price: {from: 0, to: 30000, width: 1000}
-- direct: no
SELECT grp, flag, median(price) AS a, count(*) AS n FROM t GROUP BY grp, flag;
-- name: order statistics of a rollup
-- dimensions: $grp, $flag
SELECT grp, flag, median(code) AS a, min(tiny) AS b FROM t GROUP BY ROLLUP(grp, flag);
-- name: order statistics of expressions
-- bins: p: {from: 0, to: 2000, width: 10}
-- direct: no
SELECT max(code + tiny) AS a, max(abs(small)) AS p, min(code % 3) AS c, max(month(day)) AS d FROM t;
-- name: order statistics of what has no bounds
-- refused: has no bins
SELECT max(length(grp)) AS d FROM t;
-- name: two resolutions of one column
-- bins: coarse: {from: -1000, to: 1000, width: 500}, small: {from: -1000, to: 1000, width: 10}
-- direct: no
SELECT median(small) AS coarse, max(small) AS high, min(small) AS low FROM t;
-- name: order statistics with a parameter
-- parameters: p: {type: int, range: [1, 9], default: 4}
-- given: p=7
SELECT max(code + :p) AS a, median(if(code > :p, code, 0)) AS b FROM t;
-- name: order statistics in arithmetic
SELECT max(code) - min(code) AS a, round(median(code) * 2, 1) AS b, coalesce(max(tiny), 0) + 1 AS c FROM t;
-- name: order statistics in HAVING and ORDER BY
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY grp HAVING max(code) > 3;
-- name: order by order statistics
-- dimensions: $grp
SELECT grp, count(*) AS n FROM t GROUP BY grp ORDER BY median(code), min(tiny) DESC;
-- name: bins that longs cannot hold
-- refused: more than 18 digits
-- bins: far: {from: 5000000000000000000, to: 5000000000001000000, width: 1000}
SELECT max(far) AS a FROM t;
