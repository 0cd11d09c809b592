package io.github.cpapi.cli.ticket;

import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.ticket.TwsOrder;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order as it was typed: each field of TWS with its value and the name it was typed under. */
public final class TypedOrder {

  /** What the library calls a field, where it is not the name in TWS. */
  private static final Map<String, TwsField> LIBRARY_NAMES =
      Map.of(
          "quantity", TwsField.TOTAL_QUANTITY,
          "amount", TwsField.CASH_QTY,
          "price", TwsField.LMT_PRICE,
          "limit", TwsField.LMT_PRICE,
          "cap", TwsField.LMT_PRICE,
          "trigger", TwsField.AUX_PRICE,
          "distance", TwsField.AUX_PRICE,
          "percent", TwsField.TRAILING_PERCENT,
          "clientOrderId", TwsField.ORDER_REF,
          "expiry", TwsField.EXPIRY);

  private record Typed(String as, String value) {}

  private final Map<TwsField, Typed> fields = new EnumMap<>(TwsField.class);
  private final Map<String, String> algoParameters = new LinkedHashMap<>();

  /**
   * Sets a field.
   *
   * @param as what the person calls it, for example {@code --limit}
   * @throws IllegalArgumentException if it has another value under another name
   */
  void set(TwsField field, String as, String value) {
    Typed before = fields.put(field, new Typed(as, value));
    if (before != null && !before.value().equals(value)) {
      throw new IllegalArgumentException(
          as
              + ": '"
              + value
              + "' contradicts "
              + before.as()
              + " '"
              + before.value()
              + "'; both are "
              + field.field());
    }
  }

  void setAlgoParameter(String id, String value) {
    algoParameters.put(id, value);
  }

  @Nullable String get(TwsField field) {
    Typed typed = fields.get(field);
    return typed == null ? null : typed.value();
  }

  /** Gives the order a client order id, so that it can be told before the order is sent. */
  public TypedOrder named() {
    if (!fields.containsKey(TwsField.ORDER_REF)) {
      set(
          TwsField.ORDER_REF,
          TwsField.ORDER_REF.option(),
          OrderSettings.defaults().clientOrderIds().get());
    }
    return this;
  }

  /**
   * Makes the ticket.
   *
   * @throws IllegalArgumentException if a field is missing, not legal or not used; names it as it
   *     was typed
   */
  public Ticket ticket() {
    try {
      TwsOrder order = Ticket.fromTws();
      fields.forEach((field, typed) -> field.set(order, typed.value()));
      algoParameters.forEach(order::algoParam);
      return order.build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(asTyped(String.valueOf(e.getMessage())), e);
    }
  }

  private String asTyped(String message) {
    int colon = message.indexOf(':');
    String name = colon < 0 ? "" : message.substring(0, colon);
    Optional<TwsField> field =
        TwsField.named(name).or(() -> Optional.ofNullable(LIBRARY_NAMES.get(name)));
    return field
        .map(named -> fields.containsKey(named) ? fields.get(named).as() : named.option())
        .map(as -> as + message.substring(colon))
        .orElse(message);
  }
}
