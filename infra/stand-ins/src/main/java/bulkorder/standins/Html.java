package bulkorder.standins;

/** Pages that hold what strangers sent. */
final class Html {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
      table { border-collapse: collapse; width: 100% }
      th, td { border-bottom: 1px solid #ddd; padding: .3rem .6rem; text-align: left; vertical-align: top }
      .number { text-align: right; font-variant-numeric: tabular-nums }
      iframe { border: 1px solid #ccc; height: 40rem; width: 100% }
      pre { background: #f6f6f6; padding: 1rem; white-space: pre-wrap }
      """;

  private Html() {}

  static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <h1>%s</h1>
        %s
        </body>
        </html>
        """
        .formatted(escaped(title), STYLE, escaped(title), body);
  }

  /** Safe as an element's text and as a quoted attribute's value. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
