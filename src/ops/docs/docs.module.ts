import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { DocsController, StartController } from './docs.controller.js';
import { BUILT_EVENT_FILES, EVENT_FILES_FOLDER } from './event-files.js';
import { EventsController } from './events.controller.js';
import { FailuresController } from './failures.controller.js';
import { PageHeaders } from './page-headers.js';

/** What this service serves to people who build producers and consumers of its events. */
@Module({
  controllers: [StartController, DocsController, EventsController, FailuresController],
  providers: [{ provide: EVENT_FILES_FOLDER, useValue: BUILT_EVENT_FILES }],
})
export class DocsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(PageHeaders)
      .forRoutes(StartController, DocsController, EventsController, FailuresController);
  }
}
