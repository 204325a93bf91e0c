import { Controller, Get, Header } from '@nestjs/common';
import { HTML, htmlPage } from './html-page.js';

const PAGE = htmlPage(
  'reservanto-bridge',
  `<h1>reservanto-bridge</h1>
<p>Turns <code>booking.requested</code> events into bookings in Reservanto, and answers each with <code>booking.created</code> or <code>booking.failed</code>.</p>
<ul>
<li><a href="docs/events">The events</a>: topics, headers, schemas and samples (<a href="docs/events/asyncapi.yaml">AsyncAPI document</a>)</li>
<li><a href="docs/failures">The failure codes</a>: what each means, and what to do</li>
</ul>`,
);

const START = htmlPage(
  'reservanto-bridge',
  `<h1>reservanto-bridge</h1>
<p>Turns <code>booking.requested</code> events into bookings in Reservanto.</p>
<ul>
<li><a href="docs">Documentation</a> of its events and failure codes</li>
<li><a href="health/ready">Readiness</a>: what works, and what does not</li>
<li><a href="metrics">Metrics</a> for Prometheus</li>
</ul>`,
);

/** Leads people who open the address of this process to what it serves. */
@Controller()
export class StartController {
  @Get()
  @Header('Content-Type', HTML)
  index(): string {
    return START;
  }
}

/** Leads to the documentation that this process serves for producers and consumers of events. */
@Controller('docs')
export class DocsController {
  @Get()
  @Header('Content-Type', HTML)
  index(): string {
    return PAGE;
  }
}
