package io.github.cpapi.mock.server;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import java.io.File;

/**
 * The files that a user's stub can name for its body. Never writes: the working directory does not
 * belong to the mock.
 */
public final class ReadOnlyFiles extends SingleRootFileSource {

  /** Uses WireMock's default folder. */
  public ReadOnlyFiles() {
    this("src/test/resources");
  }

  private ReadOnlyFiles(String root) {
    super(root);
  }

  @Override
  public FileSource child(String name) {
    return new ReadOnlyFiles(new File(rootDirectory, name).getPath());
  }

  @Override
  protected boolean readOnly() {
    return true;
  }

  @Override
  public void createIfNecessary() {
    // Creating a folder would be a write, too.
  }
}
