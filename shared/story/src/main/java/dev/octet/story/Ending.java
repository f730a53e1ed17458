package dev.octet.story;

import java.util.List;
import java.util.Map;

/**
 * How a story ends, in names and words, so that it is the same however often it is played.
 *
 * @param rosters who is in each group
 * @param messages what was said in each group, by whom, and how far it came with whom
 * @param costs of each group
 */
public record Ending(Map<String, List<String>> rosters, Map<String, List<String>> messages, Map<String, String> costs) {}
