package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How to fill the ticket for each type and kind of order, {@code openapi/spec/order-types.yaml}.
 * The file explains its members. Immutable by convention; thread-safe.
 */
public final class OrderGuides {

  private final JsonNode document;

  private OrderGuides(JsonNode document) {
    this.document = document;
  }

  /** Reads the file at first use and once per process, because reading is slow. */
  private static final class Shipped {
    static final OrderGuides GUIDES = new OrderGuides(ContractFiles.yaml("spec/order-types.yaml"));
  }

  /** Returns the guides of the class path. They are read once. */
  public static OrderGuides load() {
    return Shipped.GUIDES;
  }

  /**
   * Returns the guides to the order types.
   *
   * @return an object with a member for each value of {@code orderType}; do not change it
   */
  public JsonNode types() {
    return document.path("types");
  }

  /**
   * Returns the guides to other forms of orders, for example brackets.
   *
   * @return an object with a member for each kind of order; do not change it
   */
  public JsonNode kinds() {
    return document.path("kinds");
  }
}
