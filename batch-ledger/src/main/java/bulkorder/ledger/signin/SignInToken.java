package bulkorder.ledger.signin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * What IAM lets a role of a database sign in with: the signed address of a request that is never
 * sent.
 *
 * @param jdbcUrl of the database, or of the proxy before it, as the driver has it
 * @param region of both
 */
record SignInToken(URI jdbcUrl, String region) {

  /** The longest that there is. It only has to last until the connection is there. */
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final int POSTGRES_PORT = 5432;

  static SignInToken of(String jdbcUrl, String region) {
    return new SignInToken(URI.create(jdbcUrl.substring("jdbc:".length())), region);
  }

  String of(String user, AwsCredentialsIdentity credentials, Clock clock) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol("https")
            .host(jdbcUrl.getHost())
            .port(jdbcUrl.getPort() < 0 ? POSTGRES_PORT : jdbcUrl.getPort())
            .encodedPath("/")
            .putRawQueryParameter("DBUser", user)
            .putRawQueryParameter("Action", "connect")
            .build();
    String address =
        AwsV4HttpSigner.create()
            .sign(
                signing ->
                    signing
                        .identity(credentials)
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, LIFETIME)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request()
            .getUri()
            .toString();
    return address.substring("https://".length());
  }
}
