package dev.octet.sandbox.platform;

import java.util.List;
import java.util.Optional;

/**
 * A business phone number, with all that decides whether it may have groups (spec §1).
 *
 * @param display the number itself, digits only, as webhooks show it
 * @param accountId the WhatsApp Business Account
 * @param businessName what people see on the invite page
 * @param messagingLimit business-initiated conversations in a rolling 24 hours
 * @param coexistence in use with the WhatsApp Business app too
 * @param multiSolution onboarded to Multi-solution Conversations
 */
public record BusinessNumber(
    String id, String display, String accountId, String businessName, boolean officialBusinessAccount, int messagingLimit,
    boolean coexistence, boolean multiSolution) {

  /** The numbers of the sandbox. The reasons why a number is not eligible are one each. */
  private static final List<BusinessNumber> ALL = List.of(
      new BusinessNumber("100000000000001", "15550100001", "200000000000001", "Northwind Kitchens", true, 100_000, false, false),
      new BusinessNumber("100000000000002", "15550100002", "200000000000001", "Northwind Spare Parts", false, 100_000, false, false),
      new BusinessNumber("100000000000003", "15550100003", "200000000000002", "Harbour Cycles", true, 10_000, false, false),
      new BusinessNumber("100000000000004", "15550100004", "200000000000002", "Harbour Repairs", true, 100_000, true, false),
      new BusinessNumber("100000000000005", "15550100005", "200000000000002", "Harbour Rentals", true, 100_000, false, true));

  public static List<BusinessNumber> all() {
    return ALL;
  }

  public static Optional<BusinessNumber> of(String id) {
    return ALL.stream().filter(number -> number.id().equals(id)).findFirst();
  }
}
