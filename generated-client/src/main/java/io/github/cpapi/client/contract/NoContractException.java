package io.github.cpapi.client.contract;

import java.util.List;

/** No contract fits an instrument. The candidates are what the gateway lists instead. */
public final class NoContractException extends UnresolvedContractException {

  private static final long serialVersionUID = 1L;

  NoContractException(Instrument instrument, String why, List<Candidate> listed) {
    super(instrument, why, listed);
  }
}
