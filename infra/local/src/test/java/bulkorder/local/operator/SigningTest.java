package bulkorder.local.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class SigningTest {
  @Test
  void a_request_is_signed_for_lambda_in_its_region() {
    var signing =
        new Signing(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"), "ap-northeast-1");
    var request =
        SdkHttpRequest.builder()
            .uri(
                URI.create(
                    "https://lambda.ap-northeast-1.amazonaws.com/2015-03-31/functions/F/invocations"))
            .method(SdkHttpMethod.POST)
            .build();

    var headers = signing.headers(request, "{}".getBytes(UTF_8));

    assertThat(headers.get("Authorization"))
        .singleElement()
        .asString()
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        .contains("/ap-northeast-1/lambda/aws4_request, SignedHeaders=host;");
    assertThat(headers).containsKey("X-Amz-Date");
  }
}
