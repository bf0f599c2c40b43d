package bulkorder.importing;

import bulkorder.importing.file.FileLimits;
import bulkorder.ledger.imports.FileWishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file of the evil corpus and what has to come of it; the corpus's README tells the form.
 *
 * @param given what stands before the outcome: what the upload said, and bounds
 * @param outcome {@code ROWS}, or {@code REJECTED} with its code
 * @param expected what has to be known of the outcome
 */
record EvilCase(
    String name,
    Path file,
    Map<String, String> given,
    String outcome,
    Map<String, String> expected) {

  private static final Path CORPUS = Path.of("src/test/resources/evil");
  private static final Pattern WORD =
      Pattern.compile("(?:(\\w+)=)?(?:\"([^\"]*)\"|'([^']*)'|(\\S+))(?:\\s+|$)");
  private static final Set<String> GIVEN =
      Set.of("encoding", "delimiter", "sheet", "rowsMax", "bytesMax");

  /** The names of all files, of which each should stand there twice. */
  static Set<String> names() {
    try (Stream<Path> files = Files.list(CORPUS)) {
      var names = new TreeSet<String>();
      files.map(EvilCase::name).filter(name -> !name.equals("README")).forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * @throws AssertionError unless the case is one file and one line
   */
  static EvilCase named(String name) {
    Path expectation = CORPUS.resolve(name + ".expected");
    try (Stream<Path> files = Files.list(CORPUS)) {
      List<Path> pair = files.filter(file -> name(file).equals(name)).toList();
      if (pair.size() != 2 || !pair.contains(expectation)) {
        throw new AssertionError("not a file and its expectation: " + pair);
      }
      Path file = pair.get(pair.indexOf(expectation) == 0 ? 1 : 0);
      return parse(name, file, Files.readString(expectation).strip());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static EvilCase parse(String name, Path file, String line) {
    Map<String, String> given = new LinkedHashMap<>();
    Map<String, String> expected = new LinkedHashMap<>();
    String outcome = "";
    Matcher word = WORD.matcher(line);
    while (word.lookingAt()) {
      String key = word.group(1);
      String value = value(word);
      if (key == null) {
        outcome = (outcome + " " + value).strip();
      } else if ((outcome.isEmpty() ? given : expected).put(key, value) != null) {
        throw new AssertionError(name + ": said twice: " + key);
      }
      word.region(word.end(), line.length());
    }
    if (word.regionStart() != line.length() || outcome.isEmpty()) {
      throw new AssertionError(name + ": not one line that tells an outcome: " + line);
    }
    return new EvilCase(name, file, given, outcome, expected);
  }

  private static String value(Matcher word) {
    String quoted = word.group(2) == null ? word.group(3) : word.group(2);
    return quoted == null ? word.group(4) : quoted.translateEscapes();
  }

  EvilCase {
    if (!GIVEN.containsAll(given.keySet())) {
      throw new AssertionError(name + ": not known before an outcome: " + given.keySet());
    }
  }

  byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  FileWishes wishes() {
    String delimiter = given.get("delimiter");
    return new FileWishes(given.get("encoding"), delimiter(delimiter), given.get("sheet"));
  }

  FileLimits limits() {
    FileLimits usual = ReadFile.LIMITS;
    return ReadFile.bounds(
        Long.parseLong(given.getOrDefault("bytesMax", Long.toString(usual.bytesMax()))),
        Integer.parseInt(given.getOrDefault("rowsMax", Integer.toString(usual.rowsMax()))));
  }

  private static @Nullable Character delimiter(@Nullable String name) {
    return name == null ? null : name.equals("TAB") ? '\t' : name.charAt(0);
  }

  private static String name(Path file) {
    return Arrays.asList(file.getFileName().toString().split("\\.", 2)).getFirst();
  }

  @Override
  public String toString() {
    return name;
  }
}
