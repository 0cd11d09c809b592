package io.github.cpapi.mock.state;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Finds what is asked for by an id that names no account. The books keep it. Thread-safe. */
final class ConversationIndex {

  final ConcurrentMap<Long, AccountBook> bookOfOrder = new ConcurrentHashMap<>();

  final ConcurrentMap<String, Conversation> byReplyId = new ConcurrentHashMap<>();

  /** Those that wait for the answer to a prompt. */
  final ConcurrentMap<String, Conversation> byRequestId = new ConcurrentHashMap<>();

  void add(Conversation conversation, boolean prompt) {
    (prompt ? byRequestId : byReplyId).put(conversation.openId, conversation);
  }

  void remove(Conversation conversation) {
    byReplyId.remove(conversation.openId);
    byRequestId.remove(conversation.openId);
  }
}
