package io.github.cpapi.client.order;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.ResolvedContract;
import io.github.cpapi.client.contract.UnresolvedContractException;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.transport.Answer;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderTicket;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Places orders for one account and carries each through the broker's questions.
 *
 * <p>An order is sent at most once. One conversation at a time is held for an account, in the order
 * of the calls and across all desks of this process: a second order would make the answer to the
 * first one's question a 503, and the first could still go live (Q33). Another process is not
 * noticed. Thread-safe.
 */
public final class OrderDesk {

  /** One for each account of each gateway, shared by all desks of this process. */
  private static final Map<String, ReentrantLock> ONE_AT_A_TIME = new ConcurrentHashMap<>();

  private final Gateway gateway;
  private final ContractDesk contracts;
  private final String account;
  private final Clock clock;
  private final Supplier<String> clientOrderIds;

  /**
   * Opens a desk.
   *
   * @param gateway the gateway
   * @param contracts where instruments are resolved
   * @param account the account to trade
   * @param clock the time for transcripts
   * @param clientOrderIds names for tickets without one, each used once in 24 hours
   */
  public OrderDesk(
      Gateway gateway,
      ContractDesk contracts,
      String account,
      Clock clock,
      Supplier<String> clientOrderIds) {
    this.gateway = gateway;
    this.contracts = contracts;
    this.account = account;
    this.clock = clock;
    this.clientOrderIds = clientOrderIds;
  }

  /**
   * Makes of a ticket what {@link #place} would send, and sends nothing.
   *
   * @param ticket the order
   * @return the wire's ticket, with its contract, account and client order id
   * @throws UnresolvedContractException if the instrument is not one contract
   * @throws IllegalArgumentException if the contract does not offer the algo, or not with these
   *     parameters
   * @throws CpapiException if the contract could not be looked up
   */
  public OrderTicket prepare(Ticket ticket) {
    ResolvedContract contract = contracts.resolve(ticket.instrument());
    new AlgoCheck(contracts).check(ticket.terms(), contract.conid());
    String clientOrderId = ticket.terms().clientOrderId();
    return ticket.terms().toBuilder()
        .accountId(account)
        .conid(contract.conid())
        .clientOrderId(clientOrderId == null ? clientOrderIds.get() : clientOrderId)
        .build();
  }

  /**
   * Places an order: finds its contract, checks its algo, sends it once, and answers the broker's
   * questions as the policy says. A question that the policy does not accept is declined, and with
   * it the order.
   *
   * @param ticket the order
   * @param policy which questions are answered with yes
   * @return what became of it
   * @throws UnresolvedContractException if the instrument is not one contract; nothing was sent
   * @throws IllegalArgumentException if the contract does not offer the algo, or not with these
   *     parameters; nothing was sent
   * @throws NotLoggedInException if the gateway has no login; nothing was placed
   * @throws NotSentException if the limits or a lock-out kept the order from being sent
   * @throws CpapiException if the contract could not be looked up; nothing was sent
   */
  public OrderOutcome place(Ticket ticket, AnswerPolicy policy) {
    OrderTicket wire = prepare(ticket);
    ReentrantLock oneAtATime =
        ONE_AT_A_TIME.computeIfAbsent(
            gateway.baseUrl() + " " + account, key -> new ReentrantLock(true));
    oneAtATime.lock();
    try {
      return new Conversation(gateway, policy, clock, wire).hold(account);
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Asks the broker to cancel an order. That it takes the request does not mean that the order is
   * cancelled: follow it.
   *
   * @param orderId the broker's id of the order, digits; -1, which stands for all orders, is
   *     refused
   * @return whether the request was taken
   * @throws IllegalArgumentException if it is not the id of one order; nothing was sent
   * @throws CpapiException if no answer came, or one that says neither
   */
  public CancelReply cancel(String orderId) {
    if (!orderId.matches("[0-9]*[1-9][0-9]*")) {
      throw new IllegalArgumentException(
          "orderId: expected the digits of one order such as 1000000013, but got '"
              + orderId
              + "'");
    }
    Answer<CancelReply> answer =
        gateway.calls().answer(gateway.orders().cancelOrder(account, orderId, null, null));
    if (answer.value() != null) {
      return answer.value();
    }
    return gateway
        .calls()
        .error(answer)
        .filter(error -> answer.status() == 400)
        .<CancelReply>map(CancelReply.Refused::new)
        .orElseThrow(() -> gateway.calls().failure(answer));
  }

  /**
   * Lists the account's orders. The first call of a session answers an empty list whose {@code
   * snapshot} is false; ask again.
   *
   * @return the orders
   * @throws CpapiException if no answer came, or another one than promised
   */
  public LiveOrders liveOrders() {
    return gateway.calls().value(gateway.orders().getLiveOrders(null, null, account));
  }

  /**
   * Reports on one order.
   *
   * @param orderId the broker's id of the order
   * @return the report
   * @throws CpapiException if no answer came, or another one than promised; status 404 means that a
   *     question is open
   */
  public OrderReport status(String orderId) {
    return gateway.calls().value(gateway.orders().getOrderStatus(orderId));
  }
}
