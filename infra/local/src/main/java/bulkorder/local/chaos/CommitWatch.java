package bulkorder.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Follows what one client says to Postgres as far as it takes to see its commits
 * (https://www.postgresql.org/docs/16/protocol-message-formats.html): as a simple query, and as a
 * prepared statement, whose Parse may have come long before.
 */
final class CommitWatch {
  static final char QUERY = 'Q';
  static final char PARSE = 'P';
  static final char BIND = 'B';
  static final char EXECUTE = 'E';
  static final char CLOSE = 'C';

  private static final Set<String> COMMITS = Set.of("COMMIT", "END");

  private final Set<String> statements = new HashSet<>();
  private final Set<String> portals = new HashSet<>();

  /** Whether messages of this type have to be shown to {@link #commits}. */
  static boolean cares(int type) {
    return type == QUERY || type == PARSE || type == BIND || type == EXECUTE || type == CLOSE;
  }

  /**
   * Whether the server will commit when it gets this message.
   *
   * @param body of the message, without its type and length
   */
  boolean commits(int type, byte[] body) {
    var text = new Text(body);
    return switch (type) {
      case QUERY -> isCommit(text.next());
      case PARSE -> {
        remember(statements, text.next(), isCommit(text.next()));
        yield false;
      }
      case BIND -> {
        String portal = text.next();
        remember(portals, portal, statements.contains(text.next()));
        yield false;
      }
      case EXECUTE -> portals.contains(text.next());
      case CLOSE -> {
        (text.nextByte() == 'S' ? statements : portals).remove(text.next());
        yield false;
      }
      default -> false;
    };
  }

  private static void remember(Set<String> names, String name, boolean commits) {
    if (commits) {
      names.add(name);
    } else {
      names.remove(name);
    }
  }

  private static boolean isCommit(String sql) {
    String words = sql.strip();
    String statement = words.endsWith(";") ? words.substring(0, words.length() - 1) : words;
    return COMMITS.contains(statement.strip().toUpperCase(Locale.ROOT));
  }

  /** The zero-terminated texts of a message, one after the other. */
  private static final class Text {
    private final byte[] body;
    private int position;

    Text(byte[] body) {
      this.body = body;
    }

    String next() {
      int end = position;
      while (end < body.length && body[end] != 0) {
        end++;
      }
      var text = new String(body, position, end - position, UTF_8);
      position = Math.min(end + 1, body.length);
      return text;
    }

    int nextByte() {
      return position < body.length ? body[position++] : -1;
    }
  }
}
