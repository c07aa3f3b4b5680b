SELECT
  grade,
  count(*) AS loans,
  avg(annual_income) AS income_avg,
  stddev(annual_income) AS income_stddev,
  sum(loan_amount) AS amount_sum,
  avg(loan_amount) AS amount_avg,
  stddev(loan_amount) AS amount_stddev,
  sum(delinq_2y) AS late_payments,
  sum(CASE WHEN delinq_2y > 0 THEN 1 ELSE 0 END) AS late_borrowers,
  avg(delinq_2y) AS late_payments_avg
FROM loans
WHERE loan_amount >= :min_amount
GROUP BY grade
