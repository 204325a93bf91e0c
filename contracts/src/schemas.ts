export { OPEN_SCHEMAS, type SchemaName, SCHEMAS, type SchemaTable } from './generated/schemas.js';
