package io.github.cpapi.mock.record;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a value says about its owner, by the name of the member that holds it. */
enum Role {
  ACCOUNT(
      "account acct accountId accountCode accountcode accountVan acctId acctcode account_id"
          + " account_allocation_name order_clearing_account DEFAULT_ACCT accounts canTradeAcctIds"
          + " selectedAccount allocationAccount"),
  /** A number that names one order, request or user. */
  NUMBER(
      "order_id orderId parent_order_id parentOrderId permId perm_id request_id reqId server_id"
          + " userId USER_ID taxOptimizerId notificationId"),
  /** A name that the owner's program gave to an order. */
  REFERENCE("cOID order_ref orderRef local_order_id parentId isin_order_ref"),
  /** A text around an order id, such as {@code oco-1000000001}. */
  GROUP("ocaGroupId oca_group_id oca_group"),
  EXECUTION("execution_id executionId"),
  LOGIN(
      "USER_NAME PAPER_USER_NAME CREDENTIAL extOperator username userName user_name submitter login loginName"),
  PERSON("accountTitle accountAlias displayName alias aliases firstName lastName"),
  SESSION("session sessionId session_id session_token token x-sess-uuid JSESSIONID SBID"),
  HARDWARE("hardware_info"),
  SERVER("serverName"),
  ADDRESS("IP ip ipAddress"),
  TIME(
      "lastExecutionTime lastExecutionTime_r order_time trade_time trade_time_r _updated timestamp"
          + " AUTH_TIME lastAccessed accountStatus hb"),
  AMOUNT(
      "amount commission equity equitywithloanvalue netliquidation netliquidationvalue availablefunds"
          + " buyingpower excessliquidity cashbalance cashbalancefxsegment settledcash"
          + " settledcashbydate totalcashvalue grosspositionvalue initmarginreq maintmarginreq sma"
          + " accruedcash accrueddividend dividends interest funds moneyfunds stockmarketvalue"
          + " stockoptionmarketvalue futuremarketvalue futureoptionmarketvalue futuresonlypnl"
          + " corporatebondsmarketvalue commoditymarketvalue cryptocurrencyvalue"
          + " issueroptionsmarketvalue tbillsmarketvalue tbondsmarketvalue warrantsmarketvalue"
          + " realizedpnl unrealizedpnl realizedPnl unrealizedPnl baseRealizedPnl"
          + " baseUnrealizedPnl mktValue baseMktValue position net_amount current initial"
          + " maintenance dailyPnL dpl nl upl uel el mv");

  private static final Map<String, Role> BY_MEMBER = new HashMap<>();

  static {
    for (Role role : values()) {
      role.members.forEach(member -> BY_MEMBER.put(member, role));
    }
  }

  private final Set<String> members;

  Role(String members) {
    this.members = Set.of(members.split(" "));
  }

  static Optional<Role> of(String member) {
    return Optional.ofNullable(BY_MEMBER.get(member));
  }
}
