package dev.octet.aws.notification;

import java.util.List;
import java.util.Optional;

/**
 * Some of what was told, in order.
 *
 * @param next the place behind which it goes on; empty when that was all
 */
public record KeptPage(List<KeptNotification> notifications, Optional<String> next) {}
