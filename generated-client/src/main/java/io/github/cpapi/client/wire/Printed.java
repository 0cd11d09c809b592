package io.github.cpapi.client.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a message of the contract without anything personal. */
public final class Printed {

  private Printed() {}

  /**
   * Prints a record, as {@link #of(String, Record)} does, by the name of its class.
   *
   * @return for example {@code Refused[error=...]}
   */
  public static String of(Record message) {
    return of(message.getClass().getSimpleName(), message);
  }

  /**
   * Prints a message as records print themselves, with account ids and {@link Personal} members
   * masked. Of members that the contract does not list only the names are printed: nobody knows
   * what is in them.
   *
   * @param name the name of the message
   * @return for example {@code Tickle[session=***, iserver=...]}
   */
  public static String of(String name, Record members) {
    return Redactor.redact(
        Arrays.stream(members.getClass().getRecordComponents())
            .map(component -> component.getName() + "=" + value(members, component))
            .collect(Collectors.joining(", ", name + "[", "]")));
  }

  private static String value(Record members, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // The record is private to its message.
      Object value = accessor.invoke(members);
      if (value != null && component.isAnnotationPresent(Personal.class)) {
        return "***";
      }
      return component.getName().equals("otherMembers") && value instanceof Map<?, ?> unlisted
          ? unlisted.keySet().toString()
          : String.valueOf(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a member cannot be read", e);
    }
  }
}
