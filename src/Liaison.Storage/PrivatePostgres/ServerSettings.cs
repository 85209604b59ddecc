namespace Liaison.Storage.PrivatePostgres;

/// <summary>The settings the server is started with. They are given on its command line, so an edit of a file cannot take durability away.</summary>
internal static class ServerSettings
{
    public static IEnumerable<string> Arguments(PrivatePostgresOptions options, ServerAddress address) =>
        For(options, address).SelectMany(setting => (string[])["-c", $"{setting.Name}={setting.Value}"]);

    private static IEnumerable<(string Name, string Value)> For(PrivatePostgresOptions options, ServerAddress address) =>
    [
        ("listen_addresses", address.IsSocket ? "" : address.Host),
        ("port", $"{address.Port}"),
        ("unix_socket_directories", address.IsSocket ? address.Host : ""),
        ("unix_socket_permissions", "0700"),
        ("max_connections", $"{options.MaxConnections}"),
        ("shared_buffers", $"{options.SharedBuffersMegabytes}MB"),
        ("effective_cache_size", $"{options.SharedBuffersMegabytes * 4}MB"),
        ("work_mem", "16MB"),
        ("maintenance_work_mem", "128MB"),
        // Nothing acknowledged may be lost: a commit is on disk before its caller hears of it.
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        // Group commits write large, even bursts: a roomy buffer, few and spread-out checkpoints, and a log that
        // is still replayed within seconds after a power cut.
        ("wal_buffers", "16MB"),
        ("wal_compression", "on"),
        ("min_wal_size", "256MB"),
        ("max_wal_size", "1GB"),
        ("checkpoint_timeout", "10min"),
        ("checkpoint_completion_target", "0.9"),
        // Queue rows live shortly, so their pages are swept often and without naps.
        ("autovacuum_naptime", "5s"),
        ("autovacuum_vacuum_cost_limit", "2000"),
        ("autovacuum_vacuum_scale_factor", "0.05"),
        ("max_locks_per_transaction", "256"),
        // Short queries on small machines gain nothing from these.
        ("jit", "off"),
        ("max_parallel_workers_per_gather", "0"),
        ("random_page_cost", "1.1"),
        ("idle_in_transaction_session_timeout", "5min"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        // An error is told to the client that made it; in the log its text could carry personal data.
        ("log_min_messages", "log"),
        ("log_min_error_statement", "panic"),
        ("log_checkpoints", "off"),
        ("logging_collector", "off"),
    ];
}
