package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Files of the corpus, damaged at random: whatever comes of them, it is an outcome. */
class DamagedFilesTest {

  @Property(tries = 2000)
  void a_damaged_file_is_refused_or_read_and_nothing_else(
      @ForAll("names") String name, @ForAll long seed, @ForAll @IntRange(max = 8) int wrongBytes) {
    byte[] damaged = damaged(EvilCase.named(name).bytes(), new Random(seed), wrongBytes);
    assertThatCode(() -> ReadFile.of(damaged, ReadFile.LIMITS)).doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(EvilCase.names());
  }

  private static byte[] damaged(byte[] bytes, Random random, int wrongBytes) {
    byte[] damaged =
        random.nextBoolean() ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    for (int i = 0; i < wrongBytes && damaged.length > 0; i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }
}
