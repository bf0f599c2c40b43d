package bulkorder.local.operator;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** AWS's signature of a request to Lambda. */
record Signing(AwsCredentialsIdentity credentials, String region) {
  private static final String SERVICE = "lambda";

  /** The headers of the request, with the signature. */
  Map<String, List<String>> headers(SdkHttpRequest request, byte[] body) {
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region))
        .request()
        .headers();
  }
}
