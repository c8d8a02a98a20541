/**
 * PostgreSQL's settings, as arguments of its program, so that a later portal changes them without touching the cluster.
 * They are for a small machine of two cores; whoever needs more gives the portal a server of their own by DATABASE_URL.
 */
export function settings(port: number, durable: boolean): string[] {
  const chosen = { ...network(port), ...size, ...logging, ...durability(durable), timezone: "UTC" };
  return Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Only this machine reaches it, and only through its port. */
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
  // Two cores serve people, not one long query; and parallel workers need /dev/shm, which is tiny in containers.
  max_parallel_workers_per_gather: 0,
  jit: "off",
};

/**
 * No statement, no parameter and no value of a row is written: terse leaves out DETAIL (which quotes rows) and CONTEXT.
 * The prefix is the SQLSTATE, by which log-lines.ts decides what may pass.
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
 * Even when off, every commit is handed to the system before it is acknowledged: only a power cut can lose it. What may be
 * lost lives minutes, and nobody cleans up in it.
 */
const durability = (durable: boolean): Record<string, string> => {
  const value = durable ? "on" : "off";
  return { fsync: value, full_page_writes: value, autovacuum: value, synchronous_commit: "on" };
};
