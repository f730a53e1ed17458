package dev.octet.sandbox.platform;

/** Where a template stands with the platform's review; its names are also the events of {@code message_template_status_update}. */
public enum TemplateStatus { PENDING, APPROVED, REJECTED, PAUSED, DISABLED }
