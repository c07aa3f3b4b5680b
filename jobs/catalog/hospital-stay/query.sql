SELECT
  type,
  age80,
  count(*) AS stays,
  sum(los) AS days_sum,
  avg(los) AS days_avg,
  sum(died) AS deaths,
  avg(died) AS death_rate
FROM stays
WHERE los <= :max_days
GROUP BY type, age80
