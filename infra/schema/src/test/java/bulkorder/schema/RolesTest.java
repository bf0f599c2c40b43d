package bulkorder.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.standins.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The roles of the functions. The ledger's owner is here what it is at RDS: no superuser, but one
 * who may create roles, beside a role that stands for sign-in by IAM.
 */
class RolesTest {

  private static final String OWNER = "bulkorder";

  /** What a change of grants changes: {@code role: object: privileges}. */
  private static final Path GRANTS = Path.of("src/test/resources/grants.txt");

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  /** The first migration that comes after code which is deployed by steps. */
  private static final int FIRST_ADDITIVE = 21;

  /** What code of the version before would stumble over. */
  private static final Pattern NOT_ADDITIVE =
      Pattern.compile(
          "(?i)\\bdrop (column|table|function|type)|\\brename\\b|alter column \\w+ (type|set not null)|\\btruncate\\b");

  private static PostgresServer postgres;
  private static Connection owner;

  @BeforeAll
  static void aLedgerAsAtRds() throws SQLException {
    postgres = PostgresServer.startTemporary();
    try (var superuser = connect(postgres.user())) {
      execute(
          superuser,
          """
          create role rds_iam nologin;
          create role bulkorder login createrole createdb;
          grant rds_iam to bulkorder with admin option;
          alter database bulkorder owner to bulkorder
          """);
    }
    Flyway.configure().dataSource(postgres.jdbcUrl(), OWNER, "").load().migrate();
    owner = connect(OWNER);
    execute(owner, "select add_partitions(3)");
  }

  @AfterAll
  static void end() throws SQLException {
    owner.close();
    postgres.close();
  }

  @Test
  void each_role_has_been_granted_what_is_written_down_and_nothing_else() throws Exception {
    assertThat(Grants.in(owner)).isEqualTo(Files.readAllLines(GRANTS));
  }

  @Test
  void functions_sign_in_by_iam_and_are_nothing_special() throws SQLException {
    assertThat(
            Grants.lines(
                owner,
                """
                select r.rolname from pg_roles r
                where r.rolname like 'bulkorder\\_%' and r.rolname <> 'bulkorder_functions'
                  and (not r.rolcanlogin or r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication
                    or r.rolbypassrls or not pg_has_role(r.oid, 'rds_iam', 'usage')
                    or exists (select from pg_class c where c.relowner = r.oid)
                    or (r.rolname = 'bulkorder_status') = pg_has_role(r.oid, 'bulkorder_functions', 'usage')
                    or (select count(*) from pg_auth_members m where m.member = r.oid)
                      <> case r.rolname when 'bulkorder_status' then 1 else 2 end)
                """))
        .isEmpty();
    assertThat(Grants.lines(owner, "select 1 from pg_roles where rolname like 'bulkorder\\_%'"))
        .hasSize(23);
  }

  @Test
  void whatever_is_kept_apart_for_the_api_is_open_to_the_functions() throws SQLException {
    assertThat(
            Grants.lines(
                owner,
                """
                select c.relname from pg_class c
                where c.relrowsecurity and (
                  select array_agg(distinct r.rolname::text order by r.rolname::text)
                  from pg_policy p join pg_roles r on r.oid = any (p.polroles)
                  where p.polrelid = c.oid) is distinct from array['bulkorder_functions', 'bulkorder_status']
                """))
        .isEmpty();
  }

  @Test
  void what_a_later_migration_makes_is_nobodys() throws SQLException {
    execute(
        owner,
        """
        create table later (n integer);
        create function later() returns integer language sql security definer return 1
        """);
    try (var orders = connect("bulkorder_orders")) {
      assertRefused(orders, "select from later");
      assertRefused(orders, "select later()");
    }
    execute(owner, "drop table later; drop function later()");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders | update audit_events set actor = 'x'",
        "orders | delete from orders",
        "orders | update orders set amount = 1",
        "orders | select * from erasures",
        "payments | update payments set amount = 1",
        "payments | update audit_events set actor = 'x'",
        "payments | select personal from orders",
        "payments | select source from batch_rows",
        "payments | select * from data_keys",
        "payments_unknown | select personal from batch_rows",
        "notifications | insert into orders default values",
        "notifications | update orders set amount = 1",
        "notifications | select webhook_secret from clients",
        "notifications | update charging set stopped_since = null",
        "reports | update batch_rows set status = 'PAID'",
        "audit | delete from audit_events",
        "audit | update audit_blocks set hash = ''",
        "audit | select * from batch_rows",
        "access_log | select * from clients",
        "keys | select * from orders",
        "retention | delete from orders",
        "retention | delete from audit_events",
        "mail_events_dead_letter | select * from batches",
        "payment_operations | insert into payments default values",
        "status | update payments set status = 'CAPTURED'",
        "status | insert into payments default values",
        "status | select * from audit_blocks",
        "import | insert into payments default values",
        "import | create table mine (n integer)",
        "import | create temporary table mine (n integer)",
        "import | select add_partitions(1)",
        "retention | select drop_archived_audit_events()",
        "orders | select take_requests('demo', 1)"
      })
  void a_function_may_not_do_what_is_not_its_work(String role, String statement)
      throws SQLException {
    try (var function = connect("bulkorder_" + role)) {
      assertRefused(function, statement);
    }
  }

  @Test
  void only_the_import_may_copy_rows_and_only_by_their_partition() throws SQLException {
    String partition =
        Grants.lines(
                owner,
                "select inhrelid::regclass from pg_inherits where inhparent = 'batch_rows'::regclass order by 1::text limit 1")
            .getFirst();
    String copy = "copy %s (batch_id) from stdin";
    for (String role : List.of("bulkorder_orders", "bulkorder_status", "bulkorder_reports")) {
      try (var function = connect(role)) {
        assertRefused(function, copy.formatted(partition));
        assertRefused(function, "select from " + partition);
      }
    }
    try (var importer = connect("bulkorder_import")) {
      assertRefused(importer, "select from " + partition);
      String insert = "explain insert into %s (batch_id) values (gen_random_uuid())";
      assertThatCode(() -> execute(importer, insert.formatted(partition)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void migrations_only_add_so_that_the_code_before_goes_on() throws Exception {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      for (Path file : files.filter(RolesTest::isAdditive).toList()) {
        String statements =
            Files.readAllLines(file).stream()
                // A line says why the code before does not need what goes: "-- not additive: …".
                .filter(line -> !line.contains("-- not additive: "))
                .collect(joining("\n"));
        assertThat(statements).as(file.toString()).doesNotContainPattern(NOT_ADDITIVE);
      }
    }
  }

  private static boolean isAdditive(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__"))) >= FIRST_ADDITIVE;
  }

  private static void assertRefused(Connection connection, String statement) {
    assertThatThrownBy(() -> execute(connection, statement))
        .as(statement)
        .hasMessageContaining("permission denied");
  }

  private static Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), user, "");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
