package bulkorder.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedMapTest {

  @Test
  void a_full_map_forgets_what_was_not_used_for_the_longest() {
    var map = new BoundedMap<String, Integer>(2);
    map.put("a", 1);
    map.put("b", 2);
    map.get("a");

    map.put("c", 3);

    assertThat(map).containsOnlyKeys("a", "c");
  }
}
