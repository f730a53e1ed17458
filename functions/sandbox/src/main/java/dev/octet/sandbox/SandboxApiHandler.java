package dev.octet.sandbox;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpHandler;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.table.Table;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.RulesEdition;
import dev.octet.sandbox.traffic.Traffic;
import dev.octet.sandbox.traffic.TrafficEntry;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * {@code /sandbox/…}: the platform. Under {@code graph} its Graph API, under {@code api} what people do and what is set,
 * under {@code invite} the page that an invite link opens, under {@code media} files for download; and the page to see it all.
 * Deployed, what is under {@code api} asks for a token; the Graph API has tokens of its own, and invite links are for everybody.
 */
public final class SandboxApiHandler extends HttpHandler {
  private final ControlStore controls;
  private final Traffic traffic;
  private final Clock clock;
  private final GraphEndpoints graph;
  private final PeopleEndpoints people;
  private final TruthEndpoints truth;
  private final NumberEndpoints numbers;
  private final ErrorEndpoints errors;
  private final AppSettingsEndpoints app;
  private final TemplateEndpoints templates;
  private final MediaEndpoints media;
  private final ControlEndpoints control;
  private final InviteEndpoints invites;
  private final TrafficEndpoints shown;
  private final AboutEndpoints about;
  private final PageEndpoints page;
  private final SandboxTokens visitors;

  public SandboxApiHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), new SecureRandom(), Pause.real(),
        Log.of("sandbox-api"));
  }

  SandboxApiHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, RandomGenerator random, Pause pause, Log log) {
    this(dynamoDb, sqs, environment, clock, random, pause, null, log);
  }

  /** With everything from outside, for a simulation with a clock and queues of its own. */
  public SandboxApiHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, RandomGenerator random, Pause pause,
      @Nullable HttpClient http, Log log) {
    super(log);
    String publicUrl = environment.text("PUBLIC_URL");
    this.traffic = Traffic.of(dynamoDb, environment, clock, log);
    var table = new Table(dynamoDb, environment.text("SANDBOX_TABLE_NAME"), Ids.random());
    this.clock = clock;
    var secrets = SecretSource.of(environment, clock, log);
    var edition = RulesEdition.of(environment.text("RULES_EDITION"));
    var links = new InviteLinks(publicUrl);
    var ids = new PlatformIds(random);
    var attempts = new Attempts(pause, random);
    var groups = new GroupStore(table);
    var persons = new PersonStore(table);
    var history = new GroupHistory(table);
    var bytes = new FileStore(table);
    this.controls = new ControlStore(table, attempts);
    var outbox = new Outbox(table, sqs, environment.text("SANDBOX_WEBHOOKS_QUEUE_URL"), ids, clock);
    var sender = new WebhookSender(environment.text("WEBHOOK_URL"), secrets, http);
    var webhooks = new WebhookTraffic(traffic, sender);
    var delivery = new WebhookDelivery(outbox, new Batches(table, outbox), controls, sender, webhooks, pause, clock, log);
    var transmission = new Transmission(outbox, controls, delivery, webhooks, random);
    var groupOperations = new GroupOperations(table, groups, transmission, attempts, links, ids, clock);
    var peopleOperations = new PeopleOperations(table, groups, persons, transmission, attempts, ids, clock);
    var faults = new GraphFaults(controls, random, pause);
    var changes = new GroupChanges(table, groups, transmission, attempts, clock);
    var ofGroup = new GroupEndpoints(changes, bytes, faults, links, ids);
    var known = new Numbers(secrets);
    var templates = new TemplateStore(table);
    var templateOperations = new TemplateOperations(table, templates, controls, transmission, outbox, known, attempts, ids, clock);
    var tokens = new AccessTokens(secrets);
    var files = new MediaStore(table, bytes, clock);
    this.media = new MediaEndpoints(files, faults, tokens, publicUrl, ids, clock);
    var gate = new NumberGate(table, attempts, edition, clock);
    var messages = new MessageStore(table);
    var pages = new MessagePages(messages);
    var freeTier = new FreeTier(table, attempts);
    var ledger = new Ledger(table);
    var checks = new MessageChecks(groups, persons, messages, templates, files, gate, links, clock);
    var sending = new MessageOperations(table, messages, checks, freeTier, ledger, transmission, controls, attempts, ids, random, clock);
    var app = new AppEndpoints(controls, new TokenInspection(tokens, gate, secrets), sender, secrets, ids);
    this.app = new AppSettingsEndpoints(controls, secrets, sender.address());
    this.graph = new GraphEndpoints(
        groupOperations, ofGroup, new AccountEndpoints(templateOperations, app, faults, publicUrl), app, media,
        new MessageEndpoints(sending, new ReadMarks(messages), faults, edition), groups, faults, tokens, gate, edition, publicUrl, ids);
    var peopleMessages = new PeopleMessages(table, messages, files, freeTier, ledger, transmission, attempts, ids, publicUrl, clock);
    this.people = new PeopleEndpoints(peopleOperations, new PersonChanges(table, groups, persons, transmission, attempts, ids, clock), persons,
        new PeopleGroups(groups, persons, history), new OpenedLinks(groups, links, clock), known, new PeopleMessageEndpoints(peopleMessages, groups, known, pages, ids));
    this.truth = new TruthEndpoints(groups, changes, links, known, messages, pages, history, clock);
    this.control = new ControlEndpoints(controls, templateOperations, clock);
    this.templates = new TemplateEndpoints(templateOperations);
    this.numbers = new NumberEndpoints(known, controls, groups, ledger, edition, clock);
    this.shown = new TrafficEndpoints(traffic);
    this.about = new AboutEndpoints(edition, publicUrl, sender.address(), traffic.kept(), clock);
    this.errors = new ErrorEndpoints(known, table, transmission);
    this.invites = new InviteEndpoints(peopleOperations, persons, groups, bytes, links, ids);
    this.page = new PageEndpoints();
    this.visitors = new SandboxTokens(secrets, environment.isLocal());
  }

  @Override
  protected HttpResponse handle(HttpRequest request) {
    List<String> path = request.segments();
    if (PageEndpoints.serves(path)) {
      return page.handle(request, path);
    }
    String area = path.size() > 1 ? path.get(1) : "";
    List<String> rest = path.subList(Math.min(2, path.size()), path.size());
    return switch (area) {
      case "graph" -> recorded(request, control -> graph(request, rest, control));
      case "api" -> visitors.refusal(request).orElseGet(() -> api(request, rest));
      case "media" -> recorded(request, control -> media.download(request, control));
      case "invite" -> invites.handle(request, rest, controls.read());
      default -> ApiAnswer.error(404, "There is no such route. There are /sandbox/, /sandbox/graph/, /sandbox/api/, /sandbox/media and /sandbox/invite/.");
    };
  }

  /** A call of the Graph API. That it failed unforeseen is recorded too, and thrown on. */
  private HttpResponse recorded(HttpRequest request, Function<Control, HttpResponse> answering) {
    Instant began = clock.instant();
    Control control = controls.read();
    var notes = new CallNotes();
    try {
      HttpResponse response = notes.during(() -> answering.apply(control));
      record(request, response, began, control, notes);
      return response;
    } catch (RuntimeException e) {
      record(request, failed(), began, control, notes);
      throw e;
    }
  }

  private void record(HttpRequest request, HttpResponse response, Instant began, Control control, CallNotes notes) {
    traffic.record(control.generation(), () ->
        List.of(TrafficEntry.ofCall(Ids.random().next(), began, clock.instant(), request, response, notes.phoneNumberId(), notes.fault())));
  }

  /** With the platform's time, which is not that of the gateway once its clock was moved. */
  private HttpResponse graph(HttpRequest request, List<String> path, Control control) {
    String time = DateTimeFormatter.RFC_1123_DATE_TIME.format(control.now(clock).atOffset(ZoneOffset.UTC));
    return graph.handle(request, path, control).withHeader("Octet-Sandbox-Time", time);
  }

  private HttpResponse api(HttpRequest request, List<String> path) {
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "people" -> people.handle(request, path.subList(1, path.size()), controls.read());
      case "groups" -> truth.handle(request, path.subList(1, path.size()), controls.read());
      case "templates" -> templates.handle(request, path.subList(1, path.size()), controls.read());
      case "app" -> path.size() == 1 ? app.handle(request, controls.read()) : control.handle(request, path, controls.read());
      case "about", "fidelity" -> path.size() == 1 ? about.handle(request, path.getFirst(), controls.read()) : control.handle(request, path, controls.read());
      case "traffic" -> shown.handle(request, path.subList(1, path.size()), controls.read());
      case "media" -> media.show(request, path.subList(1, path.size()), controls.read());
      case "numbers" -> path.size() == 3 && path.getLast().equals(ErrorEndpoints.EDGE)
          ? errors.handle(request, path.subList(1, path.size()), controls.read()) : numbers.handle(request, path.subList(1, path.size()), controls.read());
      default -> control.handle(request, path, controls.read());
    };
  }

  /** In the platform's envelope: that is what a client of the Graph API can read, and others read the sentence. */
  @Override
  protected HttpResponse failed() {
    return GraphHttp.response(GraphAnswer.refused(PlatformError.SOMETHING_WENT_WRONG), "");
  }
}
