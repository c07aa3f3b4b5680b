SELECT
  l_suppkey,
  l_linenumber,
  sum(l_quantity) AS quantity,
  sum(l_extendedprice) AS price,
  sum(l_discount) AS discount,
  sum(l_tax) AS tax,
  sum(l_extendedprice * (1 - l_discount)) AS paid,
  count(*) AS items
FROM lineitem
WHERE l_quantity >= :least
GROUP BY l_suppkey, l_linenumber
ORDER BY l_suppkey, l_linenumber
