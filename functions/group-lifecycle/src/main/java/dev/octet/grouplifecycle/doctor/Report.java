package dev.octet.grouplifecycle.doctor;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What was found of a number. */
record Report(String phoneNumberId, List<Finding> findings, Instant checkedAt) {

  /** Every check could be made, and none found a problem. */
  boolean healthy() {
    return findings.stream().allMatch(finding -> finding.state() == Finding.State.OK || finding.state() == Finding.State.WARNING);
  }

  JsonObject toJson() {
    return JsonObject.EMPTY
        .with("phone_number_id", phoneNumberId)
        .with("healthy", healthy())
        .with("findings", findings.stream().map(Finding::toJson).toList())
        .with("checked_at", checkedAt.toString());
  }

  /** For people: a line for each finding, and one for what to do. */
  String toText() {
    StringBuilder text = new StringBuilder(phoneNumberId + ": " + (healthy() ? "healthy" : "not healthy") + ", " + checkedAt + "\n");
    for (Finding finding : findings) {
      text.append(String.format(Locale.ROOT, "%-8s %-20s %s%n", finding.state().word(), finding.check().word(), finding.sentence()));
      finding.toDo().ifPresent(toDo -> text.append(String.format(Locale.ROOT, "%-29s -> %s%n", "", toDo)));
    }
    return text.toString();
  }
}
