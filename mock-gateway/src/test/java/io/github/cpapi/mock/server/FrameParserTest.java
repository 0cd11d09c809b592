package io.github.cpapi.mock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The parser of frames")
class FrameParserTest {

  private final List<String> seen = new ArrayList<>();
  private final FrameParser parser =
      new FrameParser(
          new FrameParser.Listener() {
            @Override
            public void message(String text) {
              seen.add(text);
            }

            @Override
            public void ping(byte[] payload) {
              seen.add("ping " + new String(payload, StandardCharsets.UTF_8));
            }

            @Override
            public void closed(byte[] code, String reason) {
              seen.add("close " + HexFormat.of().formatHex(code) + " " + reason);
            }
          });

  // The mask is zero, so that the payload can be read.
  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "8103 746963, 1002, not masked",
    "8143 746963, 1002, no mask bit and a length",
    "c183 00000000 746963, 1002, reserved bit 1",
    "a183 00000000 746963, 1002, reserved bit 2",
    "9183 00000000 746963, 1002, reserved bit 3",
    "8380 00000000, 1002, opcode 3",
    "8780 00000000, 1002, opcode 7",
    "8b80 00000000, 1002, opcode 11",
    "8f80 00000000, 1002, opcode 15",
    "0980 00000000, 1002, a ping in parts",
    "89fe 007e 00000000, 1002, a ping of 126 bytes",
    "8080 00000000, 1002, a continuation of nothing",
    "0181 00000000 74 8181 00000000 74, 1002, a message within a message",
    "81fe 0003 00000000 746963, 1002, a length in too many bytes",
    "81ff 000000000000ffff 00000000, 1002, a length in eight bytes for two",
    "81ff 8000000000000000 00000000, 1002, a negative length",
    "81ff 0000000000100001 00000000, 1009, a message above the limit",
    "0181 00000000 74 80ff 7fffffffffffffff 00000000, 1009, a fragment of the greatest length",
    "8182 00000000 fffe, 1007, not UTF-8",
    "8881 00000000 03, 1002, half of a close code",
    "8882 00000000 03e7, 1002, close code 999",
    "8882 00000000 03ec, 1002, close code 1004",
    "8882 00000000 03ed, 1002, close code 1005",
    "8882 00000000 03ee, 1002, close code 1006",
    "8882 00000000 03f7, 1002, close code 1015",
    "8882 00000000 0bb7, 1002, close code 2999",
    "8882 00000000 1388, 1002, close code 5000",
    "8883 00000000 03e8ff, 1007, a reason that is not UTF-8",
  })
  @DisplayName("refuses with the code of RFC 6455")
  void refused(String bytes, int code, String what) {
    assertThatThrownBy(() -> parser.parse(hex(bytes)))
        .as(what)
        .isInstanceOfSatisfying(
            FrameParser.Violation.class, violation -> assertThat(violation.code()).isEqualTo(code));
  }

  @Test
  @DisplayName("joins fragments, also within a character, with control frames between them")
  void fragments() throws FrameParser.Violation {
    parser.parse(hex("0181 00000000 c3"));
    parser.parse(hex("8981 00000000 70"));
    parser.parse(hex("0080 00000000"));
    parser.parse(hex("8081 00000000 a9 8883 00000000 03e878"));

    assertThat(seen).containsExactly("ping p", "é", "close 03e8 x");
  }

  @Test
  @DisplayName("takes frames byte by byte, and unmasks them")
  void byteByByte() throws FrameParser.Violation {
    for (byte each : hex("8183 01020304 756b60").array()) {
      parser.parse(ByteBuffer.wrap(new byte[] {each}));
    }

    assertThat(seen).containsExactly("tic");
  }

  private static ByteBuffer hex(String bytes) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(bytes.replace(" ", "")));
  }
}
