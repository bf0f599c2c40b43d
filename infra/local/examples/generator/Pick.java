import java.util.List;
import java.util.random.RandomGenerator;

/** Chance, in the two forms that are needed. */
final class Pick {

  private Pick() {}

  static <T> T from(List<T> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }

  static boolean oneIn(int times, RandomGenerator random) {
    return random.nextInt(times) == 0;
  }
}
