package io.github.cpapi.client.transport;

/** Whether a call that failed may be made again. The library itself never does. */
public enum RetrySafety {
  /** Making it again does no harm. */
  SAFE,
  /** It may have placed an order. Find out what became of it, do not send it again. */
  NEVER
}
