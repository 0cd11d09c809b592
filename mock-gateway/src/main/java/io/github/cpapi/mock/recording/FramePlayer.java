package io.github.cpapi.mock.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.FrameRecording;
import io.github.cpapi.contract.FrameRecordings;
import io.github.cpapi.contract.Recording;
import java.util.NoSuchElementException;

/** Creates the frames of the websocket from recordings. Thread-safe. */
public final class FramePlayer {

  private final FrameRecordings recordings;

  public FramePlayer(FrameRecordings recordings) {
    this.recordings = recordings;
  }

  /** A recorded frame as a template for the caller's values. Immutable. */
  public static final class Frame {

    private final Rendering rendering;

    private Frame(FrameRecording recorded) {
      rendering = new Rendering(recorded);
    }

    public JsonNode with(Variables variables) {
      return rendering.render(variables);
    }

    /** The frame with nothing of the caller's in it. */
    public JsonNode asRecorded() {
      return with(Variables.of(Recording.ACCOUNT));
    }
  }

  /**
   * Finds the frame that plays a situation. Called in constructors: a mock that lacks a frame does
   * not start.
   *
   * @throws NoSuchElementException if no recording plays it
   */
  public Frame frame(String topic, String situation) {
    return new Frame(recordings.playing(topic, situation));
  }
}
