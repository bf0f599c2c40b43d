package bulkorder.schema;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * What a JDBC URL may name: {@code sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory}, TLS with
 * the authorities that the JDK trusts. The driver makes it from its name.
 */
@RegisterForReflection(targets = DefaultJavaSSLFactory.class)
final class DatabaseTls {
  private DatabaseTls() {}
}
