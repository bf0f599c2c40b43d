package bulkorder.schema;

import io.quarkus.credentials.CredentialsProvider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs in to the ledger as its owner, with the rights of the function that runs, as the other
 * functions do as their roles: asked for each new connection. Written here once more, since this
 * function uses nothing of the ledger's code: it must run before that may.
 */
@Singleton
public class SignIn implements CredentialsProvider {

  private final SignInToken token;
  private final String user;
  private final DefaultCredentialsProvider credentials =
      DefaultCredentialsProvider.builder().build();

  SignIn(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "aws.region") String region) {
    this.token = SignInToken.of(jdbcUrl, region);
    this.user = user;
  }

  @Override
  public Map<String, String> getCredentials(String name) {
    AwsCredentialsIdentity ours = credentials.resolveCredentials();
    return Map.of(
        USER_PROPERTY_NAME, user, PASSWORD_PROPERTY_NAME, token.of(user, ours, Clock.systemUTC()));
  }
}
