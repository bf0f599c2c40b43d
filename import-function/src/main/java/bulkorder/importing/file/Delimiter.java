package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.row.RefusedFileException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand between the fields of a CSV file. */
enum Delimiter {
  COMMA(','),
  TAB('\t'),
  SEMICOLON(';'),
  PIPE('|');

  /** The line by which Excel is told the delimiter. */
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\"?sep=(.)\"?(?:\r\n|\r|\n|$)", Pattern.CASE_INSENSITIVE);

  private final char character;

  Delimiter(char character) {
    this.character = character;
  }

  /** The character itself. */
  char character() {
    return character;
  }

  /**
   * The delimiter of a text: the one that the upload named, or that the file names in a {@code
   * sep=} line, which is left out; otherwise the one that makes most fields of the header.
   *
   * @throws RefusedFileException if what is named cannot be one, or is not that of the header
   */
  static Delimiter of(TextHead text, FileWishes wishes) {
    Optional<Character> ownWord = separatorLine(text);
    String header = headerOutsideQuotes(text.head());
    Delimiter found = mostIn(header);
    Optional<Character> named = Optional.ofNullable(wishes.delimiter()).or(() -> ownWord);
    if (named.isEmpty()) {
      return found;
    }
    Delimiter delimiter = named(named.get());
    if (delimiter.countIn(header) == 0 && found.countIn(header) > 0) {
      throw new RefusedFileException(
          RejectionCode.DELIMITER_NOT_FOUND,
          Map.of("delimiter", delimiter.title(), "found", found.title()));
    }
    return delimiter;
  }

  private static Optional<Character> separatorLine(TextHead text) {
    Matcher line = SEPARATOR_LINE.matcher(text.head());
    if (!line.lookingAt()) {
      return Optional.empty();
    }
    Character named = line.group(1).charAt(0);
    text.skipLine(line.end());
    return Optional.of(named);
  }

  private static Delimiter named(char character) {
    return Arrays.stream(values())
        .filter(delimiter -> delimiter.character == character)
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedFileException(
                    RejectionCode.UNKNOWN_DELIMITER,
                    Map.of("delimiter", ShownName.of(String.valueOf(character)))));
  }

  /** The first line that has more than delimiters, without what it has in quotes. */
  private static String headerOutsideQuotes(CharSequence text) {
    var line = new StringBuilder();
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      blank &= Character.isWhitespace(c) || c == '"' || is(c);
      if (!quoted && (c == '\n' || c == '\r')) {
        if (!blank) {
          break;
        }
        line.setLength(0);
      } else if (!quoted) {
        line.append(c);
      }
    }
    return line.toString();
  }

  private static boolean is(char c) {
    return Arrays.stream(values()).anyMatch(delimiter -> delimiter.character == c);
  }

  /** The first of those that are most frequent. */
  private static Delimiter mostIn(String header) {
    Delimiter most = COMMA;
    for (Delimiter delimiter : values()) {
      if (delimiter.countIn(header) > most.countIn(header)) {
        most = delimiter;
      }
    }
    return most;
  }

  private long countIn(String header) {
    return header.chars().filter(c -> c == character).count();
  }

  private String title() {
    return this == TAB ? name() : String.valueOf(character);
  }
}
