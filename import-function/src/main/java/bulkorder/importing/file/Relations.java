package bulkorder.importing.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a part of a workbook refers to. */
final class Relations {

  private static final int RELATIONS_MAX = 100_000;

  /**
   * A reference.
   *
   * @param type the last word of its type's URI, which is all that differs between dialects
   * @param target the name of a part
   */
  private record Relation(String type, String target) {}

  private final Map<String, Relation> byId = new HashMap<>();

  private Relations() {}

  /**
   * Reads the references of a part.
   *
   * @param part its name, or nothing for those of the archive itself
   */
  static Relations of(WorkbookZip zip, String part) throws IOException {
    String folder = part.substring(0, part.lastIndexOf('/') + 1);
    String name = folder + "_rels/" + part.substring(folder.length()) + ".rels";
    var relations = new Relations();
    Optional<XmlPart> found = zip.part(name);
    if (found.isPresent()) {
      try (XmlPart xml = found.get()) {
        relations.read(xml, folder);
      }
    }
    return relations;
  }

  /** The part that an id refers to. */
  Optional<String> target(String id) {
    return Optional.ofNullable(byId.get(id)).map(Relation::target);
  }

  /** The part of a type. */
  Optional<String> targetOfType(String type) {
    return byId.values().stream()
        .filter(relation -> relation.type().equals(type))
        .map(Relation::target)
        .findFirst();
  }

  /** Whether what an id refers to is of a type. */
  boolean isOfType(String id, String type) {
    return Optional.ofNullable(byId.get(id)).filter(r -> r.type().equals(type)).isPresent();
  }

  private void read(XmlPart xml, String folder) throws IOException {
    while (xml.next()) {
      if (xml.begins("Relationship")) {
        String id = xml.attribute("Id");
        String type = xml.attribute("Type");
        String target = xml.attribute("Target");
        if (id == null || type == null || target == null || byId.size() == RELATIONS_MAX) {
          throw xml.broken();
        }
        byId.put(
            id, new Relation(type.substring(type.lastIndexOf('/') + 1), resolved(folder, target)));
      }
    }
  }

  private static String resolved(String folder, String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    String base = folder;
    String rest = target;
    while (rest.startsWith("../") && !base.isEmpty()) {
      base = base.substring(0, base.lastIndexOf('/', base.length() - 2) + 1);
      rest = rest.substring("../".length());
    }
    return base + rest;
  }
}
