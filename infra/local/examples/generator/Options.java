import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/**
 * What to generate.
 *
 * @param badPercent of the rows that break a rule, each in the next of the ways of {@link Flaw}
 * @param output empty for the standard output
 */
record Options(int rows, int seed, int badPercent, Language language, Optional<Path> output) {

  /** In which language the customers read. */
  enum Language {
    JA,
    EN,
    MIXED
  }

  static final String USAGE =
      "usage: generate ROWS [--seed N] [--bad PERCENT] [--language ja|en|mixed] [-o FILE]";

  static final String HELP =
      USAGE
          + """


          Writes a CSV of ROWS orders (1 to 100000000) of invented people, in UTF-8.

            --seed N         0 to 999999, by default 1: the same seed makes the same bytes, another
                             seed other order references
            --bad PERCENT    0 to 50, by default 0: so many of the rows break a rule, each in the
                             next of many ways; one payment in 250 will be declined, too
            --language L     of the customers: ja, en or mixed, which is the default
            -o FILE          instead of the standard output
            --help           this text
          """;

  private static final int ROWS_MAX = 100_000_000;
  private static final int SEED_MAX = 999_999;
  private static final int BAD_PERCENT_MAX = 50;

  /**
   * @throws IllegalArgumentException with a sentence for whoever typed them
   */
  static Options parse(String[] arguments) {
    int rows = 0;
    int seed = 1;
    int badPercent = 0;
    var language = Language.MIXED;
    Optional<Path> output = Optional.empty();
    for (var rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--seed" -> seed = number(argument, value(argument, rest), 0, SEED_MAX);
        case "--bad" -> badPercent = number(argument, value(argument, rest), 0, BAD_PERCENT_MAX);
        case "--language" -> language = language(value(argument, rest));
        case "-o" -> output = Optional.of(Path.of(value(argument, rest)));
        default -> rows = rows(argument, rows);
      }
    }
    if (rows == 0) {
      throw new IllegalArgumentException("how many rows? ROWS is missing");
    }
    return new Options(rows, seed, badPercent, language, output);
  }

  private static int rows(String argument, int rowsBefore) {
    if (argument.startsWith("-")) {
      throw new IllegalArgumentException("there is no option " + argument);
    }
    if (rowsBefore != 0) {
      throw new IllegalArgumentException(
          "ROWS is %d already, what is %s?".formatted(rowsBefore, argument));
    }
    return number("ROWS", argument, 1, ROWS_MAX);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static int number(String name, String text, int min, int max) {
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "%s is %s, but must be a number from %d to %d".formatted(name, text, min, max));
  }

  private static Language language(String text) {
    return Arrays.stream(Language.values())
        .filter(language -> language.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--language is %s, but must be ja, en or mixed".formatted(text)));
  }
}
