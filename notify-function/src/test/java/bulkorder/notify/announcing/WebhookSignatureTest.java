package bulkorder.notify.announcing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.announcement.WebhookSecret;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The expected values were computed by another program. */
class WebhookSignatureTest {

  private static final WebhookSecret SECRET =
      new WebhookSecret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  private static final WebhookSecret NEXT = new WebhookSecret("whsec_" + "A".repeat(43) + "=");
  private static final UUID ID = UUID.fromString("6f1c2f0e-5b0a-4d6b-9a53-0d8f3c8e8a11");
  private static final Instant SENT_AT = Instant.ofEpochSecond(1_763_700_000);
  private static final String BODY =
      "{\"type\": \"batch.accepted\", \"data\": {\"fileName\": \"注文.csv\"}}";

  @Test
  void id_time_and_body_are_signed() {
    assertThat(WebhookSignature.of(List.of(SECRET), ID, SENT_AT, BODY))
        .isEqualTo("v1,IK40CDAAfoWIR+x9TE4zdMBB3+awDQ3cKxyO5c5+8T0=");
  }

  @Test
  void each_secret_signs() {
    assertThat(WebhookSignature.of(List.of(SECRET, NEXT), ID, SENT_AT, BODY))
        .isEqualTo(
            "v1,IK40CDAAfoWIR+x9TE4zdMBB3+awDQ3cKxyO5c5+8T0= v1,y9Wh5rwLV0PKzcHslYhs3ekRcaQnd6mLbMfm82Uco1M=");
  }
}
