package bulkorder.ledger.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastUsedTest {

  @Test
  void when_there_is_no_room_what_was_not_used_for_longest_goes() {
    var kept = new LastUsed<String, Integer>(2);
    kept.put("a", 1);
    kept.put("b", 2);
    kept.find("a");

    kept.put("c", 3);

    assertThat(kept.find("a")).contains(1);
    assertThat(kept.find("b")).isEmpty();
    assertThat(kept.find("c")).contains(3);
  }
}
