import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Header, Inject, NotFoundException, Res } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { EVENT_FILES, EVENT_FILES_FOLDER, type EventFile } from './event-files.js';
import { EVENT_PAGE, EVENT_PAGE_SCRIPT, EVENT_PAGE_STYLE } from './event-page.js';
import { HTML } from './html-page.js';
import { withOwnNames } from './own-names.js';

/** The methods that are needed of the HTTP server's response. */
interface FileResponse {
  type(contentType: string): void;
  sendFile(name: string, options: object, done: (error?: Error) => void): void;
}

/**
 * The AsyncAPI document of this release with the topics of this installation, as a file and drawn for people; nothing of
 * it comes from elsewhere.
 */
@Controller('docs/events')
export class EventsController {
  constructor(
    @Inject(EVENT_FILES_FOLDER) private readonly folder: string,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Header('Content-Type', HTML)
  page(): string {
    return EVENT_PAGE;
  }

  @Get('page.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return EVENT_PAGE_SCRIPT;
  }

  @Get('page.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return EVENT_PAGE_STYLE;
  }

  @Get('asyncapi.yaml')
  @Header('Content-Type', EVENT_FILES['asyncapi.yaml'])
  async document(): Promise<string> {
    const document = await readFile(join(this.folder, 'asyncapi.yaml'), 'utf8').catch(() => {
      throw missing('asyncapi.yaml');
    });
    return withOwnNames(document, this.config.kafka);
  }

  @Get('viewer.js')
  viewer(@Res() response: FileResponse): Promise<void> {
    return this.send('viewer.js', response);
  }

  @Get('viewer.css')
  viewerStyle(@Res() response: FileResponse): Promise<void> {
    return this.send('viewer.css', response);
  }

  private send(file: EventFile, response: FileResponse): Promise<void> {
    return new Promise((resolve, reject) => {
      response.type(EVENT_FILES[file]);
      // A reader who went away is an error too, and nobody is left to hear of it.
      response.sendFile(file, { root: this.folder, cacheControl: false }, (error) => {
        if (error === undefined || !('code' in error) || error.code !== 'ENOENT') resolve();
        else reject(missing(file));
      });
    });
  }
}

function missing(file: EventFile): NotFoundException {
  return new NotFoundException(`This build holds no ${file}; npm run build makes it.`);
}
