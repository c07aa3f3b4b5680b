package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.model.ModelMoments;
import io.tributary.protocol.job.model.ModelMoments.Design;
import io.tributary.protocol.job.model.ModelMoments.Moment;
import io.tributary.protocol.job.model.ModelPlan;
import io.tributary.protocol.job.model.Moments;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Moments of a model's variables in one group, from its cells. */
final class ModelCells {
  private final CompiledJob job;
  private final Group group;
  private final ModelMoments needed;

  ModelCells(CompiledJob job, Group group) {
    this.job = job;
    this.group = group;
    this.needed = new ModelMoments(measure -> job.measures().get(measure).nullable());
  }

  /** Rows in which all of these are present. */
  BigInteger count(List<Integer> present) {
    return value(needed.count(present));
  }

  private BigInteger value(Moment moment) {
    List<Cell> cells = job.sections().get(0).cells();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      if (cell.factors().equals(moment.factors()) && cell.present().equals(moment.present())) {
        return group.sums().get(i);
      }
    }
    throw new IllegalStateException("a compiled model has all its cells");
  }

  /** Moments of some measures over the rows in which others are present, too. */
  Moments of(List<Integer> measures, List<Integer> present) {
    List<List<BigInteger>> products = new ArrayList<>();
    for (int x : measures) {
      products.add(measures.stream().map(y -> value(needed.sum(List.of(x, y), present))).toList());
    }
    return moments(measures, present, products);
  }

  /** Moments of one measure. */
  Moments of(int measure) {
    return of(List.of(measure), List.of(measure));
  }

  /** Moments of the design of a regression, the response last. */
  Moments of(ModelPlan.Regression plan) {
    Design design = new Design(plan);
    List<List<BigInteger>> products = new ArrayList<>();
    for (int i = 0; i < design.size(); i++) {
      List<BigInteger> row = new ArrayList<>();
      for (int j = 0; j < design.size(); j++) {
        row.add(
            design
                .product(i, j)
                .map(p -> value(needed.sum(p, plan.present())))
                .orElse(BigInteger.ZERO));
      }
      products.add(row);
    }
    List<Integer> measures =
        IntStream.range(0, design.size()).map(design::measure).boxed().toList();
    return moments(measures, plan.present(), products);
  }

  private Moments moments(
      List<Integer> measures, List<Integer> present, List<List<BigInteger>> products) {
    List<Measure> own = measures.stream().map(job.measures()::get).toList();
    return new Moments(
            count(present),
            own.stream().map(Measure::scale).toList(),
            measures.stream().map(m -> value(needed.sum(List.of(m), present))).toList(),
            products)
        .uncentred(own.stream().map(Measure::centre).toList());
  }
}
