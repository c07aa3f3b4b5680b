package io.tributary.cli.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Relative errors over epsilon, both on logarithmic scales, as SVG. */
final class ErrorPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int TOP = 40;
  private static final int RIGHT = 90;
  private static final int BOTTOM = 50;
  private static final double LEAST = 1e-5;
  private static final String[] COLOURS = {"#1b6ca8", "#c8553d"};

  private final String title;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String name, List<double[]> points) {}

  ErrorPlot(String title) {
    this.title = title;
  }

  /** Points of epsilon and error, as a share of one. */
  void line(String name, List<double[]> points) {
    lines.add(new Line(name, List.copyOf(points)));
  }

  String svg() {
    StringBuilder out = new StringBuilder();
    add(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH,
        HEIGHT);
    add(out, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
    text(out, LEFT, 16, "start", "median relative error of counts and sums over epsilon");
    add(
        out,
        "<text x=\"%d\" y=\"30\" font-size=\"9\" fill=\"#555\">%s</text>",
        LEFT,
        title.replace("&", "&amp;").replace("<", "&lt;"));
    int first = (int) Math.floor(Math.log10(least(0)));
    int last = (int) Math.ceil(Math.log10(most(0)));
    int low = (int) Math.floor(Math.log10(Math.max(LEAST, least(1))));
    int high = Math.max(low + 1, (int) Math.ceil(Math.log10(most(1))));
    for (int power = first; power <= last; power++) {
      double x = x(power, first, last);
      grid(out, x, TOP, x, HEIGHT - BOTTOM);
      text(out, x, HEIGHT - BOTTOM + 18, "middle", number(Math.pow(10, power)));
    }
    text(out, (WIDTH + LEFT - RIGHT) / 2.0, HEIGHT - 10, "middle", "epsilon of one answer");
    for (int power = low; power <= high; power++) {
      double y = y(power, low, high);
      grid(out, LEFT, y, WIDTH - RIGHT, y);
      text(out, LEFT - 8, y + 4, "end", number(100 * Math.pow(10, power)) + " %");
    }
    for (int i = 0; i < lines.size(); i++) {
      draw(out, lines.get(i), COLOURS[i % COLOURS.length], first, last, low, high);
    }
    return out.append("</svg>\n").toString();
  }

  private double least(int axis) {
    return values(axis).min().orElse(1);
  }

  private double most(int axis) {
    return values(axis).max().orElse(1);
  }

  private DoubleStream values(int axis) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .mapToDouble(point -> point[axis])
        .filter(value -> value > 0);
  }

  private static double x(double power, int first, int last) {
    return LEFT + (power - first) / Math.max(1, last - first) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double power, int low, int high) {
    return HEIGHT - BOTTOM - (power - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private static void draw(
      StringBuilder out, Line line, String colour, int first, int last, int low, int high) {
    StringBuilder path = new StringBuilder();
    double atX = LEFT;
    double atY = TOP;
    for (double[] point : line.points()) {
      atX = x(Math.log10(point[0]), first, last);
      atY = y(Math.log10(Math.max(LEAST, point[1])), low, high);
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", atX, atY));
      add(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", atX, atY, colour);
    }
    add(
        out,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        path.toString().strip(),
        colour);
    text(out, atX + 8, atY + 4, "start", line.name());
  }

  private static void grid(StringBuilder out, double x1, double y1, double x2, double y2) {
    add(
        out,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
        x1,
        y1,
        x2,
        y2);
  }

  private static void text(StringBuilder out, double x, double y, String anchor, String words) {
    add(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, words);
  }

  private static String number(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  private static void add(StringBuilder out, String form, Object... values) {
    out.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
