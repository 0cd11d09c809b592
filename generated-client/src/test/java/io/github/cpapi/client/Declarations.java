package io.github.cpapi.client;

import static java.util.stream.Collectors.joining;

import io.github.cpapi.client.wire.Pacing;
import io.github.cpapi.client.wire.Personal;
import io.github.cpapi.client.wire.Retry;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classes and their public and protected members as text: kinds and modifiers, generic types,
 * nullness, {@code throws}, variable arguments, the values of constants, and the annotations that
 * callers have to know. Names are without packages.
 */
final class Declarations {

  private static final Set<String> OF_EVERY_RECORD = Set.of("equals", "hashCode", "toString");

  private Declarations() {}

  static boolean isVisible(Class<?> type) {
    Class<?> enclosing = type.getEnclosingClass();
    return (enclosing == null || isVisible(enclosing))
        && (Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers()))
        && !type.isAnonymousClass();
  }

  static String of(Class<?> type) {
    Stream<AnnotatedType> parents =
        Stream.concat(
            Stream.ofNullable(type.getAnnotatedSuperclass()),
            Arrays.stream(type.getAnnotatedInterfaces()));
    String above =
        parents
            .filter(parent -> !Set.of(Object.class, Record.class).contains(parent.getType()))
            .map(Declarations::of)
            .filter(parent -> !parent.startsWith("Enum<"))
            .collect(joining(", "));
    return annotations(type)
        + modifiers(type)
        + kind(type)
        + " "
        + type.getName()
        + typeParameters(type)
        + (above.isEmpty() ? "" : " : " + above);
  }

  private static String kind(Class<?> type) {
    return type.isAnnotation()
        ? "annotation"
        : type.isRecord()
            ? "record"
            : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
  }

  private static String modifiers(Class<?> type) {
    boolean plain = type.isInterface() || type.isRecord() || type.isEnum();
    return (type.isSealed() ? "sealed " : "")
        + (!plain && Modifier.isAbstract(type.getModifiers()) ? "abstract " : "")
        + (!plain && Modifier.isFinal(type.getModifiers()) ? "final " : "");
  }

  static Set<String> membersOf(Class<?> type) {
    Set<String> members = new TreeSet<>();
    Stream.<Executable>concat(
            Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(member -> isVisible(type, member))
        .filter(member -> !OF_EVERY_RECORD.contains(member.getName()))
        .forEach(member -> members.add(of(type, member)));
    Arrays.stream(type.getDeclaredFields())
        .filter(field -> isVisible(type, field))
        .forEach(field -> members.add(of(field)));
    return members;
  }

  private static boolean isVisible(Class<?> type, Member member) {
    boolean extended =
        Modifier.isProtected(member.getModifiers())
            && !Modifier.isFinal(type.getModifiers())
            && !type.isSealed();
    return (Modifier.isPublic(member.getModifiers()) || extended) && !member.isSynthetic();
  }

  private static String of(Class<?> type, Executable member) {
    String parameters =
        Arrays.stream(member.getParameters()).map(Declarations::of).collect(joining(", "));
    String thrown =
        Arrays.stream(member.getAnnotatedExceptionTypes())
            .map(Declarations::of)
            .collect(joining(", "));
    String parametersOfTypes = typeParameters(member);
    String head =
        member instanceof Method method
            ? of(method.getAnnotatedReturnType()) + " " + method.getName()
            : "new " + type.getSimpleName();
    return annotations(member)
        + (member instanceof Method method ? personal(type, method) : "")
        + modifiers(type, member)
        + (parametersOfTypes.isEmpty() ? "" : parametersOfTypes + " ")
        + head
        + "("
        + parameters
        + ")"
        + (thrown.isEmpty() ? "" : " throws " + thrown)
        + (member instanceof Method method && method.getDefaultValue() != null
            ? " default " + method.getDefaultValue()
            : "");
  }

  /** What a caller of a class, or an implementer of an interface, has to know. */
  private static String modifiers(Class<?> type, Executable member) {
    boolean isDefault = member instanceof Method method && method.isDefault();
    boolean isAbstract = Modifier.isAbstract(member.getModifiers()) && !type.isInterface();
    return (Modifier.isProtected(member.getModifiers()) ? "protected " : "")
        + (Modifier.isStatic(member.getModifiers()) ? "static " : "")
        + (isDefault ? "default " : "")
        + (isAbstract ? "abstract " : "");
  }

  private static String of(Parameter parameter) {
    if (parameter.isVarArgs() && parameter.getAnnotatedType() instanceof AnnotatedArrayType array) {
      return of(array.getAnnotatedGenericComponentType()) + "... " + parameter.getName();
    }
    return of(parameter.getAnnotatedType()) + " " + parameter.getName();
  }

  private static String of(Field field) {
    boolean constant =
        Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
    boolean inlined = field.getType().isPrimitive() || field.getType() == String.class;
    return annotations(field)
        + (constant ? "" : "mutable ")
        + of(field.getAnnotatedType())
        + " "
        + field.getName()
        + (constant && inlined ? " = " + value(field) : "");
  }

  /** The compiler copies it into the code of callers. */
  private static String value(Field constant) {
    try {
      Object value = constant.get(null);
      return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static String annotations(AnnotatedElement element) {
    List<String> shown = new ArrayList<>();
    if (element.isAnnotationPresent(Deprecated.class)) {
      shown.add("@Deprecated");
    }
    if (element.isAnnotationPresent(FunctionalInterface.class)) {
      shown.add("@FunctionalInterface");
    }
    Retry retry = element.getAnnotation(Retry.class);
    if (retry != null) {
      shown.add("@Retry(" + retry.value() + ")");
    }
    Pacing pacing = element.getAnnotation(Pacing.class);
    if (pacing != null) {
      shown.add("@Pacing(" + pacing.requests() + " in " + pacing.per() + ")");
    }
    return shown.stream().map(annotation -> annotation + " ").collect(joining());
  }

  /** Whether a member is masked when its message is printed; a message keeps them in a record. */
  private static String personal(Class<?> type, Method accessor) {
    return accessor.getParameterCount() == 0
            && Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()))
                .filter(Class::isRecord)
                .flatMap(members -> Arrays.stream(members.getRecordComponents()))
                .filter(component -> component.getName().equals(accessor.getName()))
                .anyMatch(component -> component.isAnnotationPresent(Personal.class))
        ? "@Personal "
        : "";
  }

  private static String typeParameters(GenericDeclaration declaration) {
    if (declaration.getTypeParameters().length == 0) {
      return "";
    }
    return Arrays.stream(declaration.getTypeParameters())
        .map(parameter -> parameter.getName() + bounds(" extends ", parameter.getAnnotatedBounds()))
        .collect(joining(", ", "<", ">"));
  }

  private static String bounds(String keyword, AnnotatedType[] bounds) {
    String shown =
        Arrays.stream(bounds)
            .map(Declarations::of)
            .filter(bound -> !bound.equals("Object"))
            .collect(joining(" & "));
    return shown.isEmpty() ? "" : keyword + shown;
  }

  /** All is non-null but what is annotated: the packages are {@code @NullMarked}. */
  private static String of(AnnotatedType type) {
    String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    if (type instanceof AnnotatedArrayType array) {
      // The annotation of an array stands before its brackets.
      return of(array.getAnnotatedGenericComponentType())
          + (nullable.isEmpty() ? "" : " " + nullable)
          + "[]";
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return nullable
          + "?"
          + bounds(" super ", wildcard.getAnnotatedLowerBounds())
          + (wildcard.getAnnotatedLowerBounds().length > 0
              ? ""
              : bounds(" extends ", wildcard.getAnnotatedUpperBounds()));
    }
    if (type instanceof AnnotatedParameterizedType parameterized) {
      String raw = parameterized.getType().getTypeName().replaceAll("<.*", "");
      return nullable
          + simple(raw)
          + Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
              .map(Declarations::of)
              .collect(joining(", ", "<", ">"));
    }
    return nullable + simple(type.getType().getTypeName());
  }

  private static String simple(String typeName) {
    return typeName.replaceAll("[a-z][\\w]*\\.(?=\\w)", "").replace('$', '.');
  }
}
