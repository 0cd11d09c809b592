package io.github.cpapi.client.policy;

/**
 * The known categories of the broker's questions, for {@link AnswerPolicy}. Texts and sources are
 * in {@code openapi/spec/questions.yaml}. The brackets name the strength of the evidence and one
 * source.
 */
public final class MessageIds {

  /**
   * The limit is further from the market than the presets allow (observed,
   * chain3raw-1-orders-post-o163).
   */
  public static final String PRICE_PERCENTAGE = "o163";

  /** The account has no market data for the contract (observed, chain3raw-2-reply-o354). */
  public static final String NO_MARKET_DATA = "o354";

  /** The limit is more ticks from the market than the presets allow (claimed, question-o382). */
  public static final String PRICE_TICKS = "o382";

  /** The size is larger than the presets allow (documented, question-o383). */
  public static final String SIZE = "o383";

  /** The order would trigger and fill at once (documented, question-o403). */
  public static final String IMMEDIATE_FILL = "o403";

  /** The value is larger than the presets allow (documented, question-o451). */
  public static final String VALUE = "o451";

  /** The closing order is larger than the position (constructed, question-oversell-o2137). */
  public static final String CLOSES_MORE_THAN_HELD = "o2137";

  /** The risks of market orders (claimed, chain-cashqty-2-o10151). */
  public static final String MARKET_ORDER_RISKS = "o10151";

  /** The risks of stop orders (observed, chain2-es-stop-q2-o10152-html). */
  public static final String STOP_ORDER_RISKS_LIVE = "o10152";

  /** IBKR may put a cap on the price (observed, chain3raw-3-reply-o10153). */
  public static final String PRICE_CAP = "o10153";

  /** IBKR does not guarantee the details of a cash quantity (documented, question-o10164). */
  public static final String CASH_QUANTITY_DETAILS = "o10164";

  /** How a cash quantity is simulated (documented, question-o10223). */
  public static final String CASH_QUANTITY_SIMULATION = "o10223";

  /** The risks of stop orders, as seen on paper accounts (documented, question-o10331). */
  public static final String STOP_ORDER_RISKS_PAPER = "o10331";

  /** The security is illiquid (documented, question-o10336). */
  public static final String ILLIQUID_SECURITY = "o10336";

  /** The order is allocated to several accounts (documented, question-p6). */
  public static final String ALLOCATION = "p6";

  /** Whether to use the Price Management Algo (documented, question-p12). */
  public static final String PRICE_MANAGEMENT_ALGO = "p12";

  private MessageIds() {}
}
