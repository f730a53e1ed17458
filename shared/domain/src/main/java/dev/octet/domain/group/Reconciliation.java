package dev.octet.domain.group;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the state of a group when the platform has been asked about it: the decision, without the doing.
 *
 * <p>What changed less than a minute before the platform was asked is left alone: its answer may be older than that. A
 * person who is missing is taken out only when the platform, asked again at least a minute later, still does not name
 * them; nothing else brings back somebody who was taken out by mistake.
 *
 * @param group the group from now on
 * @param description the description from now on, where it is another one
 * @param missing who is to be asked about again before they are taken out
 * @param young whether something differs that was too young to be touched
 */
public record Reconciliation(Group group, Optional<String> description, List<Difference> differences, List<Missing> missing, boolean young) {
  /** What is younger is left alone, and what is to be confirmed is asked again no sooner. */
  public static final Duration SETTLED = Duration.ofMinutes(1);

  /** The platform's clock and ours may differ by this much: what is put right counts as changed so long before it was seen. */
  static final Duration SKEW = Duration.ofSeconds(10);

  public Reconciliation {
    differences = List.copyOf(differences);
    missing = List.copyOf(missing);
  }

  /**
   * A group as the table holds it.
   *
   * @param description empty when none is known
   * @param describedAt since when it is that; empty while it is the one that the group was made with
   */
  public record Known(Group group, Optional<String> description, Optional<Instant> describedAt) {

    private Optional<Instant> subjectAt() {
      return group.subjectAt().or(group::createdAt);
    }

    private Optional<Instant> descriptionAt() {
      return describedAt.or(group::createdAt);
    }

    private Optional<Instant> suspensionAt() {
      return group.suspendedAt().or(group::createdAt);
    }

    /** A reset under way needs no more: it writes the group before and after, so that a link which is read meanwhile is not written over it. */
    private Optional<Instant> linkAt() {
      return group.link().at().or(group::createdAt);
    }
  }

  /**
   * Compares what is known with what the platform said.
   *
   * @param missingBefore who was missing when it was asked earlier
   * @param asked when it was asked, by our clock
   */
  public static Reconciliation of(Known known, GroupSnapshot platform, List<Missing> missingBefore, Instant asked) {
    Comparison comparison = new Comparison(asked);
    Group group = known.group();
    boolean ended = comparison.existence(group.endedAt());
    Optional<String> subject = comparison.part("subject", group.subject(), platform.subject(), known.subjectAt());
    Optional<String> description = comparison.part("description", known.description(), platform.description(), known.descriptionAt());
    Optional<Boolean> suspended = comparison.part("suspended", Optional.of(group.suspended()), platform.suspended(), known.suspensionAt());
    Optional<String> mode = comparison.part("join_approval_mode", Optional.of(group.joinApprovalMode()), platform.joinApprovalMode(), group.createdAt());
    Optional<String> link = comparison.part("invite_link", group.inviteLink(), platform.inviteLink(), known.linkAt());
    Roster roster = platform.participants().map(people -> Roster.of(group, people, missingBefore, asked)).orElse(Roster.asItIs(group));

    boolean whole = !comparison.young && !roster.young() && roster.missing().isEmpty();
    Optional<Instant> now = Optional.of(changedAt(asked));
    GroupDraft after = new GroupDraft(group);
    after.subject = subject;
    after.subjectAt = subject.equals(group.subject()) ? group.subjectAt() : now;
    after.link = link.equals(group.inviteLink()) ? group.link() : new InviteLink(link, now, group.link().resets());
    after.joinApprovalMode = mode.orElse(group.joinApprovalMode());
    after.suspended = suspended.orElse(group.suspended());
    after.suspendedAt = after.suspended == group.suspended() ? group.suspendedAt() : now;
    after.createdAt = group.createdAt().or(platform::createdAt);
    after.participants = roster.group().participants();
    after.endedAt = ended ? group.endedAt() : Optional.empty();
    after.doubtful = group.doubtful() && !whole;
    List<Difference> differences = new ArrayList<>(comparison.differences);
    differences.addAll(roster.differences());
    return new Reconciliation(after.done(), description.filter(text -> !text.equals(known.description().orElse(""))), differences, roster.missing(),
        comparison.young || roster.young());
  }

  /** When what was put right counts as changed. */
  public static Instant changedAt(Instant asked) {
    return asked.minus(SKEW);
  }

  /** Whether a change is old enough that the platform's answer knows it. */
  public static boolean settled(Optional<Instant> changedAt, Instant asked) {
    return changedAt.map(at -> !at.isAfter(asked.minus(SETTLED))).orElse(true);
  }

  /** Compares part by part, and keeps what it finds. */
  private static final class Comparison {
    private final Instant asked;
    private final List<Difference> differences = new ArrayList<>();
    private boolean young;

    Comparison(Instant asked) {
      this.asked = asked;
    }

    /** Returns the part as it is from now on. An empty text is the same as none. */
    <T> Optional<T> part(String field, Optional<T> known, Optional<T> said, Optional<Instant> changedAt) {
      if (said.isEmpty() || present(said).equals(present(known))) {
        return known;
      }
      if (!settled(changedAt, asked)) {
        young = true;
        return known;
      }
      differences.add(new Difference(field, present(known), present(said)));
      return said;
    }

    private static <T> Optional<T> present(Optional<T> value) {
      return value.filter(it -> !it.equals(""));
    }

    /** The platform told of the group: it is there. Returns whether it counts as gone all the same. */
    boolean existence(Optional<Instant> endedAt) {
      if (endedAt.isEmpty() || !settled(endedAt, asked)) {
        young |= endedAt.isPresent();
        return endedAt.isPresent();
      }
      differences.add(new Difference("exists", Optional.of(false), Optional.of(true)));
      return false;
    }
  }
}
