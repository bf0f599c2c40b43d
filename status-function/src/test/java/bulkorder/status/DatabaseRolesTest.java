package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.testing.StatementsOfFunctions;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseRolesTest {

  private static StatementsOfFunctions statements;

  @BeforeAll
  static void aLedger() throws Exception {
    statements = new StatementsOfFunctions();
  }

  @AfterAll
  static void end() throws SQLException {
    statements.close();
  }

  @Test
  void the_api_may_do_whatever_it_could_come_to() throws Exception {
    assertThat(statements.refused("bulkorder_status", OF_THE_API)).isEmpty();
    assertThat(statements.count(OF_THE_API)).isGreaterThan(50);
  }

  private static final Predicate<String> OF_THE_API =
      name -> name.startsWith("bulkorder/status/");
}
