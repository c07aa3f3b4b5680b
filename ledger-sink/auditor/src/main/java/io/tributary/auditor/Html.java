package io.tributary.auditor;

/**
 * Markup in which nothing that others wrote can be more than text. Tags and attribute names are
 * ours; everything else is escaped, and what a browser would not show, or show elsewhere, is
 * spelled out.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Text as it is shown. */
  Html text(String text) {
    text.codePoints().forEach(this::character);
    return this;
  }

  /** A tag that holds text alone. */
  Html leaf(String tag, String text) {
    return open(tag).text(text).close(tag);
  }

  /** A tag with a class, which is ours, that holds text alone. */
  Html leaf(String tag, String style, String text) {
    out.append('<').append(tag).append(" class=\"").append(style).append("\">");
    return text(text).close(tag);
  }

  Html open(String tag) {
    out.append('<').append(tag).append('>');
    return this;
  }

  Html close(String tag) {
    out.append("</").append(tag).append(">\n");
    return this;
  }

  /** Markup of our own. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void character(int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> {
        if (isShown(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format("\\u%04x", c));
        }
      }
    }
  }

  /** Neither control characters, nor those that turn the direction of a line or have no width. */
  private static boolean isShown(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.UNASSIGNED;
  }
}
