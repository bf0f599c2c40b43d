package bulkorder.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Parts of our own template, as benchmarks run them. */
class TemplateVariantTest {
  static Template template;

  @BeforeAll
  static void read() throws IOException {
    template = TemplateReader.read(Path.of("../../template.yaml"));
  }

  @Test
  void the_other_functions_go_and_the_queues_stay() {
    var part = template.withOnly(Set.of("SchemaFunction", "ImportFunction"));
    assertThat(part.functions()).containsOnlyKeys("SchemaFunction", "ImportFunction");
    assertThat(part.queues()).isEqualTo(template.queues());
    assertThat(part.buckets()).isEqualTo(template.buckets());
  }

  @Test
  void a_function_that_does_not_exist_is_told() {
    assertThatThrownBy(() -> template.withOnly(Set.of("ImportFunction", "OrdersFunction")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OrdersFunction")
        .hasMessageEndingWith("the template has only [ImportFunction]");
  }

  @Test
  void a_variable_is_added_to_one_function_alone() {
    var variant = template.withVariable("ImportFunction", "JDK_JAVA_OPTIONS", "-Xlog:gc*");
    assertThat(environment(variant, "ImportFunction"))
        .containsEntry("JDK_JAVA_OPTIONS", new Expression.Literal("-Xlog:gc*"))
        .containsKey("BULKORDER_ORDERS_QUEUE_URL");
    assertThat(environment(variant, "OrderFunction")).doesNotContainKey("JDK_JAVA_OPTIONS");
  }

  @Test
  void a_parameter_has_another_default_if_there_is_one_of_that_name() {
    assertThat(template.withParameter("MailRate", "7").parameters())
        .containsEntry("MailRate", Optional.of("7"))
        .containsEntry("MailProvider", Optional.of("SES"));
    assertThatThrownBy(() -> template.withParameter("MailSpeed", "7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the template has no parameter MailSpeed");
  }

  private static Map<String, Expression> environment(Template template, String function) {
    return Objects.requireNonNull(template.functions().get(function)).environment();
  }

  @Test
  void messages_are_seen_again_sooner_and_no_sooner_than_their_function_has_ended() {
    var variant = template.withSoonerRedelivery();

    for (var function : variant.functions().values()) {
      function
          .messages()
          .ifPresent(
              source -> {
                var queue = Objects.requireNonNull(variant.queues().get(source.queue()));
                var deployed = Objects.requireNonNull(template.queues().get(source.queue()));
                assertThat(queue.visibilityTimeout())
                    .as(function.id())
                    .isGreaterThan(function.timeout())
                    .isLessThan(deployed.visibilityTimeout());
              });
    }
  }
}
