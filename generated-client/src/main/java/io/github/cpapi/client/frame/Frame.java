package io.github.cpapi.client.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.wire.Personal;
import io.github.cpapi.client.wire.Printed;
import io.github.cpapi.generated.frame.Bulletin;
import io.github.cpapi.generated.frame.GreetingFrame;
import io.github.cpapi.generated.frame.HeartBeatFrame;
import io.github.cpapi.generated.frame.MarketDataFrame;
import io.github.cpapi.generated.frame.ProfitAndLossRow;
import io.github.cpapi.generated.frame.ResultFrame;
import io.github.cpapi.generated.frame.SessionChange;
import io.github.cpapi.generated.frame.TicFrame;
import io.github.cpapi.generated.model.Accounts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frame that the server sends on the websocket. Its members decide its kind.
 *
 * @see FrameReader
 */
public sealed interface Frame {

  /** Returns the frame as received; a frame that is not JSON is a text. Do not modify it. */
  JsonNode raw();

  /**
   * Returns the topic without a contract or an account, for example {@code sor}.
   *
   * @return the topic; empty for a frame without a topic
   */
  default String topic() {
    return raw().path("topic").asText().replaceAll("\\+.*", "");
  }

  /**
   * Calls the method of the visitor for this kind.
   *
   * @param visitor handles each kind
   * @param <T> what the visitor returns
   * @return what it returned
   */
  <T extends @Nullable Object> T accept(Visitor<T> visitor);

  /**
   * Handles each kind of frame. Kinds without a method of their own go to {@link #other}.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** Handles the kinds whose methods are not overridden. */
    T other(Frame frame);

    /** The server waits for the session. */
    default T waiting(Waiting waiting) {
      return other(waiting);
    }

    /** The connection is open. What was sent earlier is lost, and no topic is subscribed. */
    default T greeting(Greeting greeting) {
      return other(greeting);
    }

    /** The accounts, part of the greeting. */
    default T account(Account account) {
      return other(account);
    }

    /** The session, in whole or only what changed. It can be wrong about a loss. */
    default T status(Status status) {
      return other(status);
    }

    /** The server is alive; comes every ten seconds. */
    default T heartBeat(HeartBeat heartBeat) {
      return other(heartBeat);
    }

    /** The answer to a tic, four times the same. */
    default T tic(Tic tic) {
      return other(tic);
    }

    /** Orders that changed, oldest change first. */
    default T orders(Orders orders) {
      return other(orders);
    }

    /** Executions, each of them more than once. */
    default T trades(Trades trades) {
      return other(trades);
    }

    /** Prompts and notices. */
    default T notices(Notices notices) {
      return other(notices);
    }

    /** Bulletins of exchanges. */
    default T bulletins(Bulletins bulletins) {
      return other(bulletins);
    }

    /** Prices of one contract that changed. */
    default T marketData(MarketData marketData) {
      return other(marketData);
    }

    /** Profit and loss. */
    default T profitAndLoss(ProfitAndLoss profitAndLoss) {
      return other(profitAndLoss);
    }

    /** The server does not understand a message of the client. */
    default T error(ErrorFrame error) {
      return other(error);
    }

    /** The answer to the end of a subscription. */
    default T result(Result result) {
      return other(result);
    }

    /** None of the other kinds: another topic, another form of a known topic, or plain text. */
    default T unknown(Unknown unknown) {
      return other(unknown);
    }
  }

  /**
   * The server waits for the session (evidence Q139).
   *
   * @param raw the frame as received
   */
  record Waiting(JsonNode raw) implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.waiting(this);
    }
  }

  /**
   * The connection is open. What was sent earlier is lost, and no topic is subscribed (evidence
   * Q138, Q143).
   *
   * @param greeting the user
   * @param raw the frame as received
   */
  record Greeting(GreetingFrame greeting, @Personal JsonNode raw) implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.greeting(this);
    }
  }

  /**
   * The accounts, part of the greeting.
   *
   * @param accounts the accounts
   * @param raw the frame as received
   */
  record Account(Accounts accounts, JsonNode raw) implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.account(this);
    }
  }

  /**
   * The session, in whole or only what changed. It can be wrong about a loss (evidence Q144).
   *
   * @param change what is known now
   * @param raw the frame as received
   */
  record Status(SessionChange change, JsonNode raw) implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.status(this);
    }
  }

  /**
   * The server is alive; comes every ten seconds (evidence Q141).
   *
   * @param beat the time of the server
   * @param raw the frame as received
   */
  record HeartBeat(HeartBeatFrame beat, JsonNode raw) implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.heartBeat(this);
    }
  }

  /**
   * The answer to a tic, four times the same (evidence Q142).
   *
   * @param tic the session
   * @param raw the frame as received
   */
  record Tic(TicFrame tic, @Personal JsonNode raw) implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.tic(this);
    }
  }

  /**
   * Orders that changed, oldest change first.
   *
   * @param rows one row for each change, several of one order among them
   * @param raw the frame as received
   */
  record Orders(List<OrderRow> rows, JsonNode raw) implements Frame {
    /** Takes an unmodifiable copy. */
    public Orders {
      rows = List.copyOf(rows);
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.orders(this);
    }
  }

  /**
   * Executions, each of them more than once (evidence Q153).
   *
   * @param rows one row for each execution; none in the first frame
   * @param raw the frame as received
   */
  record Trades(List<TradeRow> rows, JsonNode raw) implements Frame {
    /** Takes an unmodifiable copy. */
    public Trades {
      rows = List.copyOf(rows);
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.trades(this);
    }
  }

  /**
   * Prompts and notices.
   *
   * @param rows one row for each prompt or notice
   * @param raw the frame as received
   */
  record Notices(List<NoticeRow> rows, JsonNode raw) implements Frame {
    /** Takes an unmodifiable copy. */
    public Notices {
      rows = List.copyOf(rows);
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.notices(this);
    }
  }

  /**
   * Bulletins of exchanges.
   *
   * @param bulletins the bulletins
   * @param raw the frame as received
   */
  record Bulletins(List<Bulletin> bulletins, JsonNode raw) implements Frame {
    /** Takes an unmodifiable copy. */
    public Bulletins {
      bulletins = List.copyOf(bulletins);
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.bulletins(this);
    }
  }

  /**
   * Prices of one contract that changed.
   *
   * @param fields the fields; numbered ones are among the other members
   * @param raw the frame as received
   */
  record MarketData(MarketDataFrame fields, JsonNode raw) implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.marketData(this);
    }
  }

  /**
   * Profit and loss.
   *
   * @param rows the figures that changed, by account and the word Core
   * @param raw the frame as received
   */
  record ProfitAndLoss(Map<String, ProfitAndLossRow> rows, JsonNode raw) implements Frame {
    /** Takes an unmodifiable copy. */
    public ProfitAndLoss {
      rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.profitAndLoss(this);
    }
  }

  /**
   * The server does not understand a message of the client (evidence Q140).
   *
   * @param error the reason
   * @param raw the frame as received
   */
  record ErrorFrame(io.github.cpapi.generated.frame.ErrorFrame error, JsonNode raw)
      implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.error(this);
    }
  }

  /**
   * The answer to the end of a subscription (evidence Q158).
   *
   * @param result the server's message
   * @param raw the frame as received
   */
  record Result(ResultFrame result, JsonNode raw) implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.result(this);
    }
  }

  /**
   * None of the other kinds: another topic, another form of a known topic, or plain text.
   *
   * @param raw the frame as received
   */
  record Unknown(JsonNode raw) implements Frame {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.unknown(this);
    }
  }
}
