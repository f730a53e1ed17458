package dev.octet.messagesending;

import java.time.Instant;

/** What becomes of a send whose message is seen: its answer may have been lost. */
@FunctionalInterface
interface SendSettlement {
  /** While nothing is sent, nothing is to be settled. */
  SendSettlement NONE = (_, _, _) -> { };

  /**
   * A status echoes the id of one of Octet's own sends: it was sent. Asked for until the message says which operation it is
   * of, so it may come more than once, and before the answer. What is known of the operation is to be written to the
   * message here.
   *
   * @param requestId of the operation
   * @param messageId the platform's id of the message that it became
   * @param at when, by the platform's clock
   */
  void sentAs(String requestId, String messageId, Instant at);
}
