package io.github.cpapi.client.contract;

import io.github.cpapi.generated.model.ContractInfo;
import java.util.List;
import java.util.function.IntFunction;

/** Looks contracts up by their id, and insists that the description is one of this contract. */
final class Descriptions {

  private final IntFunction<ContractInfo> lookUp;

  Descriptions(IntFunction<ContractInfo> lookUp) {
    this.lookUp = lookUp;
  }

  ContractInfo of(int conid, String secType, Instrument instrument) {
    ContractInfo info = lookUp.apply(conid);
    if (info.conid() != conid || !info.instrumentType().equals(secType)) {
      throw new NoContractException(
          instrument,
          "the gateway describes conid "
              + conid
              + ", a "
              + secType
              + ", as "
              + info.instrumentType()
              + " "
              + info.conid(),
          List.of());
    }
    return info;
  }
}
