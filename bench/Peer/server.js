// The peer: two workers behind one address, as a careful engineer would run the same product with the usual parts.
'use strict';
const cluster = require('node:cluster');

if (cluster.isPrimary) {
  for (let i = 0; i < 2; i++) cluster.fork();
  cluster.on('exit', () => process.exit(1));
  process.on('SIGTERM', () => process.exit(0));
} else {
  const { Pool, types } = require('pg');
  types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => text); // goes out as it came
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE ?? 10), idleTimeoutMillis: 0 });
  const server = require('./app.js')(pool, process.env).listen(Number(process.env.PORT), '127.0.0.1', 1024);
  server.keepAliveTimeout = 300_000;
}
