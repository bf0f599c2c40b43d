package bulkorder.local.template;

/** Makes a record of a resource's properties. */
@FunctionalInterface
interface ResourceReader<T> {
  T read(String id, Section properties);
}
