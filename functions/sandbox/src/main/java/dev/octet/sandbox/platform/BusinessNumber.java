package dev.octet.sandbox.platform;

import java.util.List;

/**
 * A business phone number, with all that decides whether it may have groups (spec §1).
 *
 * @param display the number itself, digits only, as webhooks show it
 * @param accountId the WhatsApp Business Account
 * @param verifiedName what people see on the invite page
 * @param messagingLimit business-initiated conversations in a rolling 24 hours
 * @param coexistence in use with the WhatsApp Business app too
 * @param multiSolution onboarded to Multi-solution Conversations
 */
public record BusinessNumber(
    String id, String display, String accountId, String verifiedName, boolean officialBusinessAccount, int messagingLimit,
    boolean coexistence, boolean multiSolution) {

  /** The numbers that the sandbox brings. The reasons why a number is not eligible are one each. */
  private static final List<BusinessNumber> PREPARED = List.of(
      new BusinessNumber("100000000000001", "15550100001", "200000000000001", "Northwind Kitchens", true, 100_000, false, false),
      new BusinessNumber("100000000000002", "15550100002", "200000000000001", "Northwind Spare Parts", false, 100_000, false, false),
      new BusinessNumber("100000000000003", "15550100003", "200000000000002", "Harbour Cycles", true, 10_000, false, false),
      new BusinessNumber("100000000000004", "15550100004", "200000000000002", "Harbour Repairs", true, 100_000, true, false),
      new BusinessNumber("100000000000005", "15550100005", "200000000000002", "Harbour Rentals", true, 100_000, false, true));

  private static final int LOCAL_DIGITS = 6;

  public static List<BusinessNumber> prepared() {
    return PREPARED;
  }

  /** Any number may be used that has an access token: one that the sandbox does not bring is eligible. */
  public static BusinessNumber of(String id) {
    return PREPARED.stream().filter(number -> number.id().equals(id)).findFirst().orElseGet(() -> {
      String digits = "0".repeat(LOCAL_DIGITS) + id.replaceAll("\\D", "");
      String last = digits.substring(digits.length() - LOCAL_DIGITS);
      return new BusinessNumber(id, "15551" + last, "200000000000003", "Sandbox business " + last, true, 100_000, false, false);
    });
  }
}
