using Liaison.Storage.Secrets;
using Npgsql;

namespace Liaison.Tests.Secrets;

/// <summary>A database with an empty key ring, and a master key.</summary>
internal sealed class KeyRings : IAsyncDisposable
{
    private KeyRings(NpgsqlDataSource source) => Source = source;

    public NpgsqlDataSource Source { get; }
    public MasterKey Master { get; } = NewMaster();

    public static MasterKey NewMaster() => MasterKey.Find(MasterKey.NewText(), null, "unused");

    public static async Task<KeyRings> Create(PostgresFixture postgres)
    {
        var source = NpgsqlDataSource.Create(await postgres.CreateDatabase());
        await using var table = source.CreateCommand(
            "create table key_ring (id int primary key, wrapped bytea not null, created_at timestamptz not null)");
        await table.ExecuteNonQueryAsync();
        return new KeyRings(source);
    }

    public Task<KeyRing> Load() => KeyRing.Load(Source, Master);

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
