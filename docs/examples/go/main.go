// Asks for a booking with segmentio/kafka-go and waits for its outcome.
//
//	KAFKA_BROKERS=127.0.0.1:9092 go run . EVENT_ID JSON_DATA
//
// Sending the same id with the same data again changes nothing, so after a failure just run it again.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/segmentio/kafka-go"
)

var (
	brokers   = strings.Split(setting("KAFKA_BROKERS", "127.0.0.1:9092"), ",")
	requested = setting("TOPIC_BOOKING_REQUESTED", "booking.requested")
	created   = setting("TOPIC_BOOKING_CREATED", "booking.created")
	failed    = setting("TOPIC_BOOKING_FAILED", "booking.failed")
)

const wait = 30 * time.Second

func main() {
	if len(os.Args) != 3 {
		stop("Give an event id and the data as JSON.")
	}
	id, data := os.Args[1], os.Args[2]
	if err := request(id, data); err != nil {
		stop("It is not known whether Kafka has the request; run it again with the same id: " + err.Error())
	}
	outcome, err := outcomeOf(id)
	if err != nil {
		stop("No outcome in time. The request may still be booked: ask again with the same id. " + err.Error())
	}
	fmt.Println(outcome.Topic, string(outcome.Value))
	if outcome.Topic != created {
		os.Exit(1)
	}
}

// request returns nil when all replicas have the request.
func request(id, data string) error {
	writer := &kafka.Writer{
		Addr:         kafka.TCP(brokers...),
		Topic:        requested,
		RequiredAcks: kafka.RequireAll,
		// As Java's clients do, so that one key is in one partition whoever writes it.
		Balancer:  kafka.Murmur2Balancer{},
		BatchSize: 1,
	}
	defer writer.Close()
	return writer.WriteMessages(context.Background(), kafka.Message{
		Key:   []byte(id),
		Value: []byte(data),
		Headers: []kafka.Header{
			{Key: "content-type", Value: []byte("application/json")},
			{Key: "ce_specversion", Value: []byte("1.0")},
			{Key: "ce_type", Value: []byte("booking.requested")},
			{Key: "ce_source", Value: []byte("urn:example:go")},
			{Key: "ce_id", Value: []byte(id)},
		},
	})
}

// outcomeOf reads both topics of outcomes from their beginning; a service would go on from its group's offsets.
func outcomeOf(id string) (kafka.Message, error) {
	reader := kafka.NewReader(kafka.ReaderConfig{
		Brokers:     brokers,
		GroupID:     "request-booking-" + id,
		GroupTopics: []string{created, failed},
		StartOffset: kafka.FirstOffset,
		MaxWait:     500 * time.Millisecond,
	})
	defer reader.Close()
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	for {
		message, err := reader.FetchMessage(ctx)
		if err != nil {
			return kafka.Message{}, err
		}
		for _, header := range message.Headers {
			if header.Key == "ce_causationid" && string(header.Value) == id {
				return message, nil
			}
		}
	}
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func stop(why string) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(1)
}
