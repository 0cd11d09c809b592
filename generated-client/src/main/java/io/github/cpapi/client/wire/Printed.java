package io.github.cpapi.client.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a message of the contract without anything personal. */
public final class Printed {

  private Printed() {}

  /**
   * Prints a record as records print themselves, with account ids and {@link Personal} components
   * masked. Of members that the contract does not list only the names are printed: nobody knows
   * what is in them.
   *
   * @param message the record
   * @return for example {@code Tickle[session=***, iserver=...]}
   */
  public static String of(Record message) {
    return Redactor.redact(
        Arrays.stream(message.getClass().getRecordComponents())
            .map(component -> component.getName() + "=" + value(message, component))
            .collect(Collectors.joining(", ", message.getClass().getSimpleName() + "[", "]")));
  }

  private static String value(Record message, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(message);
      if (value != null && component.isAnnotationPresent(Personal.class)) {
        return "***";
      }
      return component.getName().equals("otherMembers") && value instanceof Map<?, ?> unlisted
          ? unlisted.keySet().toString()
          : String.valueOf(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a public component cannot be read", e);
    }
  }
}
