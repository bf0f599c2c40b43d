package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.testing.StatementsOfFunctions;
import java.sql.SQLException;
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
    assertThat(statements.refused("bulkorder_status", DatabaseRolesTest::ofTheApi)).isEmpty();
    assertThat(statements.count(DatabaseRolesTest::ofTheApi)).isGreaterThan(50);
  }

  private static boolean ofTheApi(String name) {
    return name.startsWith("bulkorder/status/");
  }
}
