package io.tributary.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ErrorPlotTest {
  @Test
  void plot_isWellFormed_andErrorsThatFallGoDown() throws Exception {
    ErrorPlot plot = new ErrorPlot("a & b < c");
    plot.line("counts", List.of(new double[] {0.1, 0.5}, new double[] {10, 0.005}));
    plot.line("sums", List.of(new double[] {0.1, 0}, new double[] {10, 12}));
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)));
    assertEquals(2, svg.getElementsByTagName("polyline").getLength());
    Element first = (Element) svg.getElementsByTagName("polyline").item(0);
    String[] points = first.getAttribute("points").split("[ ,]", -1);
    assertTrue(Double.parseDouble(points[0]) < Double.parseDouble(points[2]));
    // Down on the screen is a greater y.
    assertTrue(Double.parseDouble(points[1]) < Double.parseDouble(points[3]));
  }
}
