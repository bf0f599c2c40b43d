package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.status.PostPolicy.PutObject;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** The example is that of Amazon S3's "Browser-Based Upload using HTTP POST". */
class PostPolicyTest {

  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String EXAMPLE =
      """
      eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tldCI6ICJzaW\
      d2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJs\
      aWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3\
      MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQog\
      ICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQU\
      VTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAi\
      QUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIj\
      ogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9""";

  private static final PutObject ORDERS =
      new PutObject(
          "orders",
          "incoming/demo/1/注文.csv",
          "text/csv",
          1024,
          Instant.parse("2026-04-01T00:15:00Z"));
  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00.5Z");

  @Test
  void a_policy_is_signed_as_the_documentation_shows() {
    String signature =
        new PostPolicy(AwsCredentialsIdentity.create(ID, SECRET), "us-east-1")
            .signature(EXAMPLE, "20151229");

    assertThat(signature)
        .isEqualTo("8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
  }

  @Test
  void the_policy_holds_every_field_and_bounds_the_size() throws IOException {
    Map<String, String> fields =
        new PostPolicy(AwsCredentialsIdentity.create(ID, SECRET), "ap-northeast-1")
            .fields(ORDERS, NOW);

    assertThat(fields.keySet())
        .containsExactlyInAnyOrder(
            "key",
            "Content-Type",
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "policy",
            "x-amz-signature");
    assertThat(policy(fields).toString())
        .isEqualTo(
            """
            {"expiration":"2026-04-01T00:15:00Z","conditions":[{"bucket":"orders"},\
            ["eq","$Content-Type","text/csv"],["eq","$key","incoming/demo/1/注文.csv"],\
            ["eq","$x-amz-algorithm","AWS4-HMAC-SHA256"],\
            ["eq","$x-amz-credential","AKIAIOSFODNN7EXAMPLE/20260401/ap-northeast-1/s3/aws4_request"],\
            ["eq","$x-amz-date","20260401T000000Z"],["content-length-range",1,1024]]}""");
  }

  @Test
  void what_a_lambda_signs_with_carries_its_session() throws IOException {
    Map<String, String> fields =
        new PostPolicy(AwsSessionCredentialsIdentity.create(ID, SECRET, "token"), "eu-west-1")
            .fields(ORDERS, NOW);

    assertThat(fields).containsEntry("x-amz-security-token", "token");
    assertThat(policy(fields).toString()).contains("[\"eq\",\"$x-amz-security-token\",\"token\"]");
  }

  private static JsonNode policy(Map<String, String> fields) throws IOException {
    return new ObjectMapper()
        .readTree(Base64.getDecoder().decode(fields.getOrDefault("policy", "")));
  }
}
