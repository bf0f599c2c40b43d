package bulkorder.ledger.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

class SignInTokenTest {

  private static final DateTimeFormatter SIGNED_AT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

  /** The SDK's own maker of tokens takes no clock: ours signs at the time that its token names. */
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://proxy.example.com:5432/bulkorder?sslmode=verify-full, proxy.example.com, 5432, ''",
    "jdbc:postgresql://proxy.example.com/bulkorder, proxy.example.com, 5432, session+/=",
    "jdbc:postgresql://127.0.0.1:40001/bulkorder, 127.0.0.1, 40001, ''"
  })
  void it_is_what_aws_makes(String jdbcUrl, String host, int port, String session) {
    AwsCredentials credentials =
        session.isEmpty()
            ? AwsBasicCredentials.create("AKIDEXAMPLE", "secret")
            : AwsSessionCredentials.create("AKIDEXAMPLE", "secret", session);
    String theirs =
        RdsUtilities.builder()
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build()
            .generateAuthenticationToken(
                request -> request.hostname(host).port(port).username("bulkorder_orders"));
    Instant signedAt =
        SIGNED_AT.parse(values(theirs).getOrDefault("X-Amz-Date", ""), Instant::from);

    String ours =
        SignInToken.of(jdbcUrl, "ap-northeast-1")
            .of("bulkorder_orders", credentials, Clock.fixed(signedAt, ZoneOffset.UTC));

    assertThat(values(ours)).isEqualTo(values(theirs)).containsKey("X-Amz-Signature");
    assertThat(ours).startsWith("%s:%d/?".formatted(host, port));
  }

  private static Map<String, String> values(String token) {
    Map<String, String> values = new TreeMap<>();
    Arrays.stream(URI.create("https://" + token).getRawQuery().split("&", -1))
        .map(value -> value.split("=", 2))
        .forEach(value -> values.put(value[0], value[1]));
    return values;
  }
}
