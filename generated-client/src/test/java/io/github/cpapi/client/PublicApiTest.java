package io.github.cpapi.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The public surface as reviewed text. A change of the contract or of the client shows in review as
 * a change of {@code api/client.api.txt}.
 */
@DisplayName("The public surface of the client")
class PublicApiTest {

  private static final Path REVIEWED = Path.of("api/client.api.txt");

  @Test
  @DisplayName(
      "is the one in api/client.api.txt; where it is not, this test writes the new one, to be reviewed and committed")
  void isReviewed() throws Exception {
    List<String> surface = surface();
    List<String> reviewed = Files.exists(REVIEWED) ? Files.readAllLines(REVIEWED) : List.of();

    List<String> changes = new ArrayList<>();
    reviewed.stream()
        .filter(line -> !surface.contains(line))
        .forEach(line -> changes.add("- " + line));
    surface.stream()
        .filter(line -> !reviewed.contains(line))
        .forEach(line -> changes.add("+ " + line));
    if (!surface.equals(reviewed)) {
      Files.createDirectories(REVIEWED.getParent());
      Files.write(REVIEWED, surface);
    }

    assertThat(surface.equals(reviewed))
        .as(
            "%s did not show the public surface and has been rewritten; review it with git diff and commit it: %s",
            REVIEWED, changes)
        .isTrue();
  }

  private static List<String> surface()
      throws IOException, URISyntaxException, ClassNotFoundException {
    List<String> lines = new ArrayList<>();
    for (String name : classNames()) {
      Class<?> type = Class.forName(name, false, PublicApiTest.class.getClassLoader());
      if (isPublic(type)) {
        lines.add(declaration(type));
        members(type).forEach(member -> lines.add("  " + member));
      }
    }
    assertThat(lines).as("no classes found: is the folder right?").isNotEmpty();
    return lines;
  }

  private static Set<String> classNames() throws IOException, URISyntaxException {
    Path classes =
        Path.of(CpapiClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      files
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .forEach(
              file ->
                  names.add(
                      file.substring(0, file.length() - ".class".length()).replace('/', '.')));
    }
    return names;
  }

  private static boolean isPublic(Class<?> type) {
    boolean enclosingIsPublic =
        type.getEnclosingClass() == null || isPublic(type.getEnclosingClass());
    return enclosingIsPublic && Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass();
  }

  private static String declaration(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "annotation"
            : type.isRecord()
                ? "record"
                : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    String sealed = type.isSealed() ? "sealed " : "";
    Stream<Class<?>> parents =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
    List<String> above =
        parents
            .filter(parent -> !Set.of(Object.class, Record.class, Enum.class).contains(parent))
            .map(Class::getSimpleName)
            .toList();
    return sealed
        + kind
        + " "
        + type.getName()
        + (above.isEmpty() ? "" : " : " + String.join(", ", above));
  }

  private static Set<String> members(Class<?> type) {
    Set<String> members = new TreeSet<>();
    Set<String> ofEveryRecord = Set.of("equals", "hashCode", "toString");
    Stream.concat(
            Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
        .filter(member -> !ofEveryRecord.contains(member.getName()))
        .forEach(member -> members.add(signature(type, member)));
    Arrays.stream(type.getDeclaredFields())
        .filter(field -> Modifier.isPublic(field.getModifiers()))
        .forEach(field -> members.add(field.getType().getSimpleName() + " " + field.getName()));
    return members;
  }

  private static String signature(Class<?> type, Executable member) {
    List<String> parameters =
        Arrays.stream(member.getParameters())
            .map(p -> simple(p.getParameterizedType().getTypeName()) + " " + p.getName())
            .toList();
    String head =
        member instanceof java.lang.reflect.Method method
            ? simple(method.getGenericReturnType().getTypeName()) + " " + method.getName()
            : "new " + type.getSimpleName();
    String modifier = Modifier.isStatic(member.getModifiers()) ? "static " : "";
    return modifier + head + "(" + String.join(", ", parameters) + ")";
  }

  private static String simple(String typeName) {
    return typeName.replaceAll("[a-z][\\w]*\\.(?=\\w)", "").replace('$', '.');
  }
}
