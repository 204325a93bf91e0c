import { Controller, Inject, UseFilters, ValidationPipe } from '@nestjs/common';
import { ClientKafka, Ctx, EventPattern, KafkaContext, Payload } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { CreateBookingDto } from './create-booking.dto.js';
import { InvalidRequestFilter } from './invalid-request.filter.js';
import { PrismaService } from './prisma.service.js';
import { ReservantoService } from './reservanto.service.js';
import { setting } from './settings.js';

/** Injection token of the client that publishes. */
export const EVENTS = Symbol('events');

/**
 * The whole service as a textbook has it: one handler that stores the request, calls, stores the outcome and publishes.
 * An id that is known is skipped. What a crash or a time-out leaves open is not looked after.
 */
@Controller()
export class BookingController {
  private readonly created = setting('TOPIC_BOOKING_CREATED');
  private readonly failed = setting('TOPIC_BOOKING_FAILED');

  constructor(
    @Inject(EVENTS) private readonly events: ClientKafka,
    private readonly prisma: PrismaService,
    private readonly reservanto: ReservantoService,
  ) {}

  @UseFilters(InvalidRequestFilter)
  @EventPattern<string>(setting('TOPIC_BOOKING_REQUESTED'))
  async book(
    @Payload(new ValidationPipe({ transform: true, whitelist: true })) request: CreateBookingDto,
    @Ctx() context: KafkaContext,
  ): Promise<void> {
    const { headers, key } = context.getMessage();
    const eventId = String(headers?.['ce_id']);
    const id = await this.prisma.storeOnce(eventId, { ...request });
    if (id === null) return;
    try {
      const answer = await this.reservanto.createBooking(request);
      if (answer.IsError) throw new Error(answer.ErrorMessage ?? 'Reservanto refused');
      const { AppointmentId: appointmentId, Status: status } = answer;
      await this.prisma.booking.update({ where: { id }, data: { status: 'CREATED', appointmentId } });
      await this.publish(this.created, key, eventId, { request, booking: { appointmentId, status } });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.prisma.booking.update({ where: { id }, data: { status: 'FAILED', error: reason } });
      await this.publish(this.failed, key, eventId, { request, error: reason });
    }
  }

  private async publish(topic: string, key: unknown, eventId: string, value: object): Promise<void> {
    const headers = { ce_causationid: eventId };
    await lastValueFrom(this.events.emit(topic, { key, value: JSON.stringify(value), headers }));
  }
}
