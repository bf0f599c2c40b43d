package bulkorder.status;

import java.util.Set;

/** Which names callers may give to what they send. */
public final class Names {

  /** Names of directories, not of files. */
  private static final Set<String> DIRECTORIES = Set.of(".", "..");

  private Names() {}

  /** Whether a text can be the last part of an object's key, and a file's name anywhere. */
  static boolean isFileName(String name, int charsMax) {
    return isText(name, charsMax)
        && name.indexOf('/') < 0
        && name.indexOf('\\') < 0
        && !DIRECTORIES.contains(name);
  }

  /** Whether a text says something and has only whole characters that can be written. */
  public static boolean isText(String text, int charsMax) {
    return !text.isBlank()
        && text.length() <= charsMax
        && text.codePoints()
            .mapToObj(Character::getType)
            .noneMatch(type -> type == Character.CONTROL || type == Character.SURROGATE);
  }
}
