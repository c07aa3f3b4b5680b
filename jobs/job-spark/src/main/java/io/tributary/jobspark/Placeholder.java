package io.tributary.jobspark;

import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A parameter while the analyzer works: a value of its declared type, never NULL, that may stand
 * anywhere and of which nothing else is known, so that no value decides what a query means.
 */
final class Placeholder extends Expression {
  private static final long serialVersionUID = 1;

  private final String name;
  private final DataType dataType;

  /** Spark copies nodes through a constructor of their elements. */
  public Placeholder(String name, DataType dataType) {
    this.name = name;
    this.dataType = dataType;
  }

  String parameter() {
    return name;
  }

  @Override
  public DataType dataType() {
    return dataType;
  }

  @Override
  public boolean nullable() {
    return false;
  }

  @Override
  public Object eval(InternalRow input) {
    throw new UnsupportedOperationException("a placeholder has no value");
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    throw new UnsupportedOperationException("a placeholder has no value");
  }

  @Override
  public Seq<Expression> children() {
    return Trees.seq();
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return this;
  }

  @Override
  public int productArity() {
    return 2;
  }

  @Override
  public Object productElement(int index) {
    return index == 0 ? name : dataType;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof Placeholder;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Placeholder placeholder && placeholder.name.equals(name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  @Override
  public String toString() {
    return ":" + name;
  }

  @Override
  public String sql() {
    return toString();
  }
}
