package io.github.cpapi.mock.leak;

import java.util.Locale;

/** What a leak looks like. */
public enum Shape {
  ACCOUNT("looks like an account"),
  UUID("looks like a UUID"),
  /** 32 or more hexadecimal digits. */
  HEX("32 or more hexadecimal digits"),
  /** Six or more digits, alone or in groups. */
  NUMBER("a number of six or more digits that is no known contract, nor of the member's form"),
  /** IPv4 or IPv6. */
  IP("looks like an IP address"),
  MAC("looks like the hardware address of a machine"),
  EMAIL("looks like an e-mail address"),
  /** The value of a cookie with a name that the gateway uses. */
  COOKIE("looks like a cookie"),
  /** Random or encoded. */
  TOKEN("looks random or encoded"),
  HOST("looks like a host name"),
  /** A value of a member that names a person, a login, a machine or a session. */
  PERSONAL("the member names somebody or something, and the value is no placeholder"),
  WORD("a word outside the contract's vocabulary"),
  UNDECODABLE("cannot be decoded with certainty");

  private final String reason;

  Shape(String reason) {
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  /** Returns the name as written in an allow-list. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
