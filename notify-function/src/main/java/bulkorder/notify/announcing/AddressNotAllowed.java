package bulkorder.notify.announcing;

import java.net.UnknownHostException;

/** A host stands for an address that may not be called; which one is not told. */
final class AddressNotAllowed extends UnknownHostException {

  private static final long serialVersionUID = 1;

  AddressNotAllowed() {
    super("the host has an address that may not be called");
  }
}
