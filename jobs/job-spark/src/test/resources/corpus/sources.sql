-- Joins, sub-queries, WITH, UNION ALL and public tables: each repository makes its own rows.

-- name: inner join
SELECT sum(a.price) AS s, sum(b.amount) AS b FROM t a JOIN u b ON a.id = b.id;
-- name: join by comma
SELECT count(*) AS n, sum(visits) AS v FROM t, u WHERE t.id = u.id AND small > 3;
-- name: left join
SELECT count(amount) AS n, sum(amount) AS s, count(*) AS c FROM t LEFT JOIN u USING (id);
-- name: right join with a condition
SELECT count(t.grp) AS n, sum(visits) AS s FROM t RIGHT JOIN u ON t.id = u.id AND t.flag;
-- name: full outer join
SELECT count(*) AS n, count(small) AS a, count(visits) AS b, sum(coalesce(small, 0) *
coalesce(visits, 1)) AS p FROM t FULL OUTER JOIN u ON t.id = u.id;
-- name: semi join
SELECT count(*) AS n FROM t LEFT SEMI JOIN u ON t.id = u.id AND u.visits > 10;
-- name: anti join on a nullable key
SELECT count(*) AS n FROM t LEFT ANTI JOIN u ON t.grp = u.grp;
-- name: self-join
SELECT sum(x.visits - y.visits) AS s FROM u x JOIN u y ON x.id = y.id AND x.grp <=> y.grp;
-- name: group by a joined column
-- dimensions: grp: {values: [b, a], other: rest}
SELECT u.grp, sum(price) AS s FROM t JOIN u USING (id) GROUP BY u.grp;
-- name: join with a public table
-- dimensions: name: {values: ['North, far', South]}
SELECT name, sum(price * share) AS s, count(*) AS n FROM t LEFT JOIN regions USING (code) GROUP BY
name;
-- name: public table on the left
SELECT count(*) AS n, sum(share) AS s FROM regions LEFT JOIN t USING (code);
-- name: two WITH, one of the other
WITH a AS (SELECT id, price FROM t WHERE flag), b AS (SELECT id, sum(price) AS total, count(*) AS
n FROM a GROUP BY id) SELECT sum(total) AS s, count(*) AS c, sum(n) AS n FROM b WHERE total > 10;
-- name: WITH read twice
WITH a AS (SELECT id, price FROM t WHERE small > 0) SELECT sum(x.price - y.price) AS s, count(*)
AS n FROM a x JOIN a y ON x.id = y.id;
-- name: WITH in WITH
WITH a AS (WITH b AS (SELECT id, small FROM t) SELECT id, max(small) AS m FROM b GROUP BY id
HAVING count(*) > 2) SELECT sum(m) AS s FROM a;
-- name: UNION ALL
SELECT sum(x) AS s, count(*) AS n FROM (SELECT price AS x FROM t UNION ALL SELECT amount FROM u);
-- name: sub-query with star
SELECT count(*) AS n FROM (SELECT * FROM t);
-- name: DISTINCT rows
SELECT count(*) AS n, sum(code) AS s FROM (SELECT DISTINCT grp, code FROM t);
-- name: DISTINCT of a union
-- dimensions: grp: {values: [b, a], other: rest}
SELECT grp, count(*) AS n FROM (SELECT DISTINCT grp, id FROM (SELECT grp, id FROM t UNION ALL
SELECT grp, id FROM u)) GROUP BY grp;
-- name: IN (sub-query)
-- dimensions: grp: {values: [b, a], other: rest}
SELECT grp, count(*) AS n FROM t WHERE id IN (SELECT id FROM u WHERE visits > 5) GROUP BY grp;
-- name: IN of two columns
SELECT count(*) AS n FROM t WHERE (id, grp) IN (SELECT id, grp FROM u);
-- name: NOT IN (sub-query)
SELECT count(*) AS n FROM t WHERE id NOT IN (SELECT id FROM u WHERE visits > 12);
-- name: correlated EXISTS
SELECT count(*) AS n FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id AND u.amount >
t.price);
-- name: NOT EXISTS
SELECT sum(small) AS n FROM t WHERE NOT EXISTS (SELECT * FROM u WHERE u.id = t.id);
-- name: uncorrelated scalar sub-query
SELECT count(*) AS n FROM t WHERE price > (SELECT avg(amount) FROM u);
-- name: correlated scalar sub-query or IN
SELECT count(*) AS n FROM t WHERE price > (SELECT max(amount) - 900 FROM u WHERE u.id = t.id) OR
id IN (SELECT id FROM u WHERE visits = 3);
-- name: scalar sub-queries in SELECT
SELECT sum(n) AS s, sum(total) AS t FROM (SELECT id, (SELECT count(*) FROM u WHERE u.id = t.id) AS
n, (SELECT sum(visits) FROM u WHERE u.id = t.id) AS total FROM t);
-- name: aggregates of sub-queries
SELECT sum(a) AS s, sum(m) AS m, sum(CASE WHEN any THEN 1 ELSE 0 END) AS f, sum(d) AS d FROM
(SELECT id, avg(price) AS a, min(small) AS m, bool_or(flag) AS any, count(DISTINCT grp) AS d FROM
t GROUP BY id);
-- name: average and FILTER in sub-query
SELECT sum(y) AS a, sum(x) AS s FROM (SELECT CASE WHEN count(*) > 1 THEN CAST(sum(visits) AS
decimal(20,0)) / count(*) END AS y, sum(visits) FILTER (WHERE amount > 10) AS x, count_if(visits >
3) AS c FROM u GROUP BY grp);
-- name: date of a sub-query
-- dimensions: y: {range: [1990, 2030]}
SELECT year(d) AS y, count(*) AS n FROM (SELECT id, max(day) AS d FROM t GROUP BY id) GROUP BY
year(d);
-- name: distinct subjects of a join
SELECT count(DISTINCT k) AS n FROM (SELECT t.id AS k FROM t JOIN u ON t.id = u.id);
-- name: three tables joined
SELECT sum(visits * share) AS s, count(*) AS n FROM t JOIN u USING (id) JOIN regions USING (code);
-- name: dimension of a public table
-- dimensions: name: {values: ['North, far', South], other: elsewhere}
SELECT name, avg(price) AS a, stddev_pop(small) AS d FROM t JOIN regions USING (code) GROUP BY
name ORDER BY a DESC;
-- name: rollup over a public dimension
-- dimensions: name: {values: ['North, far', South]}, flag: {values: [true, false]}
SELECT name, flag, count(*) AS n FROM t LEFT JOIN regions USING (code) GROUP BY ROLLUP (name,
flag);
-- name: public table filtered in a sub-query
SELECT count(*) AS n FROM t WHERE code IN (SELECT code FROM regions WHERE share > 0.2);
-- name: per-subject totals, then their spread
WITH totals AS (SELECT id, sum(price) AS total, count(*) AS n FROM t GROUP BY id) SELECT count(*)
AS subjects, avg(total) AS a, var_samp(n) AS v, corr(n, n) AS c FROM totals;
-- name: subjects by number of visits
-- dimensions: k: {range: [1, 5], other: 6}
SELECT k, count(*) AS subjects FROM (SELECT id, count(*) AS k FROM t GROUP BY id) GROUP BY k ORDER
BY k;
-- name: subjects with any and with all
SELECT count_if(some) AS some, count_if(each) AS each FROM (SELECT id, bool_or(flag) AS some,
bool_and(flag) AS each FROM t GROUP BY id);
-- name: share above the repository's own mean
SELECT count_if(price > m) / nullif(count(*), 0) AS share FROM (SELECT price, (SELECT avg(price)
FROM t) AS m FROM t);
-- name: latest row of each subject
SELECT count(*) AS n, sum(a.small) AS s FROM t a JOIN (SELECT id, max(seen) AS last FROM t GROUP
BY id) b ON a.id = b.id AND a.seen = b.last;
-- name: union of three with a tag
-- dimensions: tag: {values: [t, u, both]}
SELECT tag, count(*) AS n, sum(x) AS s FROM (SELECT 't' AS tag, price AS x FROM t UNION ALL SELECT
'u', amount FROM u UNION ALL SELECT 'both', price + amount FROM t JOIN u USING (id)) GROUP BY tag;
-- name: WITH used in a join and in IN
WITH big AS (SELECT id, amount FROM u WHERE amount > 500) SELECT count(*) AS n, sum(amount) AS s
FROM t JOIN big USING (id) WHERE id NOT IN (SELECT id FROM big WHERE amount > 900);
-- name: join, then HAVING and LIMIT
-- dimensions: grp: {values: [b, a], other: rest}
SELECT t.grp, count(*) AS n, sum(amount) AS s FROM t JOIN u USING (id) GROUP BY t.grp HAVING
count(*) > 1 ORDER BY n DESC LIMIT 2;
-- name: distinct pairs
SELECT count(*) AS n FROM (SELECT DISTINCT t.id, u.grp FROM t LEFT JOIN u ON t.id = u.id AND
u.visits > 3);
-- name: median over a join
SELECT median(visits) AS m, min(visits) AS lo, max(visits) AS hi FROM t JOIN u USING (id);
-- name: nested aggregates thrice
SELECT max(m) AS m, sum(n) AS n FROM (SELECT flag, max(k) AS m, count(*) AS n FROM (SELECT id,
flag, CAST(least(count(*), 9) AS int) AS k FROM t GROUP BY id, flag) GROUP BY flag);
