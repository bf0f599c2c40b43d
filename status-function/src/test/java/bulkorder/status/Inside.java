package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/**
 * What no answer that tells of a problem may show: of what the service is made, and where it runs.
 */
final class Inside {

  private static final String[] WORDS = {
    "exception",
    "\tat ",
    "bulkorder.",
    "jakarta",
    "java.",
    "quarkus",
    "hibernate",
    "resteasy",
    "jackson",
    "vert.x",
    "netty",
    "select ",
    "sql",
    "postgres",
    "/work",
    "/root",
    "/tmp",
    "/var/task",
    "localhost",
    "127.0.0.1",
    "amazonaws",
    "<html"
  };

  private Inside() {}

  static void assertNotShownBy(Answer answer) {
    assertThat((answer.body() + answer.headers()).toLowerCase(Locale.ROOT)).doesNotContain(WORDS);
  }
}
