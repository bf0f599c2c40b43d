package bulkorder.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class HeldMessagesTest {
  private static final Duration NO_TIME = Duration.ZERO;

  private final HeldMessages held = new HeldMessages(6);

  @Test
  void groups_take_turns_and_keep_their_own_sequence() {
    held.add(messages("a1", "a2", "a3", "a4", "b1", "b2"));

    assertThat(bodies(held.take(3))).containsExactly("a1", "b1", "a2");
    held.add(messages("c1"));
    assertThat(bodies(held.take(10))).containsExactly("b2", "a3", "c1", "a4");
    assertThat(held.take(1)).isEmpty();
  }

  @Test
  void there_is_room_until_it_is_full() throws InterruptedException {
    held.add(messages("a1", "a2", "a3", "a4", "a5"));
    assertThat(held.awaitRoom(NO_TIME)).isTrue();

    held.add(messages("a6"));
    assertThat(held.awaitRoom(NO_TIME)).isFalse();

    held.take(1);
    assertThat(held.awaitRoom(NO_TIME)).isTrue();
  }

  @Test
  void who_waits_for_a_message_has_it_when_it_comes() throws InterruptedException {
    assertThat(held.awaitMessage(NO_TIME)).isFalse();
    Thread.startVirtualThread(() -> held.add(messages("a1")));

    assertThat(held.awaitMessage(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void some_are_taken_out_of_their_turn_and_the_others_keep_theirs() {
    held.add(messages("a1", "b1", "a2", "c1"));

    assertThat(bodies(held.which(message -> message.group().equals("a")))).hasSize(2);
    assertThat(bodies(held.takeIf(message -> message.group().equals("b")))).containsExactly("b1");

    assertThat(bodies(held.take(10))).containsExactly("a1", "c1", "a2");
  }

  private static List<HeldMessage> messages(String... bodies) {
    return Arrays.stream(bodies)
        .map(
            body ->
                new HeldMessage(
                    Message.builder()
                        .messageId(body)
                        .body(body)
                        .attributes(
                            Map.of(
                                MessageSystemAttributeName.MESSAGE_GROUP_ID, body.substring(0, 1)))
                        .build(),
                    0))
        .toList();
  }

  private static List<String> bodies(List<HeldMessage> messages) {
    return messages.stream().map(held -> held.message().body()).toList();
  }
}
