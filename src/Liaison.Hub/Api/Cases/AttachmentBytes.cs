using Dapper;
using Liaison.Storage;
using Liaison.Storage.Cases;

namespace Liaison.Hub.Api.Cases;

/// <summary>Opens attachments for connectors, which know only an attachment's id.</summary>
public sealed class AttachmentBytes(Database database, AttachmentFiles files)
{
    /// <summary>Null when there is no such attachment, or its bytes are gone.</summary>
    public async Task<Stream?> Open(string attachment, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var sha256 = await connection.ExecuteScalarAsync<string?>(new CommandDefinition("select sha256 from attachments where id = @attachment", new { attachment }, cancellationToken: cancel));
        return sha256 is null ? null : files.Open(sha256);
    }
}
