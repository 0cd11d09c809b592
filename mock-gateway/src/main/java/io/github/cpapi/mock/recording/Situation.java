package io.github.cpapi.mock.recording;

/**
 * The recordings that the mock plays by name. Those that a scenario names, and those that are found
 * by what was asked for (contracts, algorithms), are not listed here.
 */
public enum Situation {
  ACCOUNTS("session/accounts"),
  AUTH_STATUS("session/auth-status"),
  TICKLE("session/tickle"),
  ACCOUNTS_NO_BRIDGE("session/accounts-no-bridge"),
  AUTH_STATUS_LOGGED_OUT("session/auth-status-logged-out"),
  AUTH_STATUS_NO_BRIDGE("session/check-auth-status-brokerage-down"),
  BROKERAGE_OPENED("session/brokerage-session-opened"),
  BROKERAGE_REFUSED("session/brokerage-session-refused"),
  LOGGED_OUT("session/logout"),
  PORTFOLIO_ACCOUNTS("session/portfolio-accounts"),
  REAUTHENTICATED("session/reauthenticate"),
  REAUTHENTICATE_NEVER("session/reauthenticate-not-logged-in"),
  SELECTED("session/select-account"),
  SELECTED_ALREADY("session/select-account-already-set"),
  SELECT_MISSING("session/select-account-missing-400"),
  SELECT_UNKNOWN("session/select-account-unknown-500"),
  AUTH_STATUS_COMPETING("session/auth-status-competing"),
  BROKERAGE_COMPETING("session/brokerage-session-competing"),
  TICKLE_COMPETING("session/tickle-competing"),
  TICKLE_ERROR("session/tickle-error"),
  TICKLE_NO_BRIDGE("session/tickle-not-authenticated"),
  VALIDATED("session/validate-login"),

  CONTRACT_CONSTRUCTED("contracts/info-constructed"),
  CONTRACT_UNKNOWN("contracts/info-unknown-400"),
  FUTURE_CONSTRUCTED("contracts/future"),
  FUTURE_INFO_CONSTRUCTED("contracts/info-future-constructed"),
  FUTURES_CONSTRUCTED("contracts/futures-constructed"),
  OPTION_CONSTRUCTED("contracts/option-constructed"),
  OPTION_INFO_CONSTRUCTED("contracts/info-option-constructed"),
  OPTION_RULES_CONSTRUCTED("contracts/rules-option-constructed"),
  DEFINITION_CONSTRUCTED("contracts/secdef-constructed"),
  DERIVATIVE_OBJECT("contracts/stock-as-object"),
  DERIVATIVES_BAD_MONTH("contracts/derivatives-bad-month-400"),
  DERIVATIVES_NONE("contracts/derivatives-none-500"),
  DERIVATIVES_UNKNOWN("contracts/derivatives-unknown-500"),
  INFO_AND_RULES_CONSTRUCTED("contracts/info-and-rules-constructed"),
  INFO_AND_RULES_UNKNOWN("contracts/info-and-rules-unknown-400"),
  RULES_CONSTRUCTED("contracts/rules-constructed"),
  RULES_UNKNOWN("contracts/rules-unknown-400"),
  SEARCH_CONSTRUCTED("contracts/search-constructed"),
  SEARCH_FOUND_NOTHING("contracts/search-nothing"),
  SEARCH_FUTURES_CONSTRUCTED("contracts/search-futures-constructed"),
  SEARCH_OPTIONABLE_CONSTRUCTED("contracts/search-optionable-constructed"),
  STOCKS_CONSTRUCTED("contracts/stocks-constructed"),
  STRIKES("contracts/strikes"),
  STRIKES_CONSTRUCTED("contracts/strikes-constructed"),
  VENUES_BOTH("contracts/venue-schedules-both-400"),
  VENUES_NEITHER("contracts/venue-schedules-neither-400"),
  VENUES_OF_SMART("contracts/venue-schedules-smart"),
  ALGOS("algos/names"),
  ALGOS_OF_UNKNOWN_CONTRACT("algos/unknown-contract-503"),

  /** The shape of a question whose text is the scenario's own. */
  QUESTION("orders/question-o354"),

  ORDER_ACKNOWLEDGED("orders/acknowledged-with-client-order-id"),
  BRACKET_ACKNOWLEDGED("orders/bracket-acknowledged"),
  BRACKET_CHILD_FAILED("orders/bracket-child-failed"),
  BRACKET_PARENT_GONE("orders/bracket-parent-gone"),
  BRACKET_PARENT_UNKNOWN("orders/bracket-child-failed-null-error"),
  COMBO_CHILD("orders/refused-combo-child"),
  ALL_OR_NONE_FUTURE("orders/refused-all-or-none-future-500"),
  BARE_ARRAY("orders/refused-bare-array-400"),
  CASH_SALE("orders/refused-cash-sale"),
  DUPLICATE_CLIENT_ORDER_ID("orders/refused-duplicate-client-order-id"),
  FRACTION_OUTSIDE_HOURS("orders/failed-outside-hours"),
  FUTURE_OPERATOR("orders/refused-future-operator"),
  MARKET_OUTSIDE_HOURS("orders/refused-outside-hours-market-500"),
  NO_CONTRACT("orders/refused-no-contract-400"),
  NOT_JSON("orders/refused-not-json-400"),
  NO_PERMISSION("orders/refused-no-permission"),
  OUTCOME_UNKNOWN("orders/unknown-outcome-503"),
  PRICE_FIELDS("orders/refused-price-fields"),
  SIDE("orders/refused-side-400"),
  SIZE_ZERO("orders/refused-size-zero-500"),
  STOP_OUTSIDE_HOURS("orders/refused-outside-hours-stop"),
  TIME_IN_FORCE("orders/refused-time-in-force"),
  UNKNOWN_CONTRACT("orders/refused-unknown-contract"),
  UNREADABLE_VALUE("orders/refused-empty-500"),
  WRONG_ACCOUNT("orders/refused-wrong-account-400"),
  WRONG_TYPE("orders/refused-wrong-type-400"),

  REPLY_ACKNOWLEDGED("replies/acknowledged"),
  REPLY_BRACKET_ACKNOWLEDGED("replies/acknowledged-bracket"),
  REPLY_CHANGED("replies/acknowledged-with-client-order-id"),
  REPLY_DECLINED("replies/declined"),
  REPLY_NOT_BOOLEAN("replies/string-confirmed-500"),
  REPLY_NOT_FOUND("replies/not-found-400"),
  REPLY_NOT_FOUND_UNDER_200("replies/not-found-documented"),
  REPLY_OVERTAKEN("replies/overtaken-503"),
  PROMPT("orders/prompted-p12"),
  PROMPT_ANSWERED("replies/prompt-answered"),

  CHANGE_ACKNOWLEDGED("orders/modify-acknowledged"),
  CHANGE_PARTIAL("orders/modify-partial-400"),
  CHANGE_UNKNOWN("orders/modify-unknown"),

  TRADES("orders/trades"),
  TRADES_ACCOUNTS_FIRST("orders/trades-accounts-first-500"),
  TRADES_EMPTY("orders/trades-empty"),

  PREVIEW("orders/preview-documented"),
  PREVIEW_OF_NOTHING("orders/preview-quantity-zero-500"),
  PREVIEW_OF_STOP_WITHOUT_TRIGGER("orders/preview-stop-500"),
  PREVIEW_OF_UNKNOWN_CONTRACT("orders/preview-unknown-contract-400"),

  SUPPRESSED("replies/suppressed"),
  SUPPRESSED_NOTHING("replies/suppressed-nothing-500"),
  SUPPRESSION_RESET("replies/suppression-reset"),

  LIVE_ORDERS_ACCOUNTS_FIRST("orders/live-orders-accounts-first-500"),
  LIVE_ORDERS_NO_BRIDGE("orders/live-orders-no-bridge"),
  LIVE_ORDERS_EMPTY("orders/live-orders-empty"),
  LIVE_ORDERS_LINKED("orders/live-orders-bracket-and-group"),
  LIVE_ORDER_CANCELLED_BY_SYSTEM("orders/live-orders-cancelled-by-system"),
  LIVE_ORDER_COMBO("orders/live-orders-combo"),
  LIVE_ORDER_FILLED("orders/live-orders-market-filled"),
  LIVE_ORDER_FOREX("orders/live-orders-forex"),
  LIVE_ORDER_QUESTIONED("orders/live-orders-question-open"),
  LIVE_ORDER_STOP("orders/live-orders-stop-working"),
  LIVE_ORDER_WORKING("orders/live-orders-limit-working"),

  STATUS_ACCOUNTS_FIRST("orders/status-accounts-first-500"),
  STATUS_CANCELLED("orders/status-cancelled"),
  STATUS_CHILD("orders/status-child"),
  STATUS_FILLED("orders/status-filled"),
  STATUS_QUESTIONED("orders/status-question-open-404"),
  STATUS_STOP("orders/status-stop"),
  STATUS_UNKNOWN("orders/status-unknown-503"),
  STATUS_WAITING("orders/status-presubmitted"),
  STATUS_WORKING("orders/status-submitted"),

  CANCEL_ACKNOWLEDGED("orders/cancel-acknowledged"),
  CANCEL_INACTIVE("orders/cancel-inactive-400"),
  CANCEL_UNKNOWN("orders/cancel-unknown-400"),
  CANCEL_UNKNOWN_UNDER_200("orders/cancel-unknown-documented");

  private final String recordingName;

  Situation(String recordingName) {
    this.recordingName = recordingName;
  }

  public String recordingName() {
    return recordingName;
  }
}
