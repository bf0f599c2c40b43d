package bulkorder.local.template;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All stacks that a template nests. */
record NestedStacks(List<NestedStack> stacks) {

  static NestedStacks read(Map<String, Section> stacks, Path directory) throws IOException {
    List<NestedStack> read = new ArrayList<>();
    for (var stack : stacks.entrySet()) {
      read.add(NestedStack.read(stack.getKey(), stack.getValue(), directory));
    }
    return new NestedStacks(read);
  }

  /** What references in the root template mean. */
  Scope rootScope() {
    Map<Expression.Attribute, Expression> outputs = new HashMap<>();
    stacks.forEach(stack -> outputs.putAll(stack.outputs()));
    return Scope.root(outputs);
  }

  /** These queues and those of the stacks, whose logical ids must differ. */
  Map<String, QueueResource> and(Map<String, QueueResource> queuesOfRoot) {
    Map<String, QueueResource> queues = new HashMap<>(queuesOfRoot);
    for (var stack : stacks) {
      for (var queue : stack.queues().values()) {
        if (queues.put(queue.id(), queue) != null) {
          throw new TemplateException("two stacks have a queue with the logical id " + queue.id());
        }
      }
    }
    return queues;
  }

  MailResources and(MailResources mailOfRoot) {
    var mail = mailOfRoot;
    for (var stack : stacks) {
      mail = mail.and(stack.mail(rootScope()));
    }
    return mail;
  }
}
