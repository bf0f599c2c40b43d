package bulkorder.ledger.messaging;

import bulkorder.ledger.operations.Trace;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/**
 * Has each message carry the trace of the work that sends it. The SDK's own header is one for a
 * request, and is the invocation's; SQS prefers this attribute to it
 * (https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html).
 */
final class TraceAttribute {

  private TraceAttribute() {}

  static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> present() {
    return Trace.present()
        .map(
            header ->
                Map.of(
                    MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                    MessageSystemAttributeValue.builder()
                        .dataType("String")
                        .stringValue(header)
                        .build()))
        .orElse(Map.of());
  }
}
