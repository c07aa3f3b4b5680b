SELECT
  grade,
  count(*) AS loans,
  sum(coalesce(loan_amount, 0)) AS amount_sum,
  avg(coalesce(loan_amount, 0)) AS amount_avg,
  sum(CASE WHEN delinq_2y > 0 THEN 1 ELSE 0 END) AS late_borrowers
FROM loans
GROUP BY grade
