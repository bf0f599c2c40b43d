package bulkorder.ledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.Field;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of our classes may call which others, as their byte code has it: whatever could be
 * called is taken to be, in every class that could stand there.
 */
final class CallGraph {

  private static final String STRING = "Ljava/lang/String;";

  private record Method(String owner, String name, String type) {}

  private final Map<String, ClassModel> classes = new HashMap<>();
  private final Map<String, Set<String>> subtypes = new HashMap<>();
  private final Map<Method, MethodModel> methods = new HashMap<>();

  /** Of the classes in these directories and JAR files. */
  CallGraph(List<Path> places) throws IOException {
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        load(place);
      } else {
        try (var jar = FileSystems.newFileSystem(place)) {
          load(jar.getPath("/"));
        }
      }
    }
  }

  /**
   * The texts that methods of these classes, and what they call, work with.
   *
   * @param from names of classes, with slashes
   * @return each with the name of a method that does
   */
  Map<String, String> texts(Predicate<String> from) {
    Deque<Method> open = new ArrayDeque<>();
    methods.keySet().stream().filter(method -> from.test(method.owner())).forEach(open::add);
    Set<Method> seen = new LinkedHashSet<>();
    Map<String, String> texts = new TreeMap<>();
    while (!open.isEmpty()) {
      Method method = open.pop();
      MethodModel model = methods.get(method);
      if (model != null && seen.add(method)) {
        Optional.ofNullable(methods.get(initializer(method.owner())))
            .ifPresent(_ -> open.add(initializer(method.owner())));
        model
            .code()
            .ifPresent(code -> code.forEach(element -> follow(element, method, open, texts)));
      }
    }
    return texts;
  }

  private void follow(
      CodeElement element, Method method, Deque<Method> open, Map<String, String> texts) {
    // What an initializer makes of texts is in a field, which is read where it is used.
    boolean initializes = method.name().equals("<clinit>");
    switch (element) {
      case InvokeInstruction call ->
          call(
              new Method(
                  call.owner().asInternalName(),
                  call.name().stringValue(),
                  call.type().stringValue()),
              call.opcode() == Opcode.INVOKESTATIC || call.opcode() == Opcode.INVOKESPECIAL,
              open);
      case InvokeDynamicInstruction lambda ->
          lambda.bootstrapArgs().stream()
              .filter(DirectMethodHandleDesc.class::isInstance)
              .map(DirectMethodHandleDesc.class::cast)
              .forEach(handle -> call(method(handle), false, open));
      case LoadConstantInstruction load
          when !initializes && load.constantEntry() instanceof StringEntry text ->
          texts.put(text.stringValue(), method.owner() + "." + method.name());
      case FieldInstruction field when field.opcode() == Opcode.GETSTATIC -> {
        open.add(initializer(field.owner().asInternalName()));
        if (!initializes
            && field.type().stringValue().equals(STRING)
            && classes.containsKey(field.owner().asInternalName())) {
          String text = value(field);
          if (text != null) {
            texts.put(text, method.owner() + "." + method.name());
          }
        }
      }
      default -> {}
    }
  }

  private void call(Method called, boolean exactly, Deque<Method> open) {
    declared(called.owner(), called).ifPresent(open::add);
    if (!exactly && !called.owner().startsWith("java/")) {
      for (String subtype : allSubtypes(called.owner())) {
        open.add(new Method(subtype, called.name(), called.type()));
      }
    }
  }

  /** Where a class has a method from: itself, its super classes, or its interfaces. */
  private Optional<Method> declared(@Nullable String owner, Method called) {
    ClassModel model = classes.get(owner);
    if (owner == null || model == null) {
      return Optional.empty();
    }
    var own = new Method(owner, called.name(), called.type());
    if (methods.containsKey(own)) {
      return Optional.of(own);
    }
    return model.interfaces().stream()
        .flatMap(type -> declared(type.asInternalName(), called).stream())
        .findFirst()
        .or(() -> model.superclass().flatMap(parent -> declared(parent.asInternalName(), called)));
  }

  private Set<String> allSubtypes(String type) {
    Set<String> all = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (all.add(next)) {
        open.addAll(subtypes.getOrDefault(next, Set.of()));
      }
    }
    return all;
  }

  private void load(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      files.filter(file -> file.toString().endsWith(".class")).forEach(this::add);
    }
  }

  private void add(Path file) {
    ClassModel model;
    try {
      model = ClassFile.of().parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = model.thisClass().asInternalName();
    classes.put(name, model);
    model.superclass().ifPresent(parent -> isSubtype(name, parent.asInternalName()));
    model.interfaces().forEach(type -> isSubtype(name, type.asInternalName()));
    for (MethodModel method : model.methods()) {
      methods.put(
          new Method(name, method.methodName().stringValue(), method.methodType().stringValue()),
          method);
    }
  }

  private void isSubtype(String name, String type) {
    subtypes.computeIfAbsent(type, _ -> new LinkedHashSet<>()).add(name);
  }

  private static Method initializer(String owner) {
    return new Method(owner, "<clinit>", "()V");
  }

  private static Method method(DirectMethodHandleDesc handle) {
    String owner = handle.owner().descriptorString();
    return new Method(
        owner.substring(1, owner.length() - 1), handle.methodName(), handle.lookupDescriptor());
  }

  private static @Nullable String value(FieldInstruction instruction) {
    try {
      Field field =
          Class.forName(instruction.owner().asInternalName().replace('/', '.'))
              .getDeclaredField(instruction.name().stringValue());
      field.setAccessible(true);
      return (String) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
