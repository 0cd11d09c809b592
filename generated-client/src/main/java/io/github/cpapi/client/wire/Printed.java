package io.github.cpapi.client.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints messages of the contract without personal data. */
public final class Printed {

  private Printed() {}

  /**
   * Prints a record like {@link #of(String, Record)}, under the name of its class.
   *
   * @return for example {@code Refused[error=...]}
   */
  public static String of(Record message) {
    return of(message.getClass().getSimpleName(), message);
  }

  /**
   * Prints a message in the format of records, with account ids and {@link Personal} members
   * masked. Members that the contract does not list are printed by name only, because their values
   * may be personal.
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
      accessor.setAccessible(true); // The record of members is a private class.
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
