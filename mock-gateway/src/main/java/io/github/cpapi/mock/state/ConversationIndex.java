package io.github.cpapi.mock.state;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds conversations and orders by ids that name no account. Maintained by the books. Thread-safe.
 */
final class ConversationIndex {

  final ConcurrentMap<Long, AccountBook> bookOfOrder = new ConcurrentHashMap<>();

  final ConcurrentMap<String, Conversation> byReplyId = new ConcurrentHashMap<>();

  /** The conversations that await the answer to a prompt. */
  final ConcurrentMap<String, Conversation> byRequestId = new ConcurrentHashMap<>();

  void add(Conversation conversation, boolean prompt) {
    (prompt ? byRequestId : byReplyId).put(conversation.openId, conversation);
  }

  void remove(Conversation conversation) {
    byReplyId.remove(conversation.openId);
    byRequestId.remove(conversation.openId);
  }
}
