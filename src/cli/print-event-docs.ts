import { failureDocuments } from '../ops/docs/failure-pages.js';
import { writeOrCheck } from './generated-files.js';
import { notificationDocument } from './notification-document.js';

writeOrCheck(
  [
    ...failureDocuments().map(([file, text]) => [`docs/failures/${file}`, text] as const),
    ['docs/notifications.md', notificationDocument()],
  ],
  'npm run docs:events',
);
