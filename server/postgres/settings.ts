/**
 * PostgreSQL's settings as command-line arguments, so that a later portal changes them without rewriting the cluster.
 * They suit a small machine of two cores; larger installations use their own server by DATABASE_URL.
 */
export function settings(port: number, durable: boolean): string[] {
  const chosen = { ...network(port), ...size, ...logging, ...durability(durable), timezone: "UTC" };
  return Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Only this machine can connect, and only by TCP. */
const network = (port: number): Record<string, string | number> => ({
  listen_addresses: "127.0.0.1",
  port,
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
});

const size: Record<string, string | number> = {
  max_connections: 100,
  shared_buffers: "128MB",
  max_wal_size: "512MB",
  // No parallel workers: two cores serve many short queries, and workers need /dev/shm, which is tiny in containers.
  max_parallel_workers_per_gather: 0,
  jit: "off",
};

/**
 * Statements, parameters and row values are never logged: terse omits DETAIL (which quotes rows) and CONTEXT. The prefix
 * is the SQLSTATE, by which log-lines.ts filters.
 */
const logging: Record<string, string | number> = {
  log_destination: "stderr",
  logging_collector: "off",
  log_line_prefix: "%e ",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_statement: "none",
  log_min_duration_statement: -1,
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_checkpoints: "off",
  log_connections: "off",
  log_disconnections: "off",
  log_timezone: "UTC",
};

/**
 * Even when off, every commit is written to the system before it is acknowledged: only a power cut can lose it.
 * Databases where that is acceptable live for minutes and need no vacuum.
 */
const durability = (durable: boolean): Record<string, string> => {
  const value = durable ? "on" : "off";
  return { fsync: value, full_page_writes: value, autovacuum: value, synchronous_commit: "on" };
};
