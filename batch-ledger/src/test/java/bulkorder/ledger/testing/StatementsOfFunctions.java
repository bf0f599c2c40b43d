package bulkorder.ledger.testing;

import bulkorder.ledger.BatchId;
import bulkorder.standins.PostgresServer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;

/**
 * Whether the roles of functions may run what their functions can: every statement that a handler
 * could come to is planned in its role, whether or not a test walks there. Postgres looks at
 * privileges before it would run a plan.
 */
public final class StatementsOfFunctions implements AutoCloseable {

  private static final Pattern STATEMENT =
      Pattern.compile("(?is)\\s*(\\(?\\s*select|insert|update|delete|with)\\s.{8,}");

  private static final Pattern PARAMETER =
      Pattern.compile("'(?:[^']|'')*'|(?<!:):([a-zA-Z]\\w*)|\\?(?!\\|)");

  /** What may stand where the code puts a text into a statement. */
  private static final List<String> PUT_IN =
      List.of(
          "true",
          "1",
          "*",
          "payment_lease_until",
          "notification_lease_until",
          "batch_id",
          "queued",
          "updated_at");

  private final PostgresServer postgres = PostgresServer.startTemporary();
  private final CallGraph calls;
  private final Connection connection;

  /** Of the module in whose directory the tests run. */
  public StatementsOfFunctions() throws IOException, SQLException, URISyntaxException {
    calls =
        new CallGraph(
            List.of(
                Path.of("target/classes"),
                Path.of(
                    BatchId.class.getProtectionDomain().getCodeSource().getLocation().toURI())));
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
        .load()
        .migrate();
    // Parameters are Postgres's to guess, not the driver's to send.
    connection =
        DriverManager.getConnection(
            postgres.jdbcUrl() + "?preferQueryMode=simple", postgres.user(), postgres.password());
    connection.setAutoCommit(false);
  }

  /**
   * What the role may not do, each with why and for which method.
   *
   * @param from the classes with which an invocation begins, their names with slashes
   */
  public List<String> refused(String role, Predicate<String> from) throws SQLException {
    List<String> refused = new ArrayList<>();
    for (var text : calls.texts(from).entrySet()) {
      List<String> statements = planned(text.getKey());
      execute("set local role " + role);
      Optional<String> problem = Optional.empty();
      for (String statement : statements) {
        problem = problem(statement);
        if (problem.isEmpty()) {
          break;
        }
      }
      execute("reset role");
      problem.ifPresent(why -> refused.add(text.getValue() + ": " + why));
    }
    return refused;
  }

  /** How many statements an invocation could come to that are planned in its role. */
  public int count(Predicate<String> from) throws SQLException {
    int count = 0;
    for (String text : calls.texts(from).keySet()) {
      if (!planned(text).isEmpty()) {
        count++;
      }
    }
    return count;
  }

  /**
   * The statement as the owner can have it planned, with what the code may put in; a part of one
   * cannot be planned.
   */
  private List<String> planned(String text) throws SQLException {
    List<String> planned = new ArrayList<>();
    if (STATEMENT.matcher(text).matches()) {
      for (String variant : variants(text)) {
        for (String statement : List.of(numbered(variant), withoutValues(variant))) {
          if (planned.isEmpty() || variant.contains("lease_until")) {
            if (problem(statement).isEmpty()) {
              planned.add(statement);
            }
          }
        }
      }
    }
    return planned;
  }

  private static List<String> variants(String text) {
    List<String> variants = new ArrayList<>(List.of(text));
    if (!text.contains("%")) {
      return variants;
    }
    for (String first : PUT_IN) {
      for (String other : PUT_IN) {
        variants.add(
            text.replaceAll("%\\d\\$s", first)
                .replaceFirst("%s", Matcher.quoteReplacement(first))
                .replace("%s", other));
      }
    }
    return variants;
  }

  private static String numbered(String statement) {
    Map<String, String> numbers = new HashMap<>();
    return PARAMETER
        .matcher(statement)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group().startsWith("'")
                        ? found.group()
                        : numbers.computeIfAbsent(
                            found.group().equals("?") ? "?" + numbers.size() : found.group(),
                            _ -> "$" + (numbers.size() + 1))));
  }

  private static String withoutValues(String statement) {
    return PARAMETER
        .matcher(statement)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(found.group().startsWith("'") ? found.group() : "null"));
  }

  private Optional<String> problem(String statement) throws SQLException {
    execute("savepoint before");
    try {
      execute("explain (generic_plan, costs off) " + statement);
      return Optional.empty();
    } catch (SQLException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    } finally {
      execute("rollback to savepoint before");
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    try (postgres;
        connection) {
      connection.rollback();
    }
  }
}
