package io.github.cpapi.cli.ticket;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The arguments of an order: {@code SIDE QUANTITY SYMBOL}, short options for the order types, and
 * an option for each field of TWS.
 */
public final class OrderArguments {

  /** Other names of the fields, which are shorter. */
  private static final Map<TwsField, String> SHORT =
      Map.of(
          TwsField.PRIMARY_EXCHANGE, "--primary",
          TwsField.EXPIRY, "--expiry");

  /** The short options of the order types. */
  private enum Shape {
    MARKET("--market", null, "A market order."),
    LIMIT("--limit", "PRICE", "The limit. Alone: a limit order."),
    STOP("--stop", "TRIGGER", "A stop; with --limit a stop limit."),
    TRAIL("--trail", "DISTANCE", "A trailing stop: an amount such as 1.50, or a part such as 2%%."),
    MIDPRICE("--midprice", null, "A midprice order; --limit is its cap."),
    ON_CLOSE("--on-close", null, "With --market or --limit: at the close.");

    private final String option;
    private final @Nullable String label;
    private final String description;

    Shape(String option, @Nullable String label, String description) {
      this.option = option;
      this.label = label;
      this.description = description;
    }
  }

  private final Map<Shape, String> shapes = new EnumMap<>(Shape.class);
  private final Map<String, String> positions = new LinkedHashMap<>();
  private final Map<TwsField, String> fields = new EnumMap<>(TwsField.class);
  private final Map<String, String> algoParameters = new LinkedHashMap<>();
  private @Nullable String file;

  /**
   * Adds the arguments to a command.
   *
   * @param firstPosition the position of SIDE
   */
  public void addTo(CommandSpec command, int firstPosition) {
    List<String> labels = List.of("SIDE", "QUANTITY", "SYMBOL");
    List<String> descriptions =
        List.of(
            "buy or sell.",
            "Shares, contracts or units.",
            "For example AAPL; or a contract id, which needs no currency.");
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      command.addPositional(
          PositionalParamSpec.builder()
              .index(String.valueOf(firstPosition + i))
              .arity("0..1")
              .paramLabel(label)
              .type(String.class)
              .description(descriptions.get(i))
              .setter(into(positions, label))
              .build());
    }
    ArgGroupSpec.Builder types = group("%nThe type of the order:%n", 20);
    for (Shape shape : Shape.values()) {
      types.addArg(
          option(shape.label == null ? boolean.class : String.class, shape.option)
              .paramLabel(shape.label == null ? "" : shape.label)
              .description(shape.description)
              .setter(into(shapes, shape))
              .build());
    }
    command.addArgGroup(types.build());
    ArgGroupSpec.Builder tws = group("%nThe fields of the TWS API:%n", 30);
    for (TwsField field : TwsField.values()) {
      String[] names =
          Stream.of(SHORT.get(field), field.option())
              .filter(name -> name != null)
              .toArray(String[]::new);
      tws.addArg(
          option(String.class, names)
              .paramLabel("VALUE")
              .description(field.description())
              .setter(into(fields, field))
              .build());
    }
    tws.addArg(
        option(Map.class, "--algoParams")
            .auxiliaryTypes(String.class, String.class)
            .paramLabel("ID=VALUE")
            .description(
                "A parameter of the algo, for example adaptivePriority=Normal. Repeat it for more.")
            .setter(this::setAlgoParameters)
            .build());
    tws.addArg(
        option(String.class, "--json")
            .paramLabel("FILE")
            .description(
                "Reads the order from a file, - for standard input: one JSON object with the names"
                    + " of the wire or of TWS. Then no other argument of the order is legal.")
            .setter(
                new ISetter() {
                  @Override
                  @SuppressWarnings("unchecked")
                  public <T> T set(T value) {
                    file = (String) value;
                    return value;
                  }
                })
            .build());
    command.addArgGroup(tws.build());
  }

  private static ArgGroupSpec.Builder group(String heading, int order) {
    return ArgGroupSpec.builder()
        .heading(heading)
        .exclusive(false)
        .multiplicity("0..1")
        .validate(false)
        .order(order);
  }

  private static OptionSpec.Builder option(Class<?> type, String... names) {
    return OptionSpec.builder(names).type(type);
  }

  private static <K> ISetter into(Map<K, String> map, K key) {
    return new ISetter() {
      @Override
      public <T> T set(T value) {
        if (value == null || Boolean.FALSE.equals(value)) {
          map.remove(key);
        } else {
          map.put(key, value.toString());
        }
        return value;
      }
    };
  }

  private <T> T setAlgoParameters(T value) {
    algoParameters.clear();
    if (value instanceof Map<?, ?> given) {
      given.forEach((id, text) -> algoParameters.put(String.valueOf(id), String.valueOf(text)));
    }
    return value;
  }

  /**
   * Returns the order that the arguments or the file describe.
   *
   * @param account the account that a file must be for
   * @throws IllegalArgumentException if they contradict each other, or the file is not an order
   */
  public TypedOrder order(String account) {
    if (file == null) {
      return typed();
    }
    if (isGiven()) {
      throw new IllegalArgumentException(
          "--json: expected no other argument of the order, because the file says it all");
    }
    return new TicketFile(file, account).typed();
  }

  private TypedOrder typed() {
    TypedOrder order = new TypedOrder();
    if (positions.containsKey("SIDE")) {
      order.set(TwsField.ACTION, "SIDE", side(positions.get("SIDE")));
    }
    if (positions.containsKey("QUANTITY")) {
      order.set(TwsField.TOTAL_QUANTITY, "QUANTITY", positions.get("QUANTITY"));
    }
    String symbol = positions.get("SYMBOL");
    if (symbol != null) {
      boolean conid = symbol.matches("[0-9]+");
      order.set(conid ? TwsField.CON_ID : TwsField.SYMBOL, "SYMBOL", symbol);
    }
    addShape(order);
    fields.forEach((field, value) -> order.set(field, field.option(), value));
    if (order.get(TwsField.CON_ID) == null && order.get(TwsField.SEC_TYPE) == null) {
      order.set(TwsField.SEC_TYPE, "--secType", "STK");
    }
    algoParameters.forEach(order::setAlgoParameter);
    return order;
  }

  private boolean isGiven() {
    return !shapes.isEmpty()
        || !positions.isEmpty()
        || !fields.isEmpty()
        || !algoParameters.isEmpty();
  }

  private static String side(String typed) {
    return switch (typed.toLowerCase(Locale.ROOT)) {
      case "buy" -> "BUY";
      case "sell" -> "SELL";
      default ->
          throw new IllegalArgumentException("SIDE: expected buy or sell, but got '" + typed + "'");
    };
  }

  private void addShape(TypedOrder order) {
    String limit = shapes.get(Shape.LIMIT);
    boolean limited = limit != null;
    if (limit != null) {
      order.set(TwsField.LMT_PRICE, "--limit", limit);
    }
    String stop = shapes.get(Shape.STOP);
    if (stop != null) {
      order.set(TwsField.AUX_PRICE, "--stop", stop);
      order.set(TwsField.ORDER_TYPE, "--stop", limited ? "STP LMT" : "STP");
    }
    String trail = shapes.get(Shape.TRAIL);
    if (trail != null) {
      boolean percent = trail.endsWith("%");
      order.set(
          percent ? TwsField.TRAILING_PERCENT : TwsField.AUX_PRICE,
          "--trail",
          percent ? trail.substring(0, trail.length() - 1) : trail);
      order.set(TwsField.ORDER_TYPE, "--trail", limited ? "TRAIL LIMIT" : "TRAIL");
    }
    if (shapes.containsKey(Shape.MIDPRICE)) {
      order.set(TwsField.ORDER_TYPE, "--midprice", "MIDPRICE");
    }
    boolean onClose = shapes.containsKey(Shape.ON_CLOSE);
    if (shapes.containsKey(Shape.MARKET)) {
      order.set(TwsField.ORDER_TYPE, "--market", onClose ? "MOC" : "MKT");
    }
    if (limited && order.get(TwsField.ORDER_TYPE) == null) {
      order.set(TwsField.ORDER_TYPE, "--limit", onClose ? "LOC" : "LMT");
    }
    if (onClose && !List.of("MOC", "LOC").contains(order.get(TwsField.ORDER_TYPE) + "")) {
      throw new IllegalArgumentException(
          "--on-close: legal with --market or --limit only, but got "
              + (order.get(TwsField.ORDER_TYPE) == null
                  ? "neither"
                  : "an order of type " + order.get(TwsField.ORDER_TYPE)));
    }
  }
}
