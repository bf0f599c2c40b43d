package bulkorder.local.events;

import bulkorder.local.lambda.InvocationResult;
import bulkorder.local.template.EventSource.FailureReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a function's answer says about its batch of messages, read as Lambda reads it. */
final class BatchAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BatchAnswer() {}

  /**
   * The messages that are done. None of them, if the function failed or its answer makes no sense
   * or names a message that is not of the batch.
   */
  static List<Message> succeeded(
      List<Message> batch, InvocationResult result, FailureReport failureReport) {
    return switch (result) {
      case InvocationResult.Succeeded(var payload) ->
          failureReport == FailureReport.WHOLE_BATCH ? batch : withoutFailed(batch, payload);
      case InvocationResult.FunctionError _,
          InvocationResult.TimedOut _,
          InvocationResult.Crashed _ ->
          List.of();
    };
  }

  private static List<Message> withoutFailed(List<Message> batch, String payload) {
    try {
      var answer = JSON.readTree(payload);
      Set<String> failed = new HashSet<>();
      for (JsonNode failure : answer.path("batchItemFailures")) {
        failed.add(failure.path("itemIdentifier").asText(""));
      }
      var done = batch.stream().filter(message -> !failed.contains(message.messageId())).toList();
      return done.size() + failed.size() == batch.size() ? done : List.of();
    } catch (JsonProcessingException _) {
      return List.of();
    }
  }
}
