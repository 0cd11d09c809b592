package io.github.cpapi.mock.leak;

import java.util.Locale;

/** What a leak looks like. */
public enum Shape {
  /** An account id, such as {@code DU} and seven digits. */
  ACCOUNT,
  /** A UUID. */
  UUID,
  /** 32 or more hexadecimal digits. */
  HEX,
  /** A number of six or more digits. */
  NUMBER,
  /** An IPv4 or IPv6 address. */
  IP,
  /** The hardware address of a network interface. */
  MAC,
  /** An e-mail address. */
  EMAIL,
  /** The value of a cookie or of another header with credentials. */
  COOKIE,
  /** Text that looks random or encoded. */
  TOKEN,
  /** A host name. */
  HOST,
  /** A value of a member that names a person, a login or a machine. */
  PERSONAL,
  /** A word outside the contract's vocabulary. */
  WORD,
  /** Bytes or text that cannot be decoded with certainty. */
  UNDECODABLE;

  /** Returns the name as written in an allow-list. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
