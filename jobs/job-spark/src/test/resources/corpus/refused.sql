-- What has no exact federated answer is refused, never left out in silence.

-- name: sum of text
-- refused: floating-point
SELECT sum(grp) AS a, count(*) AS n FROM t;
-- name: average of a float
-- refused: not an exact number
SELECT avg(CAST(small AS float)) AS a, count(*) AS n FROM t;
-- name: cast to float after opening
-- refused: cannot be computed after opening
SELECT CAST(avg(small) AS float) AS a FROM t;
-- name: regr_count of text
-- refused: floating-point
SELECT regr_count(grp, code) AS a FROM t;
-- name: distinct values of a column that is no subject
-- refused: DISTINCT
SELECT count(DISTINCT code) AS a FROM t;
-- name: text built from an aggregate
-- refused: cannot be computed after opening
SELECT CAST(count(*) AS string) AS a FROM t;
-- name: minimum of a truth
-- refused: cannot be added up
SELECT min(flag) AS a FROM t;
-- name: two columns of one name
-- refused: two columns are called
SELECT count(*) AS n, sum(small) AS N FROM t;
-- name: a divisor that WHERE does not keep from zero
-- refused: divide by zero
SELECT avg(price / small) AS a FROM t WHERE small >= 0;
-- name: a divisor that one side of OR keeps from zero
-- refused: divide by zero
SELECT avg(price / small) AS a FROM t WHERE small > 0 OR code > 3;
-- name: a divisor in a condition beside another
-- refused: divide by zero
SELECT count(*) AS a FROM t WHERE small > 0 AND price / small > 1;
-- name: whole numbers divided
-- refused: Spark divides whole numbers in floating point
SELECT sum(small / 7) AS a FROM t;
-- name: several percentages at once
-- refused: write a column each
SELECT percentile(code, array(0.25, 0.75)) AS a FROM t;
-- name: the row with the greatest value
-- refused: GROUP BY the column, ORDER BY and LIMIT 1
SELECT max_by(grp, price) AS a FROM t;
-- name: any row
-- refused: first, last or any_value
SELECT any_value(grp) AS a, first(code) AS b FROM t;
-- name: a list of values
-- refused: count them: GROUP BY the value
SELECT collect_set(grp) AS a FROM t;
-- name: a window over groups
-- refused: for a rank use ORDER BY and LIMIT
SELECT grp, rank() OVER (ORDER BY count(*)) AS r FROM t GROUP BY grp;
-- name: Spark's own histogram
-- refused: width_bucket
SELECT histogram_numeric(price, 5) AS a FROM t;
-- name: a sketch
-- refused: count(DISTINCT subject)
SELECT approx_count_distinct(grp) AS a FROM t;
-- name: distinct rows as an answer
-- refused: write GROUP BY the columns
SELECT DISTINCT grp FROM t;
-- name: the least moment
-- refused: min(CAST(seen AS date))
SELECT min(seen) AS a FROM t;
-- name: the time of day
-- refused: use a parameter
SELECT count(*) AS n FROM t WHERE day > current_date;
