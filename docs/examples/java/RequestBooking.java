import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks for a booking with Apache Kafka's own Java client and waits for its outcome. Needs Java 17 and
 * org.apache.kafka:kafka-clients.
 *
 * <pre>KAFKA_BROKERS=127.0.0.1:9092 java -cp ... RequestBooking EVENT_ID JSON_DATA</pre>
 *
 * Sending the same id with the same data again changes nothing, so after a failure just run it again.
 */
public final class RequestBooking {
  private static final String BROKERS = setting("KAFKA_BROKERS", "127.0.0.1:9092");
  private static final String REQUESTED = setting("TOPIC_BOOKING_REQUESTED", "booking.requested");
  private static final String CREATED = setting("TOPIC_BOOKING_CREATED", "booking.created");
  private static final String FAILED = setting("TOPIC_BOOKING_FAILED", "booking.failed");
  private static final Duration WAIT = Duration.ofSeconds(Long.parseLong(setting("WAIT_SECONDS", "30")));

  public static void main(String[] args) throws Exception {
    String id = args[0];
    request(id, args[1]);
    ConsumerRecord<String, String> outcome = outcomeOf(id);
    if (outcome == null) {
      System.err.println("No outcome in time. The request may still be booked: ask again with the same id.");
      System.exit(1);
    }
    System.out.println(outcome.topic() + " " + outcome.value());
    System.exit(outcome.topic().equals(CREATED) ? 0 : 1);
  }

  /** Returns when all replicas have the request; throws when it is not known whether they have. */
  static void request(String id, String data) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", BROKERS, "acks", "all", "enable.idempotence", true);
    try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      // Requests with one key stay in order; the resource is a good one.
      var record = new ProducerRecord<>(REQUESTED, id, data);
      put(record.headers(), "content-type", "application/json");
      put(record.headers(), "ce_specversion", "1.0");
      put(record.headers(), "ce_type", "booking.requested");
      put(record.headers(), "ce_source", "urn:example:java");
      put(record.headers(), "ce_id", id);
      producer.send(record).get();
    }
  }

  /** The outcome, or null when there is none in time. A service would go on from its group's committed offsets. */
  static ConsumerRecord<String, String> outcomeOf(String id) {
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", BROKERS,
        "group.id", "request-booking-" + id,
        "auto.offset.reset", "earliest",
        "enable.auto.commit", false);
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(CREATED, FAILED));
      Instant end = Instant.now().plus(WAIT);
      while (Instant.now().isBefore(end)) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          Header cause = record.headers().lastHeader("ce_causationid");
          if (cause != null && new String(cause.value(), StandardCharsets.UTF_8).equals(id)) return record;
        }
      }
      return null;
    }
  }

  private static void put(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String setting(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
