using System.Text;
using Dapper;

namespace Liaison.Storage.Statistics;

/// <summary>Opens files of figures for connectors that upload them.</summary>
public sealed class StatisticsTexts(Database database)
{
    /// <param name="name"><c>statistics/stf_…</c>.</param>
    /// <returns>Null when it names no file of ours, or one that is not kept any more.</returns>
    public async Task<Stream?> Open(string name, CancellationToken cancel)
    {
        if (name.Split('/') is not [StoredFile.Folder, var id])
        {
            return null;
        }
        await using var connection = await database.OpenForAll(cancel);
        var content = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition("select content from statistics_files where id = @id", new { id }, cancellationToken: cancel));
        return content is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(content));
    }
}
