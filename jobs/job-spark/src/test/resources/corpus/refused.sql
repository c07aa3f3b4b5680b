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
