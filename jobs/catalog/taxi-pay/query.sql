SELECT
  payment_type,
  CASE
    WHEN trip_start_hour < 6 THEN 'night'
    WHEN trip_start_hour < 12 THEN 'morning'
    WHEN trip_start_hour < 18 THEN 'afternoon'
    WHEN trip_start_hour < 24 THEN 'evening'
  END AS hour_band,
  count(*) AS trips,
  sum(fare) AS fare_sum,
  avg(fare) AS fare_avg,
  stddev(fare) AS fare_stddev,
  sum(tips) AS tips_sum,
  avg(tips) AS tips_avg,
  var_samp(tips) AS tips_variance,
  sum(trip_miles) AS miles_sum,
  avg(trip_miles) AS miles_avg,
  stddev(trip_miles) AS miles_stddev
FROM trips
WHERE trip_miles <= :max_miles
GROUP BY payment_type, hour_band
