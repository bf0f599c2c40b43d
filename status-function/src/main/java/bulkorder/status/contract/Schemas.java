package bulkorder.status.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Schemas that are made by hand. */
final class Schemas {

  private Schemas() {}

  static Schema text() {
    return OASFactory.createSchema().type(new ArrayList<>(List.of(SchemaType.STRING)));
  }

  static Schema text(int charsMax) {
    return text().minLength(1).maxLength(charsMax);
  }

  static Schema text(String format) {
    return text().format(format);
  }

  static Schema wholeNumber(int min) {
    return OASFactory.createSchema()
        .type(new ArrayList<>(List.of(SchemaType.INTEGER)))
        .minimum(BigDecimal.valueOf(min));
  }

  /** The number by which something is known. */
  static Schema id() {
    return wholeNumber(1).format("int64");
  }

  static Schema of(String name) {
    return OASFactory.createSchema().ref(name);
  }

  /** The same, or null. */
  static Schema orNull(Schema schema) {
    if (schema.getType() == null) {
      return OASFactory.createSchema()
          .addAnyOf(schema)
          .addAnyOf(OASFactory.createSchema().type(List.of(SchemaType.NULL)));
    }
    if (schema.getEnumeration() != null && !schema.getEnumeration().contains(null)) {
      List<Object> values = new ArrayList<>(schema.getEnumeration());
      values.add(null);
      schema.setEnumeration(values);
    }
    if (!schema.getType().contains(SchemaType.NULL)) {
      List<SchemaType> types = new ArrayList<>(schema.getType());
      types.add(SchemaType.NULL);
      schema.setType(types);
    }
    return schema;
  }
}
