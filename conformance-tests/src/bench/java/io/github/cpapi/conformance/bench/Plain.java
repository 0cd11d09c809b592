package io.github.cpapi.conformance.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCaseStrategy;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * The answers as records that one would write by hand: the members of the recording, nothing else.
 * {@link DecodingBenchmark} checks that they have all of them.
 */
@NullUnmarked
final class Plain {

  private Plain() {}

  static ObjectMapper mapper() {
    return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Acknowledgement(
      String orderId,
      String orderStatus,
      String localOrderId,
      String parentOrderId,
      String encryptMessage,
      String text,
      String warningMessage) {}

  record Question(
      String id,
      List<String> message,
      Boolean isSuppressed,
      List<String> messageIds,
      List<String> messageOptions) {}

  record Refusal(String error) {}

  record Prompt(
      long orderId,
      String reqId,
      List<String> dismissable,
      String text,
      List<String> options,
      String type,
      String messageId,
      boolean prompt) {}

  record LiveOrders(List<LiveOrder> orders, boolean snapshot) {}

  record LiveOrder(
      String acct,
      String conidex,
      int conid,
      String account,
      long orderId,
      String cashCcy,
      String sizeAndFills,
      String orderDesc,
      String description1,
      String ticker,
      String secType,
      String listingExchange,
      BigDecimal remainingQuantity,
      BigDecimal filledQuantity,
      BigDecimal totalSize,
      BigDecimal totalCashSize,
      String companyName,
      String status,
      @JsonProperty("order_ccp_status") String orderCcpStatus,
      Boolean outsideRTH,
      String origOrderType,
      String supportsTaxOpt,
      String lastExecutionTime,
      String orderType,
      String bgColor,
      String fgColor,
      String isEventTrading,
      String price,
      String timeInForce,
      @JsonProperty("lastExecutionTime_r") Long lastExecutionEpochMillis,
      String side) {}

  record Match(
      String conid,
      String companyHeader,
      String companyName,
      String symbol,
      String description,
      String restricted,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<Issuer> issuers,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer bondid,
      List<Section> sections) {}

  record Issuer(String id, String name) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Section(String secType, String months, String exchange, String conid) {}

  record Derivative(
      int conid,
      String symbol,
      String secType,
      String exchange,
      String listingExchange,
      String right,
      BigDecimal strike,
      String currency,
      String cusip,
      String coupon,
      String desc1,
      String desc2,
      String maturityDate,
      String multiplier,
      String tradingClass,
      String validExchanges) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Contract(
      String cfiCode,
      String symbol,
      String cusip,
      String expiryFull,
      int conId,
      String maturityDate,
      String industry,
      String instrumentType,
      Boolean hasRelatedContracts,
      String tradingClass,
      String validExchanges,
      Boolean allowSellLong,
      Boolean isZeroCommissionSecurity,
      String localSymbol,
      String contractClarificationType,
      String classifier,
      String currency,
      String text,
      Integer underlyingConId,
      @JsonProperty("r_t_h") Boolean tradesOutsideRegularHours,
      String multiplier,
      String underlyingIssuer,
      String contractMonth,
      String companyName,
      Boolean smartAvailable,
      String exchange,
      String category) {}

  record Snapshot(
      @JsonProperty("_updated") Long updatedEpochMillis,
      String conidEx,
      int conid,
      @JsonProperty("server_id") String serverId,
      @JsonProperty("6119") String requestMarker,
      @JsonProperty("31") String lastPrice,
      @JsonProperty("84") String bidPrice,
      @JsonProperty("86") String askPrice,
      @JsonProperty("6509") String availability) {}

  record Figure(
      BigDecimal amount,
      String currency,
      boolean isNull,
      Long timestamp,
      String value,
      Integer severity) {}

  @JsonNaming(LowerCaseStrategy.class)
  record Cash(
      BigDecimal commodityMarketValue,
      BigDecimal futureMarketValue,
      BigDecimal settledCash,
      BigDecimal exchangeRate,
      Integer sessionId,
      BigDecimal cashBalance,
      BigDecimal corporateBondsMarketValue,
      BigDecimal warrantsMarketValue,
      BigDecimal netLiquidationValue,
      BigDecimal interest,
      BigDecimal unrealizedPnl,
      BigDecimal stockMarketValue,
      BigDecimal moneyFunds,
      String currency,
      BigDecimal realizedPnl,
      BigDecimal funds,
      String acctCode,
      BigDecimal issuerOptionsMarketValue,
      String key,
      Long timestamp,
      Integer severity,
      BigDecimal stockOptionMarketValue,
      BigDecimal futuresOnlyPnl,
      BigDecimal tBondsMarketValue,
      BigDecimal futureOptionMarketValue,
      BigDecimal cashBalanceFxSegment,
      String secondKey,
      BigDecimal tBillsMarketValue,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer endOfBundle,
      BigDecimal dividends) {}
}
