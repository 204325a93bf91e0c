#!/usr/bin/env python3
"""Asks for a booking with kafka-python and waits for its outcome.

Needs kafka-python 2.0.2 or later (Debian and Ubuntu: apt-get install python3-kafka).

    KAFKA_BROKERS=127.0.0.1:9092 docs/examples/request_booking.py EVENT_ID JSON_DATA

Sending the same id with the same data again changes nothing, so after a failure just run it again.
"""
import json
import os
import sys
import time

from kafka import KafkaConsumer, KafkaProducer

BROKERS = os.environ.get("KAFKA_BROKERS", "127.0.0.1:9092").split(",")
REQUESTED = os.environ.get("TOPIC_BOOKING_REQUESTED", "booking.requested")
CREATED = os.environ.get("TOPIC_BOOKING_CREATED", "booking.created")
FAILED = os.environ.get("TOPIC_BOOKING_FAILED", "booking.failed")
WAIT_SECONDS = float(os.environ.get("WAIT_SECONDS", "30"))
# Asking the broker which protocol it speaks is what old releases of kafka-python cannot do with Kafka 4.
API_VERSION = (2, 5, 0)


def request_booking(event_id, data):
    """Returns when all replicas have the request; raises when it is not known whether they have."""
    producer = KafkaProducer(bootstrap_servers=BROKERS, acks="all", retries=5, api_version=API_VERSION)
    try:
        producer.send(
            REQUESTED,
            # Requests with one key stay in order.
            key=str(data.get("BookingResourceId")).encode(),
            value=json.dumps(data).encode("utf-8"),
            headers=[
                ("content-type", b"application/json"),
                ("ce_specversion", b"1.0"),
                ("ce_type", b"booking.requested"),
                ("ce_source", b"urn:example:python"),
                ("ce_id", event_id.encode("utf-8")),
            ],
        ).get(timeout=30)
    finally:
        producer.close()


def outcome_of(event_id):
    """The topic and the data of the outcome, or None when there is none yet."""
    # Without a group it reads from the beginning; a service would have a group and go on where it was.
    consumer = KafkaConsumer(
        CREATED,
        FAILED,
        bootstrap_servers=BROKERS,
        auto_offset_reset="earliest",
        group_id=None,
        api_version=API_VERSION,
    )
    try:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            for records in consumer.poll(timeout_ms=500).values():
                for record in records:
                    if dict(record.headers).get("ce_causationid") == event_id.encode("utf-8"):
                        return record.topic, json.loads(record.value)
        return None
    finally:
        consumer.close()


def main():
    event_id, data = sys.argv[1], json.loads(sys.argv[2])
    request_booking(event_id, data)
    outcome = outcome_of(event_id)
    if outcome is None:
        sys.exit(f"No outcome within {WAIT_SECONDS:g} s. The request may still be booked: ask again with the same id.")
    topic, answer = outcome
    print(topic, json.dumps(answer))
    if topic == FAILED:
        sys.exit(1)


if __name__ == "__main__":
    main()
