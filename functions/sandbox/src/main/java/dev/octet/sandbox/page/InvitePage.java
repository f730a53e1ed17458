package dev.octet.sandbox.page;

import dev.octet.domain.VisibleText;
import dev.octet.sandbox.platform.Membership;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an invite link opens: what the group is, and a form to join it.
 *
 * @param link the whole address, for the QR code
 * @param picture where the group's picture is, when it has one
 * @param official whether the business shows a badge
 * @param taken how many people are in, the business not counted
 * @param seats how many fit
 */
public record InvitePage(
    String link, String subject, Optional<String> description, Optional<String> picture, String business, boolean official, int taken, int seats,
    boolean needsApproval, boolean suspended) {

  /** Nothing but the page's own style sheet and the group's picture is let in: no script, nothing from elsewhere. */
  public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src '" + Frame.STYLE_HASH
      + "'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** Up to so many characters, a subject is set in large type. */
  private static final int SHORT_SUBJECT = 48;
  /** Characters and lines that fit without scrolling, on a telephone. */
  private static final int SHORT_DESCRIPTION = 240;
  private static final int FEW_LINES = 6;

  private static final Pattern FIRST_CHARACTER = Pattern.compile("\\X");

  /** A link that leads nowhere, any more or at all: which of the two is nobody's business. */
  public static String noLink() {
    return Frame.of("Link not valid", """
        <main class="card small">
          <section class="panel">
            %s
            <h1>This link is not valid any more</h1>
            <p>Invite links can be renewed, and only the newest one works. Ask whoever invited you to send it again.</p>
          </section>
        </main>""".formatted(Frame.icon("broken", "quiet")));
  }

  /**
   * @param visit names this opening of the page, so that a form sent twice is one person
   * @param name what was typed before, when it was not accepted
   * @param problem what was wrong with it
   */
  public String invitation(String visit, String name, Optional<String> problem) {
    if (suspended) {
      return whole("This group is paused", notice("pause", "This group is paused", "WhatsApp has suspended it for now. Nobody can join or write until that is over."));
    }
    if (taken >= seats) {
      return full();
    }
    String title = needsApproval ? "Ask to join" : "Join the group";
    return whole(problem.isPresent() ? "Not joined" : "", """
        <h2>%s</h2>
        <p>%s</p>
        <form method="post" autocomplete="on">
          <input type="hidden" name="visit" value="%s">
          <label for="name">Your name</label>
          <input id="name" name="name" type="text" maxlength="100" required autocomplete="name" autocapitalize="words" dir="auto" value="%s"%s>
          %s
          <button type="submit">%s</button>
        </form>""".formatted(
        title,
        needsApproval ? "<bdi>" + Html.text(business) + "</bdi> looks at every request before letting somebody in."
            : "Anybody with this link can come in. Tell the others who you are.",
        Html.text(visit),
        Html.text(name),
        problem.isPresent() ? " aria-invalid=\"true\" aria-describedby=\"problem\" autofocus" : " aria-describedby=\"hint\"",
        problem.map(sentence -> "<p class=\"problem\" id=\"problem\" role=\"alert\">" + Html.text(sentence) + "</p>")
            .orElse("<p class=\"hint\" id=\"hint\">This is how the group will see you.</p>"),
        title));
  }

  public String joined(String name, String personId, String groupId) {
    return whole("You’re in", notice("check", "You’re in, <bdi>" + Html.text(name) + "</bdi>",
        "<bdi>" + Html.text(business) + "</bdi> has been told, and everybody in the group can see you now.") + developers(personId, groupId));
  }

  public String requested(String name, String personId, String groupId) {
    return whole("Request sent", notice("clock", "Request sent, <bdi>" + Html.text(name) + "</bdi>",
        "<bdi>" + Html.text(business) + "</bdi> decides who comes in. Open this page again to see whether you are.") + developers(personId, groupId));
  }

  public String refused(Membership.Reason reason) {
    return switch (reason) {
      case GROUP_FULL -> full();
      case GROUP_SUSPENDED -> whole("This group is paused", notice("pause", "This group is paused", "WhatsApp has suspended it for now. Nobody can join or write until that is over."));
      case BANNED -> whole("You can’t join this group", notice("broken", "You can’t join this group", "The business removed you before, and no link brings you back."));
      case TOO_MANY_REQUESTS -> whole("Too many people are waiting", notice("clock", "Too many people are waiting", "Try again when the business has answered some of them."));
      case UNKNOWN_LINK, DEAD_LINK -> noLink();
    };
  }

  private String full() {
    return whole("This group is full", notice("full", "This group is full", "All " + seats + " places are taken. As soon as somebody leaves, this link lets the next one in."));
  }

  private static String notice(String icon, String title, String text) {
    return """
        <div class="notice" role="status">
          %s
          <h2>%s</h2>
          <p>%s</p>
        </div>""".formatted(Frame.icon(icon, icon.equals("check") ? "good" : "quiet"), title, text);
  }

  /** The sandbox is for those who build: how to go on as this person. */
  private static String developers(String personId, String groupId) {
    return """
        <details>
          <summary>Write as this person with the sandbox’s API</summary>
          <pre><code>POST /sandbox/api/people/%s/messages
        {"group_id":"%s",
         "type":"text","text":{"body":"Hello"}}</code></pre>
        </details>""".formatted(Html.text(personId), Html.text(groupId));
  }

  /** @param news what the window's title begins with: the first that a screen reader says, once a form is sent */
  private String whole(String news, String panel) {
    return Frame.of(news.isEmpty() ? subject : news + " · " + subject, """
        <main class="card">
          <header class="hero tint%d"%s>
            <p class="eyebrow">Group invitation</p>
            <div class="avatar" aria-hidden="true"><span>%s</span>%s</div>
            <h1 dir="auto"%s>%s</h1>
            <p class="business"><bdi>%s</bdi>%s</p>
            %s
          </header>
          <section class="panel">
            %s
            %s
            %s
          </section>
        </main>""".formatted(
        Math.floorMod(subject.hashCode(), Frame.TINTS),
        fromRightToLeft() ? " dir=\"rtl\"" : "",
        Html.text(monogram()),
        picture.map(address -> "<img alt=\"\" src=\"" + Html.text(address) + "\">").orElse(""),
        subject.length() > SHORT_SUBJECT ? " class=\"long\"" : "",
        Html.text(subject),
        Html.text(business),
        official ? Frame.BADGE : "",
        description.map(InvitePage::described).orElse(""),
        places(),
        panel,
        code()));
  }

  /** For whoever sees this on a large screen and has the phone in the hand. */
  private String code() {
    return """
        <div class="code">
          %s
          <p><strong>Open it on a phone</strong> Point its camera at this square.</p>
        </div>""".formatted(QrCode.inline(link));
  }

  /** What is long scrolls, so that the form stays near; and what scrolls, the keyboard must reach. */
  private static String described(String text) {
    boolean scrolls = text.length() > SHORT_DESCRIPTION || text.lines().count() > FEW_LINES;
    return "<p class=\"description\" dir=\"auto\"" + (scrolls ? " tabindex=\"0\" role=\"region\" aria-label=\"Description\"" : "") + ">"
        + Html.text(text) + "</p>";
  }

  /** As its first letter says. */
  private boolean fromRightToLeft() {
    return subject.codePoints().map(Character::getDirectionality)
        .filter(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
            || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
        .limit(1).anyMatch(direction -> direction != Character.DIRECTIONALITY_LEFT_TO_RIGHT);
  }

  private String monogram() {
    Matcher first = FIRST_CHARACTER.matcher(VisibleText.fromFirstVisible(subject));
    return first.find() ? first.group().toUpperCase(Locale.ROOT) : "";
  }

  private String places() {
    StringBuilder people = new StringBuilder();
    for (int seat = 0; seat < seats; seat++) {
      people.append(seat < taken ? Frame.TAKEN : Frame.FREE);
    }
    int left = Math.max(0, seats - taken);
    return """
        <div class="places">
          <div class="row" aria-hidden="true">%s</div>
          <p><strong>%d of %d</strong> people are in <span class="left">%s</span></p>
        </div>""".formatted(people, taken, seats, left == 0 ? "no place left" : left == 1 ? "1 place left" : left + " places left");
  }
}
