package io.github.cpapi.mock.server;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import java.io.File;

/**
 * The files that a user's stub can name for its body. The working directory is not the mock's:
 * nothing is written there, whatever WireMock is asked for.
 */
public final class ReadOnlyFiles extends SingleRootFileSource {

  /** Where WireMock itself looks. */
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
    // A folder would be written, too.
  }
}
