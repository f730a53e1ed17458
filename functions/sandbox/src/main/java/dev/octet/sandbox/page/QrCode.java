package dev.octet.sandbox.page;

import io.nayuki.qrcodegen.QrCode.Ecc;

/** A text as squares that a camera reads: an SVG whose dark squares take the colour of the text around it. */
public final class QrCode {
  /** Free squares around, without which a camera does not find it. */
  private static final int MARGIN = 4;

  private QrCode() {}

  /** A document of its own: dark on white, whatever is behind it. */
  public static String document(String text) {
    return svg(text, " xmlns=\"http://www.w3.org/2000/svg\"", "#000");
  }

  /** To stand inside a page. */
  static String inline(String text) {
    return svg(text, " class=\"qr\" role=\"img\" aria-label=\"QR code of this link\"", "currentColor");
  }

  private static String svg(String text, String attributes, String dark) {
    var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
    int width = code.size + 2 * MARGIN;
    var squares = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          int from = x;
          while (x + 1 < code.size && code.getModule(x + 1, y)) {
            x++;
          }
          int length = x - from + 1;
          squares.append('M').append(from + MARGIN).append(' ').append(y + MARGIN).append('h').append(length).append("v1h-").append(length).append('z');
        }
      }
    }
    return "<svg%s viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"%s\" d=\"%s\"/></svg>"
        .formatted(attributes, width, width, width, width, dark, squares);
  }
}
