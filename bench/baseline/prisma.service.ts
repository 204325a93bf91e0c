import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from './generated/client.js';
import { setting } from './settings.js';

/** As many as there are handlers at once. */
const CONNECTIONS = 12;
/** Prisma's name for it. */
const UNIQUE_VIOLATION = 'P2002';

/** The Prisma client as an injectable, as the Nest documentation has it. */
@Injectable()
export class PrismaService extends PrismaClient implements OnModuleInit, OnModuleDestroy {
  constructor() {
    super({ adapter: new PrismaPg({ connectionString: setting('DATABASE_URL'), max: CONNECTIONS }) });
  }

  async onModuleInit(): Promise<void> {
    await this.$connect();
  }

  /** Id of the new row; null when this event has one already. */
  async storeOnce(eventId: string, request: Prisma.InputJsonObject): Promise<number | null> {
    try {
      const { id } = await this.booking.create({ data: { eventId, request, status: 'PENDING' } });
      return id;
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION)
        return null;
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.$disconnect();
  }
}
