using System.Collections.Immutable;
using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Liaison.Storage.Secrets;

/// <summary>
/// The data keys, each encrypted by the master key in the table <c>key_ring (id int primary key, wrapped bytea not null,
/// created_at timestamptz not null)</c>. The newest writes; every one reads.
/// </summary>
public sealed class KeyRing
{
    private const string Insert = "insert into key_ring (id, wrapped, created_at) values (@id, @wrapped, now()) on conflict (id) do nothing";
    private const string Update = "update key_ring set wrapped = @wrapped where id = @id";
    private const string Select = "select id, wrapped from key_ring order by id";

    private readonly NpgsqlDataSource _source;
    private readonly MasterKey _master;
    private ImmutableSortedDictionary<int, byte[]> _keys = ImmutableSortedDictionary<int, byte[]>.Empty;

    private KeyRing(NpgsqlDataSource source, MasterKey master) => (_source, _master) = (source, master);

    /// <summary>The number of the key that writes.</summary>
    public int Newest => _keys.Keys.Last();

    public IReadOnlyCollection<int> Ids => [.. _keys.Keys];

    /// <summary>Loads the ring, with a first key made if there is none. Several hubs may do this at once.</summary>
    /// <exception cref="SecretException">The ring was made under another master key.</exception>
    public static async Task<KeyRing> Load(NpgsqlDataSource source, MasterKey master, CancellationToken cancel = default)
    {
        var ring = new KeyRing(source, master);
        await ring.Reload(cancel);
        if (ring._keys.IsEmpty) await ring.Add(1, cancel);
        return ring;
    }

    /// <summary>Adds a key that writes from now on. Other hubs learn of it when they meet the first secret written with it.</summary>
    public async Task Rotate(CancellationToken cancel = default)
    {
        await Reload(cancel);
        await Add(Newest + 1, cancel);
    }

    /// <summary>Encrypts every data key under another master key, all or none. Hubs must then be started with that key.</summary>
    public async Task Rewrap(MasterKey next, CancellationToken cancel = default)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // No key may be added under the old master key meanwhile.
        await connection.ExecuteAsync(new CommandDefinition("lock table key_ring in exclusive mode", cancellationToken: cancel));
        foreach (var (id, key) in Unwrap(await connection.QueryAsync<Row>(new CommandDefinition(Select, cancellationToken: cancel))))
            await connection.ExecuteAsync(new CommandDefinition(Update, new { id, wrapped = Wrap(next, id, key) }, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }

    internal (int Id, byte[] Key) Writing
    {
        get
        {
            var keys = _keys;
            return (keys.Keys.Last(), keys.Values.Last());
        }
    }

    /// <summary>A key by its number; one that is not known here may have been added by another hub, so the ring is read again.</summary>
    internal byte[]? Find(int id)
    {
        if (_keys.TryGetValue(id, out var key)) return key;
        using var connection = _source.OpenConnection();
        _keys = Unwrap(connection.Query<Row>(Select));
        return _keys.GetValueOrDefault(id);
    }

    private async Task Reload(CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        _keys = Unwrap(await connection.QueryAsync<Row>(new CommandDefinition(Select, cancellationToken: cancel)));
    }

    private async Task Add(int id, CancellationToken cancel)
    {
        var wrapped = Wrap(_master, id, RandomNumberGenerator.GetBytes(MasterKey.Length));
        await using (var connection = await _source.OpenConnectionAsync(cancel))
            await connection.ExecuteAsync(new CommandDefinition(Insert, new { id, wrapped }, cancellationToken: cancel));
        await Reload(cancel);
    }

    private ImmutableSortedDictionary<int, byte[]> Unwrap(IEnumerable<Row> rows) => rows.ToImmutableSortedDictionary(row => row.Id, row =>
        Seal.Open(_master.Bytes, row.Wrapped, "liaison key ring", $"{row.Id}") ?? throw new SecretException(
            $"Key {row.Id} of the key ring cannot be opened with the {_master}: it was closed with another master key, or it was changed. "
            + $"Start Liaison with the master key that was used before ({MasterKey.Variable}, or the file master.key of the old data folder)."));

    private static byte[] Wrap(MasterKey master, int id, byte[] key) => Seal.Close(master.Bytes, key, "liaison key ring", $"{id}");

    private sealed record Row(int Id, byte[] Wrapped);
}
