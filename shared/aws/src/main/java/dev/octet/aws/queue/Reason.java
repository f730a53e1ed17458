package dev.octet.aws.queue;

/**
 * Why a message is set aside.
 *
 * @param code for programs, such as {@code attempts_exhausted}
 * @param sentence for whoever looks; never what somebody wrote, a name, or a number of theirs
 */
public record Reason(String code, String sentence) {}
