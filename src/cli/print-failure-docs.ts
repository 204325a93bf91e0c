import { failureDocuments } from '../ops/docs/failure-pages.js';
import { writeOrCheck } from './generated-files.js';

writeOrCheck(
  failureDocuments().map(([file, text]) => [`docs/failures/${file}`, text]),
  'npm run docs:failures',
);
