package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.FrameSpec;
import io.github.cpapi.mock.exchange.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A client of the websocket that is written to RFC 6455 and shares nothing with the mock's part.
 */
final class SocketCaller implements AutoCloseable {

  private static final FrameSpec CONTRACT = FrameSpec.load();

  private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

  static final String SESSION = "00000000000000000000000000000001";
  static final String COOKIE = "Cookie: api={\"session\":\"" + SESSION + "\"}";

  /** The example of RFC 6455. */
  static final String KEY =
      "Sec-WebSocket-Key: "
          + Base64.getEncoder()
              .encodeToString("the sample nonce".getBytes(StandardCharsets.US_ASCII));

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;
  private final String head;

  /** A frame as it came. */
  record Frame(int opcode, byte[] payload) {

    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return Json.read(text()).orElseThrow();
    }

    int closeCode() {
      return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }
  }

  private SocketCaller(Socket socket, String... headers) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    String request =
        "GET /v1/api/ws HTTP/1.1\r\nHost: localhost\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    head = readHead();
  }

  /** Sends an upgrade with these headers and no others. */
  static SocketCaller raw(MockGateway gateway, String... headers) {
    try {
      return new SocketCaller(new Socket("127.0.0.1", gateway.port()), headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Upgrades with these headers added. */
  static SocketCaller connect(MockGateway gateway, String... more) {
    return raw(
        gateway,
        Stream.concat(
                Stream.of(
                    "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", KEY),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Upgrades with a cookie, and reads the greeting. */
  static SocketCaller greeted(MockGateway gateway) {
    SocketCaller caller = connect(gateway, COOKIE);
    caller.frames(3);
    return caller;
  }

  String head() {
    return head;
  }

  private String readHead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      bytes.write(in.readByte());
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  SocketCaller say(String text) {
    return bytes(masked(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  SocketCaller bytes(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A masked frame. */
  static byte[] masked(int first, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 1 << 16) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    byte[] mask = {1, 2, 3, 4};
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i % 4]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  Frame frame() {
    try {
      return readFrame();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Frame readFrame() throws IOException {
    int first = in.readUnsignedByte();
    if ((first & 0xF0) != 0x80) {
      throw new IOException("a server's frame is whole and has no reserved bits: " + first);
    }
    int length = in.readUnsignedByte();
    if (length > 127) {
      throw new IOException("a server's frame is not masked");
    }
    byte[] payload =
        new byte
            [length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong()];
    in.readFully(payload);
    Frame frame = new Frame(first & 0xF, payload);
    check(frame);
    return frame;
  }

  /** Checks the frame against the contract. Two hundred clients get the same frames. */
  private static void check(Frame frame) {
    if (frame.opcode() == BINARY && frame.text().startsWith("{") && CHECKED.add(frame.text())) {
      assertThat(CONTRACT.receivedForms(frame.json())).as(frame.text()).hasSize(1);
    }
  }

  List<JsonNode> frames(int count) {
    return Stream.generate(() -> frame().json()).limit(count).toList();
  }

  /** Reads the frames up to the echo of a mark: what has not come by then does not come. */
  List<JsonNode> framesSoFar() {
    String mark = "ech+mark";
    say(mark);
    List<JsonNode> frames = new ArrayList<>();
    for (Frame next = frame(); !next.text().equals(mark); next = frame()) {
      frames.add(next.json());
    }
    return frames;
  }

  /** Reads up to a frame that has a status in its first row. */
  List<JsonNode> framesUntil(String status) {
    List<JsonNode> frames = new ArrayList<>();
    do {
      frames.add(frame().json());
    } while (!frames.get(frames.size() - 1).at("/args/0/status").asText().equals(status));
    return frames;
  }

  /** Whether the connection has ended, in order or not. */
  boolean isAtEnd() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Leaves what the mock sends unread. */
  static SocketCaller unread(MockGateway gateway) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
      return new SocketCaller(
          socket,
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Version: 13",
          KEY,
          COOKIE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void silentFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      throw new IOException("expected silence, but got " + in.readUnsignedByte());
    } catch (SocketTimeoutException expected) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
