package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;

/** The files of the recordings and frames, read once for both. */
final class RecordingFiles {

  /** The content by path without the extension; do not change it. */
  static final SortedMap<String, JsonNode> ALL = ContractFiles.recordings();

  private RecordingFiles() {}
}
