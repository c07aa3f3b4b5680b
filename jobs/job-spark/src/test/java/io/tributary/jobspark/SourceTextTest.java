package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of a source: what vetters read and sign. */
class SourceTextTest {
  static Stream<Arguments> sources() {
    return Stream.of(
        Arguments.of(
            "SELECT count(*) AS n FROM (SELECT * FROM t) WHERE small > 3",
            """
            read t: small
            filter (small > 3)
            """),
        Arguments.of(
            "SELECT sum(share) AS s FROM t LEFT JOIN regions USING (code)",
            """
            left outer join on (code = code_2)
            - read t: code
            - read regions: code AS code_2, share
            """),
        Arguments.of(
            "WITH a AS (SELECT id, price FROM t WHERE flag) SELECT sum(x.price - y.price) AS s"
                + " FROM a x JOIN a y ON x.id = y.id",
            """
            inner join on (id = id_3)
            - read t: id, flag, price
              filter flag
            - read t: id AS id_2, flag AS flag_2, price AS price_2
              filter flag_2
              select id_2 AS id_3, price_2 AS price_3
            """),
        Arguments.of(
            "SELECT count(*) AS n FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id) AND price"
                + " > (SELECT max(amount) FROM u WHERE visits > 2)",
            """
            read t: id, price
            filter (EXISTS query 1 AND (price > CAST(query 2 AS DECIMAL(12,2))))
              query 1:
              - read u: id AS id_2
                filter (id_2 = outer(id))
                select nothing
              query 2:
              - read u: amount AS amount_2, visits AS visits_2
                filter (visits_2 > 2)
                aggregate max(amount_2) AS max(amount)
            """),
        Arguments.of(
            "SELECT sum(x) AS s FROM (SELECT DISTINCT id, price AS x FROM t UNION ALL SELECT id,"
                + " sum(amount) FROM u GROUP BY id)",
            """
            union all
            - read t: id, price
              select id, price AS x
              distinct
              select id, CAST(x AS DECIMAL(20,2)) AS x_2
            - read u: id AS id_2, amount
              aggregate id_2, sum(amount) AS sum(amount) by id_2
            """));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void text_ofASource_isTheSameEachTime(String sql, String text) {
    assertEquals(List.of(text.split("\n")), Related.compile(sql).job().source());
    assertArrayEquals(Related.compile(sql).job().write(), Related.compile(sql).job().write());
  }
}
