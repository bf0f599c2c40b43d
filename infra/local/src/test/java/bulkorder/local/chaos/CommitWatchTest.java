package bulkorder.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitWatchTest {
  private final CommitWatch watch = new CommitWatch();

  @ParameterizedTest
  @CsvSource({
    "COMMIT, true",
    "commit;, true",
    "' End ', true",
    "ROLLBACK, false",
    "BEGIN, false",
    "select 'COMMIT', false",
    "COMMIT PREPARED 'x', false"
  })
  void a_simple_query_commits_if_that_is_all_it_says(String sql, boolean commits) {
    assertThat(says(CommitWatch.QUERY, sql)).isEqualTo(commits);
  }

  @Test
  void an_unnamed_statement_commits_when_it_is_executed_and_not_before() {
    assertThat(says(CommitWatch.PARSE, "", "COMMIT")).isFalse();
    assertThat(says(CommitWatch.BIND, "", "")).isFalse();
    assertThat(says(CommitWatch.EXECUTE, "")).isTrue();
  }

  @Test
  void the_unnamed_statement_is_what_was_last_parsed() {
    says(CommitWatch.PARSE, "", "COMMIT");
    says(CommitWatch.PARSE, "", "select 1");
    says(CommitWatch.BIND, "", "");

    assertThat(says(CommitWatch.EXECUTE, "")).isFalse();
  }

  @Test
  void a_named_commit_is_known_each_time_it_is_bound_whatever_was_parsed_since() {
    says(CommitWatch.PARSE, "S_7", "COMMIT");
    says(CommitWatch.PARSE, "S_8", "select 1");
    for (int time = 0; time < 2; time++) {
      says(CommitWatch.BIND, "", "S_8");
      assertThat(says(CommitWatch.EXECUTE, "")).isFalse();
      says(CommitWatch.BIND, "", "S_7");
      assertThat(says(CommitWatch.EXECUTE, "")).isTrue();
    }
  }

  @Test
  void a_closed_statement_is_forgotten() {
    says(CommitWatch.PARSE, "S_1", "COMMIT");
    says(CommitWatch.CLOSE, "SS_1");
    says(CommitWatch.BIND, "C_1", "S_1");

    assertThat(says(CommitWatch.EXECUTE, "C_1")).isFalse();
  }

  @Test
  void a_closed_portal_is_forgotten_and_its_statement_is_not() {
    says(CommitWatch.PARSE, "S_1", "COMMIT");
    says(CommitWatch.BIND, "C_1", "S_1");
    says(CommitWatch.CLOSE, "PC_1");
    assertThat(says(CommitWatch.EXECUTE, "C_1")).isFalse();

    says(CommitWatch.BIND, "C_2", "S_1");
    assertThat(says(CommitWatch.EXECUTE, "C_2")).isTrue();
  }

  @Test
  void a_message_that_breaks_off_commits_nothing() {
    assertThat(watch.commits(CommitWatch.EXECUTE, new byte[0])).isFalse();
    assertThat(watch.commits(CommitWatch.CLOSE, new byte[0])).isFalse();
    assertThat(watch.commits(CommitWatch.PARSE, new byte[] {'S'})).isFalse();
  }

  private boolean says(char type, String... texts) {
    return watch.commits(type, (String.join("\0", texts) + "\0\0\0").getBytes(UTF_8));
  }
}
